using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive of a message or of a part of one.</summary>
internal sealed unsafe class MessageReceiveOperation : TransferOperation<ReceivedMessage>
{
    private readonly bool _losesRest;
    private bool _wasPartialAtOnce;
    private int _ending;

    internal MessageReceiveOperation(WinsockSocket socket) : base(socket)
    {
        Loop.Equip(this);

        // A reliable protocol keeps a message that does not fit for a larger buffer (WSARecv, "Remarks": message-oriented sockets).
        _losesRest = socket.Provider.Kind.Entry is { IsReliable: false };
    }

    /// <summary>A receive that was dropped has received nothing.</summary>
    protected override bool CanRepeat => true;

    internal SocketOperation<ReceivedMessage> Start(nuint socket, Memory<byte> memory, CancellationToken cancellationToken) =>
        base.Start(socket, memory, cancellationToken);

    protected override int Issue(nuint socket, WSABUF* buffer, OVERLAPPED* overlapped)
    {
        uint flags = 0;
        _ending = 0;
        int result = Socket.Native.WSARecv(socket, buffer, 1, null, &flags, overlapped, null);
        _wasPartialAtOnce = result == 0 && (flags & MSG_PARTIAL) != 0;
        int error = Outcome(result);

        // Too long a message is a warning (STATUS_BUFFER_OVERFLOW): its packet comes, unless those of successes are skipped.
        return error == WSAEMSGSIZE && !Socket.Provider.SkipsOnSuccess ? WSA_IO_PENDING : Settle(error);
    }

    protected override void OnFinishing(ref int error, uint transferred)
    {
        error = Settle(error);
        base.OnFinishing(ref error, transferred);
    }

    protected override ReceivedMessage Read(uint transferred)
    {
        // WSARecv does not write the flags of what completes later; WSAGetOverlappedResult takes them from the status, as here.
        bool isPartial = _wasPartialAtOnce
            || (uint)Record->Overlapped.Internal is WinsockError.StatusReceivePartial or WinsockError.StatusReceivePartialExpedited;
        bool hasEnded = _ending == WSAEDISCON;
        return new ReceivedMessage
        {
            Length = hasEnded ? 0 : (int)transferred,
            EndOfMessage = !isPartial && !hasEnded,
            EndOfConnection = hasEnded,
            IsTruncated = _ending == WSAEMSGSIZE,
        };
    }

    /// <summary>The end of the connection is a result, and so is what fits of a message whose rest is lost.</summary>
    private int Settle(int error)
    {
        if (error != WSAEDISCON && (error != WSAEMSGSIZE || !_losesRest))
            return error;
        _ending = error;
        return 0;
    }
}
