using System;
using System.Net.Sockets;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// One buffer sent as many datagrams. Where Windows cuts (UDP_SEND_MSG_SIZE), a call takes as many of them as fit into the longest
/// datagram; elsewhere each is a call. The calls follow one another: the next is made where the last was dequeued.
/// </summary>
internal sealed unsafe class SegmentedSendOperation : DatagramOperation<SentSegments>
{
    // What UDP over IPv4 can carry; no provider is known to take more at a time.
    private const int LongestCall = 65_507;

    private readonly OperationPool<SegmentedSendOperation> _pool;
    private byte* _data;
    private int _length;
    private int _segmentSize;
    private int _lengthOfCall;
    private int _lengthInCall;
    private int _sent;
    private int _error;

    private SegmentedSendOperation(WinsockSocket socket, OperationPool<SegmentedSendOperation> pool) : base(socket)
    {
        _pool = pool;
    }

    internal static OperationPool<SegmentedSendOperation> CreatePool(WinsockSocket socket) => new(socket, static (socket, pool) => new SegmentedSendOperation(socket, pool));

    /// <param name="to">Where to; no bytes for the peer that the socket is connected to.</param>
    internal SocketOperation<SentSegments> Start(nuint socket, ReadOnlyMemory<byte> data, int segmentSize, ReadOnlySpan<byte> to, ReadOnlyMemory<byte> control,
        CancellationToken cancellationToken)
    {
        to.CopyTo(new Span<byte>(Call->Address, SocketAddressValue.Capacity));
        Call->AddressLength = to.Length;
        _data = null;
        _length = data.Length;
        _segmentSize = segmentSize;
        _lengthOfCall = Socket.Provider.CutsSends ? Math.Max(segmentSize, LongestCall / segmentSize * segmentSize) : segmentSize;
        _sent = 0;
        _error = 0;
        return Start(socket, data, control, cancellationToken);
    }

    internal override void OnDequeued(int error, uint transferred)
    {
        if (error == 0)
        {
            _sent += _lengthInCall;
            if (_sent < _length)
                error = Continue();
        }

        if (error != WSA_IO_PENDING)
            Complete(Settle(error), transferred);
    }

    /// <summary>Makes calls until one pends, or all is sent, or one fails.</summary>
    protected override int Issue(nuint socket)
    {
        if (_data == null)
            _data = Call->Data.buf;
        while (true)
        {
            _lengthInCall = Math.Min(_lengthOfCall, _length - _sent);
            Call->Data = new WSABUF { buf = _data + _sent, len = (uint)_lengthInCall };
            int error = base.Issue(socket);
            if (error == WSA_IO_PENDING)
                return error;
            if (error != 0)
                return Settle(WinsockError.FromWin32(error));
            _sent += _lengthInCall;
            if (_sent == _length)
                return 0;
        }
    }

    protected override int Issue(nuint socket, OVERLAPPED* overlapped) => Outcome(Socket.Native.WSASendTo(
        socket, &Call->Data, 1, null, 0, Call->AddressLength == 0 ? null : (SOCKADDR*)Call->Address, Call->AddressLength, overlapped, null));

    protected override int IssueWithControl(nuint socket, OVERLAPPED* overlapped)
    {
        PrepareMessage(Call->AddressLength);
        return Outcome(Socket.Native.WSASendMsg(Socket.Provider.SendMessage, socket, &Call->Message, 0, null, overlapped, null));
    }

    /// <summary>Where Windows cuts, it is told the size behind what the caller gave.</summary>
    protected override WSABUF PrepareControl(WSABUF given)
    {
        if (!Socket.Provider.CutsSends)
            return given;
        int start = (int)WSA_CMSGHDR_ALIGN(given.len);
        int length = (int)WSA_CMSG_SPACE(sizeof(int));
        WSABUF control = Call->GetControl(start + length);
        var bytes = new Span<byte>(control.buf, start + length);
        bytes.Clear();
        new ReadOnlySpan<byte>(given.buf, (int)given.len).CopyTo(bytes);
        *(WSACMSGHDR*)(control.buf + start) = new WSACMSGHDR { cmsg_len = WSA_CMSG_LEN(sizeof(int)), cmsg_level = IPPROTO_UDP, cmsg_type = UDP_SEND_MSG_SIZE };
        *(int*)(control.buf + start + (int)WSA_CMSG_LEN(0)) = _segmentSize;
        return control;
    }

    protected override SentSegments Read(uint transferred) => new()
    {
        Length = _sent,
        Count = _sent == 0 ? 1 : (int)(((uint)_sent + (uint)_segmentSize - 1) / (uint)_segmentSize),
        Error = (SocketError)_error,
    };

    protected override void OnIdle() => _pool.Return(this);

    private int Continue()
    {
        if (WasCancelled || Loop.IsStopping)
            return WSA_OPERATION_ABORTED;
        int error;
        try
        {
            using SocketUse use = Socket.Use();
            error = Issue(use.Socket);
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }

        // A canceller that came between two calls has found nothing to cancel.
        if (error == WSA_IO_PENDING && WasCancelled)
            Cancel();
        return error;
    }

    /// <summary>What was sent before something failed is a result; otherwise there is only the failure.</summary>
    private int Settle(int error)
    {
        if (error == 0 || _sent == 0)
            return error;
        _error = error;
        return 0;
    }
}
