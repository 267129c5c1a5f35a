using System;
using System.Buffers;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A send of several buffers: one call, unless they are too much for one.</summary>
internal sealed unsafe class GatherOperation : SeriesOperation
{
    private readonly BufferList _buffers = new();
    private TransferOperation? _hold;
    private long _length;

    private GatherOperation(WinsockSocket socket) : base(socket)
    {
        Loop.Equip(this);
    }

    internal static GatherOperation Rent(WinsockSocket socket) => new(socket);

    /// <param name="hold">The send with one buffer, which cannot start until this one is over.</param>
    internal SocketOperation<long> Send(nuint socket, TransferOperation hold, ReadOnlySpan<ReadOnlyMemory<byte>> buffers, CancellationToken cancellationToken)
    {
        _hold = hold;
        try
        {
            foreach (ReadOnlyMemory<byte> buffer in buffers)
                _buffers.Add(buffer);
        }
        catch
        {
            Unpin();
            EndAtOnce();
            throw;
        }

        _length = _buffers.Length;
        return Start(socket, cancellationToken);
    }

    /// <param name="hold">The send with one buffer, which cannot start until this one is over.</param>
    internal SocketOperation<long> Send(nuint socket, TransferOperation hold, in ReadOnlySequence<byte> buffers, CancellationToken cancellationToken)
    {
        _hold = hold;
        try
        {
            foreach (ReadOnlyMemory<byte> buffer in buffers)
                _buffers.Add(buffer);
        }
        catch
        {
            Unpin();
            EndAtOnce();
            throw;
        }

        _length = _buffers.Length;
        return Start(socket, cancellationToken);
    }

    protected override int Issue(nuint socket)
    {
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        WSABUF* buffers = _buffers.Next(out uint count);
        return Outcome(Socket.Native.WSASend(socket, buffers, count, null, 0, overlapped, null));
    }

    protected override int Advance(uint transferred)
    {
        if (transferred == 0 && _buffers.Length != 0)
            return WSAECONNABORTED;
        _buffers.Advance(transferred);
        return _buffers.Length == 0 ? 0 : WSA_IO_PENDING;
    }

    protected override long Read(uint transferred) => _length;

    protected override void Unpin()
    {
        _buffers.Unpin();
        _hold!.EndHold();
    }

    protected override void GiveUpMemory()
    {
        _buffers.GiveUp();
        _hold!.EndHold();
    }

    protected override void FreeMemory() => _buffers.Free();
}
