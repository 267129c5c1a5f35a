using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>
/// An overlapped WSAIoctl, begun and cancelled, by nothing but the calls themselves: what this Winsock does with a wait when what the
/// generator emits has no part in it. Wine 8 says WSA_IO_PENDING to what it lacks, writes STATUS_NOT_SUPPORTED and signals nothing.
/// </summary>
internal static class RawWait
{
    private const int IOPending = 997;

    private static readonly TimeSpan TimeToCancel = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TimeToComplete = TimeSpan.FromSeconds(1);

    /// <summary>Why a wait for this cannot be tested on the socket, or null.</summary>
    /// <exception cref="SocketException">Winsock did not begin it.</exception>
    public static string? WhyEndless(Socket socket, uint code, byte[]? input, int outputLength)
    {
        using var over = new ManualResetEvent(false);
        var inputLength = input?.Length ?? 0;
        var record = 8 + 3 * IntPtr.Size;
        var block = Marshal.AllocHGlobal(record + inputLength + outputLength + 16);
        Marshal.Copy(new byte[record], 0, block, record);
        Marshal.WriteIntPtr(block, record - IntPtr.Size, over.SafeWaitHandle.DangerousGetHandle());
        if (input != null)
            Marshal.Copy(input, 0, block + record, inputLength);

        var result = WSAIoctl(socket.Handle, code, block + record, inputLength, block + record + inputLength, outputLength, out _, block, 0);
        var error = result == 0 ? 0 : Marshal.GetLastWin32Error();
        if (error == IOPending)
        {
            var refused = CancelIoEx(socket.Handle, block) ? 0 : Marshal.GetLastWin32Error();
            if (!over.WaitOne(refused == 0 ? TimeToCancel : TimeToComplete))
                return $"this Winsock has begun it, does not know of it when asked to cancel it ({refused}), and never ends it: NTSTATUS 0x{Marshal.ReadInt32(block):x8}";
        }

        Marshal.FreeHGlobal(block);
        return error is 0 or IOPending ? null : throw new SocketException(error);
    }

    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WSAIoctl(nint socket, uint code, nint input, int inputLength, nint output, int outputLength, out int returned, nint overlapped, nint routine);

    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CancelIoEx(nint file, nint overlapped);
}
