using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>The graceful end of a connection, of which our side has ended its stream: takes what still comes until the peer ends, too, and closes.</summary>
internal sealed unsafe class CloseOperation : SeriesOperation
{
    private const int DiscardLength = 1 << 16;

    // Nobody reads it, so that all connections may write to the same.
    private static readonly byte* Discarded = (byte*)NativeMemory.Alloc(DiscardLength);

    private readonly TransferOperation _receive;
    private readonly TransferOperation _send;
    private bool _closedByOthers;

    private CloseOperation(StreamSocket socket, TransferOperation receive, TransferOperation send) : base(socket, detached: true)
    {
        _receive = receive;
        _send = send;
        Loop.Equip(this);
    }

    /// <summary>A receive that was dropped has received nothing.</summary>
    protected override bool CanRepeat => true;

    /// <param name="receive">The socket's receive, which cannot start any more.</param>
    /// <param name="send">The socket's send, which cannot start any more.</param>
    internal static SocketOperation<long> Start(StreamSocket socket, nuint handle, TransferOperation receive, TransferOperation send)
    {
        var operation = new CloseOperation(socket, receive, send);
        var result = new SocketOperation<long>(operation);
        int error = operation.IssueNext(handle);
        if (error != WSA_IO_PENDING)
            operation.Complete(WinsockError.FromWin32(error), 0);
        operation.EndPending(CancellationToken.None);
        return result;
    }

    protected override int Issue(nuint socket)
    {
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        var buffer = new WSABUF { len = DiscardLength, buf = Discarded };
        uint flags = 0;
        return Outcome(Socket.Native.WSARecv(socket, &buffer, 1, null, &flags, overlapped, null));
    }

    protected override int Advance(uint transferred) => transferred == 0 ? 0 : WSA_IO_PENDING;

    protected override long Read(uint transferred) => 0;

    protected override void OnFinishing(ref int error, uint transferred)
    {
        base.OnFinishing(ref error, transferred);
        _closedByOthers = Socket.IsClosed;
        var socket = (StreamSocket)Socket;
        if (error == 0)
            socket.CloseInBackground();
        else
            socket.Abort();
    }

    // When the operation itself has closed the socket, its being closed says nothing.
    protected override Exception CreateException(int error, CancellationToken cancellationToken) =>
        SocketFailure.Create(Loop, _closedByOthers ? Socket : null, error, cancellationToken);

    protected override void Unpin()
    {
        _receive.EndHold();
        _send.EndHold();
    }

    protected override void GiveUpMemory() => Unpin();
}
