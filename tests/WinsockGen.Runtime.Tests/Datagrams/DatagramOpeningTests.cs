using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

public sealed class DatagramOpeningTests
{
    [Fact]
    public void Unreachable_ports_and_networks_are_not_reported_until_the_socket_is_connected()
    {
        using var world = new DatagramWorld();
        static (uint, int) Setting(ScriptedControl control) => (control.Code, BitConverter.ToInt32(control.Input));
        (uint, int)[] off = [(Ws2.SIO_UDP_CONNRESET, 0), (Ws2.SIO_UDP_NETRESET, 0)];
        Assert.Equal([.. off, .. off], world.Winsock.Controls.Select(Setting));
        world.Winsock.Controls.Clear();
        world.Client.Connect(DatagramWorld.ServerEndPoint);
        Assert.Equal([(Ws2.SIO_UDP_CONNRESET, 1), (Ws2.SIO_UDP_NETRESET, 1)], world.Winsock.Controls.Select(Setting));
    }

    [Fact]
    public void A_bound_port_is_the_sockets_alone()
    {
        using var world = new DatagramWorld();
        int open = world.Winsock.OpenSockets;
        var failure = Assert.Throws<SocketException>(() => DatagramSocket.Bind(DatagramWorld.ServerEndPoint, world.Options));
        Assert.Equal(SocketError.AddressAlreadyInUse, failure.SocketErrorCode);
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void Sockets_that_ask_for_it_share_a_port()
    {
        using var world = new DatagramWorld();
        var shared = new IPEndPoint(IPAddress.Loopback, 7009);
        var options = new DatagramSocketOptions { Loop = world.Loop, ShareAddress = true };
        using var first = DatagramSocket.Bind(shared, options);
        using var second = DatagramSocket.Bind(shared, options);
        Assert.Equal(first.LocalEndPoint, second.LocalEndPoint);
    }

    [Fact]
    public void Options_are_set_before_the_socket_is_bound()
    {
        using var world = new DatagramWorld();
        bool wasBound = true;
        using var socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), new DatagramSocketOptions
        {
            Loop = world.Loop,
            Configure = socket =>
            {
                wasBound = Record.Exception(() => socket.LocalEndPoint) is null;
                socket.SetRawSocketOption(0, 10, [1, 0, 0, 0]);
            },
        });
        Assert.False(wasBound);
        Assert.Equal(4, socket.GetRawSocketOption(0, 10, new byte[4]));
        Assert.NotEqual(0, ((IPEndPoint)socket.LocalEndPoint).Port);
    }

    [Fact]
    public void A_socket_that_cannot_be_configured_is_closed()
    {
        using var world = new DatagramWorld();
        int open = world.Winsock.OpenSockets;
        Assert.Throws<NotSupportedException>(() => DatagramSocket.Open(AddressFamily.InterNetwork,
            new DatagramSocketOptions { Loop = world.Loop, Configure = _ => throw new NotSupportedException() }));
        Assert.Equal(open, world.Winsock.OpenSockets);
    }
}
