using System;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Properties on the sockets of System.Net.Sockets, as programs write them.</summary>
public sealed class SocketPropertyTests
{
    [Fact]
    public void What_a_property_sets_the_BCL_sees_and_the_reverse()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        socket.TcpNoDelay = true;
        Assert.True(socket.NoDelay);
        socket.NoDelay = false;
        Assert.False(socket.TcpNoDelay);

        socket.SocketReceiveTimeout = TimeSpan.FromMilliseconds(1500);
        Assert.Equal(1500, socket.ReceiveTimeout);
        socket.SendTimeout = 2500;
        Assert.Equal(TimeSpan.FromMilliseconds(2500), socket.SocketSendTimeout);
    }

    [Fact]
    public void A_linger_is_a_time_or_null()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Null(socket.SocketLinger);
        socket.SocketLinger = TimeSpan.FromSeconds(5);
        Assert.Equal(TimeSpan.FromSeconds(5), socket.SocketLinger);
        Assert.Equal((true, 5), (socket.LingerState!.Enabled, socket.LingerState.LingerTime));

        socket.SocketLinger = null;
        Assert.False(socket.LingerState.Enabled);
    }

    [Fact]
    public void A_connection_has_an_age_and_a_socket_without_one_has_none()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.False(listener.SocketIsListening);
        Assert.Null(listener.SocketConnectTime);

        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);

        Assert.True(listener.SocketIsListening);
        Assert.InRange(client.SocketConnectTime!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(SocketError.Success, client.SocketPendingError);
    }

    [WinsockFact(Requires = WinsockFeature.TcpKeepAliveTimes)]
    public void Keep_alive_times_are_the_times_that_the_BCL_reads_in_seconds()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        socket.TcpKeepAliveTime = TimeSpan.FromSeconds(30);
        socket.TcpKeepAliveInterval = TimeSpan.FromSeconds(5);

        Assert.Equal(30, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(5, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
    }

    [Fact]
    public void An_option_that_the_socket_lacks_fails_with_the_error_of_Winsock()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        // Which error it is differs between Windows and Wine.
        Assert.Equal(
            Assert.Throws<SocketException>(() => socket.NoDelay).ErrorCode,
            Assert.Throws<SocketException>(() => socket.TcpNoDelay).ErrorCode);
        Assert.Equal(
            Assert.Throws<SocketException>(() => socket.NoDelay = true).ErrorCode,
            Assert.Throws<SocketException>(() => socket.TcpNoDelay = true).ErrorCode);
    }

    [Fact]
    public void A_socket_that_is_closed_says_so()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Dispose();

        Assert.Throws<ObjectDisposedException>(() => socket.TcpNoDelay);
        Assert.Throws<ObjectDisposedException>(() => socket.SocketLinger = TimeSpan.Zero);
    }
}
