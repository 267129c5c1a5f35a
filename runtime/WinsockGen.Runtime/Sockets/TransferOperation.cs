using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive or a send whose success is a number of bytes.</summary>
internal sealed unsafe class TransferOperation : TransferOperation<int>
{
    private bool _isSend;
    private uint _sendFlags;

    private TransferOperation(WinsockSocket socket) : base(socket)
    {
    }

    /// <summary>A receive that was dropped has received nothing; what a send has sent by then nobody knows.</summary>
    protected override bool CanRepeat => !_isSend;

    /// <summary>Takes a record, and the object that had it last if that is free too.</summary>
    internal static TransferOperation Rent(WinsockSocket socket)
    {
        OperationSlab slab = socket.Loop.Slab;
        OverlappedRecord* record = slab.Rent(out RecordOwner? idle);
        if (idle is TransferOperation operation)
        {
            operation.Socket = socket;
            operation.Reattach();
        }
        else
        {
            operation = new TransferOperation(socket);
        }

        slab.SetOwner(record, operation);
        return operation;
    }

    internal SocketOperation<int> Receive(nuint socket, Memory<byte> memory, CancellationToken cancellationToken)
    {
        _isSend = false;
        return Start(socket, memory, cancellationToken);
    }

    /// <param name="flags">What WSASend is told, such as MSG_PARTIAL.</param>
    internal SocketOperation<int> Send(nuint socket, ReadOnlyMemory<byte> memory, uint flags, CancellationToken cancellationToken)
    {
        _isSend = true;
        _sendFlags = flags;
        return Start(socket, memory, cancellationToken);
    }

    protected override int Issue(nuint socket, WSABUF* buffer, OVERLAPPED* overlapped)
    {
        // What came with the accept is received without a call.
        if (!_isSend && Socket is StreamSocket { HasFirstData: true } accepted)
        {
            accepted.ReceiveFirstData(new ReadOnlySpan<WSABUF>(buffer, 1), overlapped);
            return 0;
        }

        uint flags = 0;
        return Outcome(_isSend
            ? Socket.Native.WSASend(socket, buffer, 1, null, _sendFlags, overlapped, null)
            : Socket.Native.WSARecv(socket, buffer, 1, null, &flags, overlapped, null));
    }

    protected override int Read(uint transferred) => (int)transferred;

    protected override void ReleaseRecord(bool reusable) => ReleaseRecord(reusable ? this : null);
}
