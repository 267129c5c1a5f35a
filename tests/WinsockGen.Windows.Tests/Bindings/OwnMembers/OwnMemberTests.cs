using System;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.OwnMembers;

/// <summary>Options and ioctls of the user's own, on the real Winsock, compared with what the BCL says.</summary>
public sealed class OwnMemberTests
{
    [Fact]
    public void An_own_option_is_what_the_BCL_sees()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        socket.SetOwnReceiveBuffer(65536);
        Assert.Equal(65536, socket.ReceiveBufferSize);
        Assert.Equal(65536, socket.GetOwnReceiveBuffer());

        socket.NoDelay = true;
        Assert.True(socket.GetOwnNoDelay());
        socket.NoDelay = false;
        Assert.False(socket.GetOwnNoDelay());
    }

    [Fact]
    public void An_own_option_may_be_a_struct_of_the_bindings()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        socket.SetOwnLinger(new Ws2.LINGER { l_onoff = 1, l_linger = 7 });
        Assert.Equal((true, 7), (socket.LingerState!.Enabled, socket.LingerState.LingerTime));

        socket.LingerState = new LingerOption(enable: true, 9);
        var linger = socket.GetOwnLinger();
        Assert.Equal((1, 9), (linger.l_onoff, linger.l_linger));
    }

    [Fact]
    public void An_own_option_may_be_bytes()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Span<byte> type = stackalloc byte[4];

        Assert.Equal(4, socket.GetOwnType(type));
        Assert.Equal((int)SocketType.Dgram, BitConverter.ToInt32(type));
    }

    [Fact]
    public void An_own_ioctl_takes_a_struct_and_gives_a_value()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        using var server = listener.Accept();

        client.SetOwnKeepAlive(new Ws2.tcp_keepalive { onoff = 1, keepalivetime = 30_000, keepaliveinterval = 1_000 });
        server.Send(new byte[5]);

        Assert.True(client.Poll(5_000_000, SelectMode.SelectRead));
        Assert.Equal(5u, client.GetOwnAvailable());
    }

    [Fact]
    public void What_Winsock_lacks_is_its_own_error()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Equal(SocketError.ProtocolOption, Assert.Throws<SocketException>(() => socket.GetNonsense()).SocketErrorCode);
    }
}
