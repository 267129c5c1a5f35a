using System.Runtime.InteropServices;
using System.Text;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Overlapped;

/// <summary>Overlapped operations that set an event when they complete.</summary>
public sealed unsafe class EventCompletionTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.WSARecv), nameof(Ws2.WSAGetOverlappedResult), nameof(Ws2.WSAWaitForMultipleEvents))]
    public void A_receive_pends_until_bytes_come()
    {
        var (client, server) = Connect();
        using var receive = new Operation();
        uint count, flags = 0;

        AssertError(Ws2.WSA_IO_PENDING, Ws2.WSARecv(Raw(server), receive.Buffers, 1, null, &flags, receive.Overlapped, null));
        Assert.Equal(0, Ws2.WSAGetOverlappedResult(Raw(server), receive.Overlapped, &count, 0, &flags));
        Assert.Equal(Ws2.WSA_IO_INCOMPLETE, Marshal.GetLastWin32Error());
        Assert.False(Ws2.HasOverlappedIoCompleted(receive.Overlapped));

        Ws2.send(client, "ping"u8, 0);

        Assert.True(receive.Wait(Patience));
        Ws2.WSAGetOverlappedResult(server, receive.Overlapped, out count, fWait: false, out flags);
        Assert.Equal((4u, 0u), (count, flags));
        Assert.True(Ws2.HasOverlappedIoCompleted(receive.Overlapped));
        Assert.Equal("ping", Encoding.ASCII.GetString(receive.Bytes, 4));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSARecvFrom), nameof(Ws2.WSASendTo), nameof(Ws2.WSAGetOverlappedResult))]
    public void A_datagram_that_does_not_fit_completes_with_an_error()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = Datagram();
        using var receive = new Operation();
        receive.Buffers->len = 2;
        using var send = new Operation();
        "ping"u8.CopyTo(new System.Span<byte>(send.Bytes, 4));
        send.Buffers->len = 4;
        Ws2.SOCKADDR_IN from;
        var fromLength = sizeof(Ws2.SOCKADDR_IN);
        uint count, sent, flags = 0;

        AssertError(
            Ws2.WSA_IO_PENDING,
            Ws2.WSARecvFrom(Raw(receiver), receive.Buffers, 1, null, &flags, (Ws2.SOCKADDR*)&from, &fromLength, receive.Overlapped, null));
        fixed (byte* to = destination)
            Assert.Equal(0, Ws2.WSASendTo(Raw(sender), send.Buffers, 1, &sent, 0, (Ws2.SOCKADDR*)to, destination.Length, send.Overlapped, null));
        Assert.Equal(4u, sent);

        Assert.True(receive.Wait(Patience));
        Assert.Equal(0, Ws2.WSAGetOverlappedResult(Raw(receiver), receive.Overlapped, &count, 0, &flags));
        Assert.Equal(Ws2.WSAEMSGSIZE, Marshal.GetLastWin32Error());
        Assert.Equal((2u, 16), (count, fromLength));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetOverlappedResult), nameof(Ws2.GetOverlappedResultEx))]
    public void The_kernel_tells_the_result_of_a_socket_operation_too()
    {
        var (client, server) = Connect();
        using var receive = new Operation();
        uint flags = 0, count;
        AssertError(Ws2.WSA_IO_PENDING, Ws2.WSARecv(Raw(server), receive.Buffers, 1, null, &flags, receive.Overlapped, null));

        Assert.Equal(0, Ws2.GetOverlappedResultEx((nint)Raw(server), receive.Overlapped, &count, 20, 0));
        Assert.Equal((int)Ws2.WSA_WAIT_TIMEOUT, Marshal.GetLastWin32Error());
        Ws2.send(client, "ping"u8, 0);
        Ws2.GetOverlappedResult((nint)Raw(server), receive.Overlapped, out count, bWait: true);
        Ws2.GetOverlappedResultEx((nint)Raw(server), receive.Overlapped, out var again, 0, bAlertable: false);

        Assert.Equal((4u, 4u), (count, again));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.CancelIoEx), nameof(Ws2.WSAGetOverlappedResult))]
    public void A_cancelled_receive_completes_as_aborted()
    {
        var (_, server) = Connect();
        using var receive = new Operation();
        uint flags = 0, count;
        AssertError(Ws2.WSA_IO_PENDING, Ws2.WSARecv(Raw(server), receive.Buffers, 1, null, &flags, receive.Overlapped, null));

        Assert.Equal(1, Ws2.CancelIoEx((nint)Raw(server), receive.Overlapped));

        Assert.Equal(0, Ws2.WSAGetOverlappedResult(Raw(server), receive.Overlapped, &count, 1, &flags));
        Assert.Equal(Ws2.WSA_OPERATION_ABORTED, Marshal.GetLastWin32Error());
        Assert.Equal(0, Ws2.CancelIoEx((nint)Raw(server), receive.Overlapped));
        Assert.Equal(1168, Marshal.GetLastWin32Error()); // ERROR_NOT_FOUND: nothing was pending.
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSACreateEvent), nameof(Ws2.WSASetEvent), nameof(Ws2.WSAResetEvent), nameof(Ws2.WSACloseEvent), nameof(Ws2.WSAWaitForMultipleEvents))]
    public void An_event_is_set_until_it_is_reset()
    {
        var first = Ws2.WSACreateEvent();
        var second = Ws2.WSACreateEvent();
        Assert.NotEqual(0, first);

        Assert.Equal(Ws2.WSA_WAIT_TIMEOUT, Ws2.WSAWaitForMultipleEvents([first, second], fWaitAll: false, 0, fAlertable: false));
        Assert.Equal(1, Ws2.WSASetEvent(second));
        Assert.Equal(Ws2.WSA_WAIT_EVENT_0 + 1, Ws2.WSAWaitForMultipleEvents([first, second], fWaitAll: false, 0, fAlertable: false));
        Assert.Equal(Ws2.WSA_WAIT_TIMEOUT, Ws2.WSAWaitForMultipleEvents([first, second], fWaitAll: true, 0, fAlertable: false));
        Assert.Equal(1, Ws2.WSAResetEvent(second));
        Assert.Equal(Ws2.WSA_WAIT_TIMEOUT, Ws2.WSAWaitForMultipleEvents([second], fWaitAll: false, 0, fAlertable: false));

        Assert.Equal(1, Ws2.WSACloseEvent(first));
        Assert.Equal(1, Ws2.WSACloseEvent(second));
        Assert.Equal(0, Ws2.WSASetEvent(first));
        Assert.Equal(Ws2.WSA_INVALID_HANDLE, Marshal.GetLastWin32Error());
    }
}
