using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive into several buffers.</summary>
internal sealed unsafe class ScatterOperation : IoOperation<int>
{
    private readonly BufferList _buffers = new();
    private TransferOperation? _hold;

    private ScatterOperation(WinsockSocket socket) : base(socket)
    {
        Loop.Equip(this);
    }

    /// <summary>A receive that was dropped has received nothing.</summary>
    protected override bool CanRepeat => true;

    internal static ScatterOperation Rent(WinsockSocket socket) => new(socket);

    /// <param name="hold">The receive with one buffer, which cannot start until this one is over.</param>
    internal SocketOperation<int> Receive(nuint socket, TransferOperation hold, ReadOnlySpan<Memory<byte>> buffers, CancellationToken cancellationToken)
    {
        _hold = hold;
        try
        {
            foreach (Memory<byte> buffer in buffers)
                _buffers.Add(buffer);
        }
        catch
        {
            Unpin();
            EndAtOnce();
            throw;
        }

        int error = Issue(socket);
        if (error != WSA_IO_PENDING)
            Unpin();
        return Conclude(error, cancellationToken);
    }

    protected override int Issue(nuint socket)
    {
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        uint flags = 0;
        WSABUF* buffers = _buffers.Next(out uint count);
        if (Socket is StreamSocket { HasFirstData: true } accepted)
        {
            accepted.ReceiveFirstData(new ReadOnlySpan<WSABUF>(buffers, (int)count), overlapped);
            return 0;
        }

        return Outcome(Socket.Native.WSARecv(socket, buffers, count, null, &flags, overlapped, null));
    }

    protected override int Read(uint transferred) => (int)transferred;

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
