using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One receive of a datagram: WSARecvFrom, or WSARecvMsg where control messages are asked for.</summary>
internal sealed unsafe class DatagramReceiveOperation : DatagramOperation<ReceivedDatagram>
{
    private readonly OperationPool<DatagramReceiveOperation> _pool;
    private bool _overflowed;
    private bool _usesOwnControl;

    private readonly bool _readsInformation;

    private DatagramReceiveOperation(DatagramSocket socket, OperationPool<DatagramReceiveOperation> pool) : base(socket)
    {
        _pool = pool;
        _readsInformation = socket.ReceivesInformation;
    }

    /// <summary>A receive that was dropped has received nothing.</summary>
    protected override bool CanRepeat => true;

    internal static OperationPool<DatagramReceiveOperation> CreatePool(WinsockSocket socket) =>
        new(socket, static (socket, pool) => new DatagramReceiveOperation((DatagramSocket)socket, pool));

    internal SocketOperation<ReceivedDatagram> Start(nuint socket, Memory<byte> data, Memory<byte> control, CancellationToken cancellationToken) =>
        base.Start(socket, data, control, cancellationToken);

    /// <summary>What the socket has promised to tell comes in control messages, also to a caller who wants none.</summary>
    protected override WSABUF PrepareControl(WSABUF given)
    {
        _usesOwnControl = _readsInformation && given.len == 0;
        return _usesOwnControl ? Call->GetControl(DatagramInformation.ControlLength) : given;
    }

    protected override int Issue(nuint socket, OVERLAPPED* overlapped)
    {
        _overflowed = false;
        Call->AddressLength = SocketAddressValue.Capacity;
        Call->Flags = 0;
        return ReceiveOutcome(Socket.Native.WSARecvFrom(socket, &Call->Data, 1, null, &Call->Flags, (SOCKADDR*)Call->Address, &Call->AddressLength, overlapped, null));
    }

    protected override int IssueWithControl(nuint socket, OVERLAPPED* overlapped)
    {
        _overflowed = false;
        PrepareMessage(SocketAddressValue.Capacity);
        return ReceiveOutcome(Socket.Native.WSARecvMsg(Socket.Provider.ReceiveMessage, socket, &Call->Message, null, overlapped, null));
    }

    protected override void OnFinishing(ref int error, uint transferred)
    {
        if (error == WSAEMSGSIZE)
        {
            _overflowed = true;
            error = 0;
        }

        base.OnFinishing(ref error, transferred);
    }

    protected override ReceivedDatagram Read(uint transferred)
    {
        bool hasMessage = ControlLength != 0;
        uint flags = hasMessage ? Call->Message.dwFlags : 0;
        int senderLength = hasMessage ? Call->Message.namelen : Call->AddressLength;
        bool controlOverflowed = (flags & MSG_CTRUNC) != 0;
        int controlLength = hasMessage ? (int)Math.Min(Call->Message.Control.len, (uint)ControlLength) : 0;
        return new ReceivedDatagram
        {
            Length = (int)transferred,
            ControlLength = _usesOwnControl ? 0 : controlLength,

            // WSAEMSGSIZE says that something was too long; where there are control messages, the flags say what.
            IsTruncated = (flags & MSG_TRUNC) != 0 || (_overflowed && !controlOverflowed),
            IsControlTruncated = controlOverflowed,
            Sender = senderLength is >= sizeof(ushort) and <= SocketAddressValue.Capacity
                ? new SocketAddressValue(new ReadOnlySpan<byte>(Call->Address, senderLength))
                : default,
            Information = _readsInformation ? DatagramInformation.Read(new ReadOnlySpan<byte>(Call->Message.Control.buf, controlLength)) : default,
        };
    }

    protected override void OnIdle() => _pool.Return(this);

    private int ReceiveOutcome(int result)
    {
        if (result == 0 || Marshal.GetLastPInvokeError() != WSAEMSGSIZE)
            return Outcome(result);

        // A truncated datagram is no failure. Its status is a warning (STATUS_BUFFER_OVERFLOW): a packet comes for it as for a
        // success, unless successes are skipped.
        if (!Socket.Provider.SkipsOnSuccess)
            return WSA_IO_PENDING;
        _overflowed = true;
        return 0;
    }
}
