using System;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Options;

/// <summary>Typed options on the runtime's sockets: the bytes that reach Winsock, and how it fails.</summary>
public sealed class TypedOptionTests
{
    [Fact]
    public void An_option_is_set_and_read_in_its_bytes()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using var connection = client;
        using var peer = server;

        client.TcpNoDelay = true;
        AssertLast(world, 6, 1, 1, 0, 0, 0);
        Assert.True(client.TcpNoDelay);
        AssertLast(world, 6, 1, 0, 0, 0, 0);

        client.TcpMaxRetransmissionTime = TimeSpan.FromHours(2);
        AssertLast(world, 6, 5, 0x20, 0x1C, 0, 0);
        Assert.Equal(TimeSpan.FromHours(2), client.TcpMaxRetransmissionTime);

        client.SocketLinger = TimeSpan.FromSeconds(7);
        AssertLast(world, 0xFFFF, 128, 1, 0, 7, 0);
        Assert.Equal(TimeSpan.FromSeconds(7), client.SocketLinger);
    }

    [Fact]
    public void A_group_is_joined_by_a_method_that_takes_a_value()
    {
        using var world = new DatagramWorld();

        world.Server.IPAddMembership(new TypedOptions.IPMembership(IPAddress.Parse("239.1.2.3"), IPAddress.Parse("192.0.2.1")));

        AssertLast(world, 0, 12, 239, 1, 2, 3, 192, 0, 2, 1);
    }

    [Fact]
    public void An_error_of_Winsock_names_the_option_and_the_family()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using var connection = client;
        using var peer = server;

        var error = Assert.Throws<SocketException>(() => client.TcpTimestamps);

        Assert.Equal(SocketError.ProtocolOption, error.SocketErrorCode);
        Assert.StartsWith("TCP_TIMESTAMPS on a socket of the family InterNetwork: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_socket_says_so()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using var connection = client;
        using var peer = server;
        client.Dispose();

        Assert.Throws<ObjectDisposedException>(() => client.TcpNoDelay);
        Assert.Throws<ObjectDisposedException>(() => client.TcpNoDelay = true);
    }

    private static void AssertLast(ScriptedWorld world, int level, int name, params byte[] bytes)
    {
        ScriptedOptionCall call = world.Winsock.OptionCalls[^1];
        Assert.Equal((level, name), (call.Level, call.Name));
        Assert.Equal(bytes, call.Bytes);
    }
}
