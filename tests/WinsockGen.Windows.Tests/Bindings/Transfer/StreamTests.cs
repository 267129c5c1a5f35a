using System;
using System.Runtime.InteropServices;
using System.Text;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Transfer;

/// <summary>Bytes over a connection.</summary>
public sealed unsafe class StreamTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.send), nameof(Ws2.recv))]
    public void What_is_peeked_at_is_still_there()
    {
        var (client, server) = Connect();
        var buffer = new byte[16];

        Assert.Equal(4, Ws2.send(client, "ping"u8, 0));

        Assert.Equal(4, Ws2.recv(server, buffer, Ws2.MSG_PEEK));
        Assert.Equal(2, Ws2.recv(server, buffer.AsSpan(0, 2), 0));
        Assert.Equal(2, Ws2.recv(server, buffer.AsSpan(2, 2), 0));
        Assert.Equal("ping", Encoding.ASCII.GetString(buffer, 0, 4));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.recv))]
    public void A_receive_fails_where_it_would_block_times_out_or_has_no_connection()
    {
        var (client, server) = Connect();
        SetNonblocking(client);
        Ws2.setsockopt(server, Ws2.SOL_SOCKET, Ws2.SO_RCVTIMEO, BitConverter.GetBytes(50));

        AssertError(Ws2.WSAEWOULDBLOCK, () => Ws2.recv(client, new byte[1], 0));
        AssertError(Ws2.WSAETIMEDOUT, () => Ws2.recv(server, new byte[1], 0));
        AssertError(Ws2.WSAENOTCONN, () => Ws2.recv(Stream(), new byte[1], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.send), nameof(Ws2.recv), nameof(Ws2.select))]
    public void An_urgent_byte_is_received_on_its_own()
    {
        var (client, server) = Connect();
        var buffer = new byte[4];

        Assert.Equal(1, Ws2.send(client, "!"u8, Ws2.MSG_OOB));
        WaitForUrgentByte(server);

        Assert.Equal(1, Ws2.recv(server, buffer, Ws2.MSG_OOB));
        Assert.Equal((byte)'!', buffer[0]);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSASend), nameof(Ws2.WSARecv))]
    public void Buffers_are_gathered_and_scattered_in_order()
    {
        var (client, server) = Connect();
        var received = stackalloc byte[6];
        var flags = 0u;

        fixed (byte* first = "pi"u8)
        fixed (byte* second = "ng!?"u8)
            Ws2.WSASend(client, [new() { buf = first, len = 2 }, new() { buf = second, len = 4 }], out var sent, 0);
        WaitForBytes(server, 6);
        Ws2.WSARecv(server, [new() { buf = received, len = 5 }, new() { buf = received + 5, len = 1 }], out var count, ref flags);

        Assert.Equal((6u, 0u), (count, flags));
        Assert.Equal("ping!?", Encoding.ASCII.GetString(received, 6));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSARecv), nameof(Ws2.WSASend))]
    public void The_raw_functions_report_the_last_error()
    {
        var buffer = default(Ws2.WSABUF);
        uint count, flags = 0;

        AssertError(Ws2.WSAENOTSOCK, Ws2.WSARecv(Ws2.INVALID_SOCKET, &buffer, 1, &count, &flags, null, null));
        AssertError(Ws2.WSAENOTSOCK, Ws2.WSASend(Ws2.INVALID_SOCKET, &buffer, 1, &count, 0, null, null));
        Assert.Equal(Ws2.WSAENOTSOCK, Ws2.WSAGetLastError());
    }

    [WinsockFact(Requires = WinsockFeature.ReceiveEx)]
    [Calls(nameof(Ws2.WSARecvEx))]
    public void WSARecvEx_gives_back_the_flags()
    {
        var (client, server) = Connect();
        var flags = 0;
        Ws2.send(client, "ping"u8, 0);

        Assert.Equal(4, Ws2.WSARecvEx(server, new byte[16], ref flags));

        Assert.Equal(0, flags);
    }

    /// <summary>Waits until that many bytes can be received at once.</summary>
    private static void WaitForBytes(SafeHandle socket, uint count)
    {
        var waiting = 0u;
        Assert.True(System.Threading.SpinWait.SpinUntil(() => Ws2.ioctlsocket(socket, Ws2.FIONREAD, ref waiting) == 0 && waiting >= count, Patience));
    }

    private static void WaitForUrgentByte(SafeHandle socket)
    {
        Ws2.fd_set urgent;
        Ws2.FD_ZERO(&urgent);
        Ws2.FD_SET(Raw(socket), &urgent);
        var limit = new Ws2.TIMEVAL { tv_sec = Patience / 1000 };
        Assert.Equal(1, Ws2.select(0, null, null, &urgent, &limit));
    }
}
