using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.Bindings.AsyncWindow;

/// <summary>A window that gets messages and is never seen. It belongs to the thread that made it.</summary>
internal sealed unsafe class MessageWindow : IDisposable
{
    /// <summary>The first message that is free for a program's own use.</summary>
    public const uint WmUser = 0x0400;

    private const nint HwndMessage = -3;
    private const uint PmRemove = 1;
    private const uint QsAllPostMessage = 0x0100 | 0x0008;

    public MessageWindow()
    {
        // "STATIC" is a window class of the system: the messages are taken from the queue, so no procedure of ours is needed.
        Handle = CreateWindowExW(0, "STATIC", null, 0, 0, 0, 0, 0, HwndMessage, 0, 0, 0);
        if (Handle == 0)
            throw new InvalidOperationException($"CreateWindowEx failed with {Marshal.GetLastWin32Error()}.");
    }

    public nint Handle { get; }

    /// <summary>Takes the next message of that number off the queue, and returns its parameters.</summary>
    public (nuint WParam, nint LParam) Take(uint number, int milliseconds)
    {
        var started = Stopwatch.GetTimestamp();
        Message message;
        while (PeekMessageW(&message, Handle, number, number, PmRemove) == 0)
        {
            var left = milliseconds - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (left <= 0)
                throw new TimeoutException($"No message 0x{number:X} came within {milliseconds} ms.");
            MsgWaitForMultipleObjects(0, null, 0, (uint)left, QsAllPostMessage);
        }

        return (message.WParam, message.LParam);
    }

    public void Dispose() => DestroyWindow(Handle);

    [DllImport("user32", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint CreateWindowExW(
        uint extendedStyle, string className, string? name, uint style, int x, int y, int width, int height, nint parent, nint menu, nint instance, nint parameter);

    [DllImport("user32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int DestroyWindow(nint window);

    [DllImport("user32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int PeekMessageW(Message* message, nint window, uint first, uint last, uint remove);

    [DllImport("user32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint MsgWaitForMultipleObjects(uint count, nint* handles, int waitAll, uint milliseconds, uint wakeMask);

    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public nint Window;
        public uint Number;
        public nuint WParam;
        public nint LParam;
        public uint Time;
        public int X;
        public int Y;
    }
}
