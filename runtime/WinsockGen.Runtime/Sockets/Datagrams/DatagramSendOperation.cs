using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One send of a datagram: WSASendTo, or WSASendMsg where it has control messages.</summary>
internal sealed unsafe class DatagramSendOperation : DatagramOperation<int>
{
    private readonly OperationPool<DatagramSendOperation> _pool;

    private DatagramSendOperation(WinsockSocket socket, OperationPool<DatagramSendOperation> pool) : base(socket)
    {
        _pool = pool;
    }

    internal static OperationPool<DatagramSendOperation> CreatePool(WinsockSocket socket) => new(socket, static (socket, pool) => new DatagramSendOperation(socket, pool));

    /// <param name="to">Where to; no bytes for the peer that the socket is connected to.</param>
    internal SocketOperation<int> Start(nuint socket, ReadOnlyMemory<byte> data, ReadOnlySpan<byte> to, ReadOnlyMemory<byte> control,
        CancellationToken cancellationToken)
    {
        to.CopyTo(new Span<byte>(Call->Address, SocketAddressValue.Capacity));
        Call->AddressLength = to.Length;
        return Start(socket, data, control, cancellationToken);
    }

    protected override int Issue(nuint socket, OVERLAPPED* overlapped) => Outcome(Socket.Native.WSASendTo(
        socket, &Call->Data, 1, null, 0, Call->AddressLength == 0 ? null : (SOCKADDR*)Call->Address, Call->AddressLength, overlapped, null));

    protected override int IssueWithControl(nuint socket, OVERLAPPED* overlapped)
    {
        PrepareMessage(Call->AddressLength);
        return Outcome(Socket.Native.WSASendMsg(Socket.Provider.SendMessage, socket, &Call->Message, 0, null, overlapped, null));
    }

    protected override int Read(uint transferred) => (int)transferred;

    protected override void OnIdle() => _pool.Return(this);
}
