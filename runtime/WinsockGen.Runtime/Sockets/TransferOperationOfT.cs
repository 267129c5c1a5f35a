using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive or a send of a connected socket, with one buffer.</summary>
internal abstract unsafe class TransferOperation<T>(WinsockSocket socket) : IoOperation<T>(socket)
{
    private MemoryPin _pin;

    // What the call was given, valid until it is over.
    private WSABUF _buffer;

    /// <summary>Receives or sends. The caller is the initiator and keeps the socket open.</summary>
    protected SocketOperation<T> Start(nuint socket, ReadOnlyMemory<byte> memory, CancellationToken cancellationToken)
    {
        fixed (byte* data = memory.Span)
        {
            _buffer = new WSABUF { len = (uint)memory.Length, buf = data };
            int error = Issue(socket);

            // Still within the fixed statement: the memory cannot have moved.
            if (error == WSA_IO_PENDING)
                _pin.Pin(memory, ref Record->Pin);
            return Conclude(error, cancellationToken);
        }
    }

    protected sealed override int Issue(nuint socket)
    {
        WSABUF buffer = _buffer;
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        return Issue(socket, &buffer, overlapped);
    }

    protected abstract int Issue(nuint socket, WSABUF* buffer, OVERLAPPED* overlapped);

    protected sealed override void Unpin() => _pin.Unpin(Record->Pin);

    protected sealed override void GiveUpMemory() => _pin.GiveUp();
}
