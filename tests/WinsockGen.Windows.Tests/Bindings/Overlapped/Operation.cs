using System;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.Bindings.Overlapped;

/// <summary>An OVERLAPPED that stays where it is, an event that its completion sets, and the memory of one buffer.</summary>
internal sealed unsafe class Operation : IDisposable
{
    public const int BufferSize = 256;

    public Operation(bool withEvent = true)
    {
        Overlapped = (Ws2.OVERLAPPED*)NativeMemory.AllocZeroed((nuint)sizeof(Ws2.OVERLAPPED) + (nuint)sizeof(Ws2.WSABUF) + BufferSize);
        Buffers = (Ws2.WSABUF*)(Overlapped + 1);
        Bytes = (byte*)(Buffers + 1);
        *Buffers = new Ws2.WSABUF { buf = Bytes, len = BufferSize };
        if (withEvent)
            Overlapped->hEvent = Ws2.WSACreateEvent();
    }

    public Ws2.OVERLAPPED* Overlapped { get; }

    public Ws2.WSABUF* Buffers { get; }

    public byte* Bytes { get; }

    /// <summary>Waits for the event of the completion.</summary>
    public bool Wait(uint milliseconds) =>
        Ws2.WSAWaitForMultipleEvents([Overlapped->hEvent], fWaitAll: true, milliseconds, fAlertable: false) == Ws2.WSA_WAIT_EVENT_0;

    public void Dispose()
    {
        if (Overlapped->hEvent != 0)
            Ws2.WSACloseEvent(Overlapped->hEvent);
        NativeMemory.Free(Overlapped);
    }
}
