using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive of a message or of a part of one.</summary>
internal sealed unsafe class MessageReceiveOperation : TransferOperation<ReceivedMessage>
{
    private bool _wasPartialAtOnce;

    internal MessageReceiveOperation(WinsockSocket socket) : base(socket)
    {
        Loop.Equip(this);
    }

    /// <summary>A receive that was dropped has received nothing.</summary>
    protected override bool CanRepeat => true;

    internal SocketOperation<ReceivedMessage> Start(nuint socket, Memory<byte> memory, CancellationToken cancellationToken) =>
        base.Start(socket, memory, cancellationToken);

    protected override int Issue(nuint socket, WSABUF* buffer, OVERLAPPED* overlapped)
    {
        uint flags = 0;
        int result = Socket.Native.WSARecv(socket, buffer, 1, null, &flags, overlapped, null);
        _wasPartialAtOnce = result == 0 && (flags & MSG_PARTIAL) != 0;

        // Too long a message is a warning (STATUS_BUFFER_OVERFLOW): its packet comes, unless those of successes are skipped.
        if (result != 0 && Marshal.GetLastPInvokeError() == WSAEMSGSIZE && !Socket.Provider.SkipsOnSuccess)
            return WSA_IO_PENDING;
        return Outcome(result);
    }

    protected override ReceivedMessage Read(uint transferred)
    {
        // WSARecv does not write the flags of what completes later; WSAGetOverlappedResult takes them from the status, as here.
        bool isPartial = _wasPartialAtOnce
            || (uint)Record->Overlapped.Internal is WinsockError.StatusReceivePartial or WinsockError.StatusReceivePartialExpedited;
        return new ReceivedMessage { Length = (int)transferred, EndOfMessage = !isPartial };
    }
}
