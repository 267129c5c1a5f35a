using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Options;
using WinsockGen.Windows.Tests.Runtime;
using Xunit;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>Ioctls as programs call them.</summary>
public sealed class IoctlTests
{
    private static readonly Guid AcceptEx = new("b5367df1-cbac-11cf-95ca-00805f48a192");

    [Fact]
    public void The_base_handle_is_the_socket_itself_where_nothing_is_layered_over_it()
    {
        using var socket = Tcp();

        Assert.Equal(socket.Handle, socket.SocketGetBaseHandle());
    }

    [Fact]
    public void Keep_alive_can_be_turned_on_with_times_of_its_own_and_off()
    {
        using var socket = Tcp();

        socket.TcpSetKeepAliveValues(new(true, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5)));
        socket.TcpSetKeepAliveValues(new(false, TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void The_addresses_of_the_machine_are_those_that_can_be_bound_to()
    {
        using var socket = Tcp();

        var addresses = socket.SocketGetAddressList();

        Assert.NotEmpty(addresses);
        foreach (var address in addresses)
        {
            using var bound = Tcp();
            bound.Bind(Assert.IsType<IPEndPoint>(address));
        }
    }

    [Fact]
    public void Packets_to_this_machine_leave_by_an_address_of_its_own()
    {
        using var socket = Tcp();

        var local = Assert.IsType<IPEndPoint>(socket.SocketGetRoutingInterface(new IPEndPoint(IPAddress.Loopback, 80)));

        Assert.Contains(local.Address, socket.SocketGetAddressList().OfType<IPEndPoint>().Select(address => address.Address).Append(IPAddress.Loopback));
    }

    [Fact]
    public void The_list_of_interfaces_has_loopback()
    {
        using var socket = Tcp();

        var loopback = socket.IPGetInterfaceList().Single(found => IPAddress.Loopback.Equals(found.Address));

        Assert.True(loopback.Flags.HasFlag(AllOptions.InterfaceFlags.Up | AllOptions.InterfaceFlags.Loopback), loopback.Flags.ToString());
        Assert.Equal(IPAddress.Parse("255.0.0.0"), loopback.Netmask);
    }

    [Fact]
    public void An_extension_function_has_an_address_and_what_nobody_has_is_an_error_that_names_the_ioctl()
    {
        using var socket = Tcp();

        Assert.NotEqual(0, socket.SocketGetExtensionFunction(AcceptEx));
        var error = Assert.Throws<SocketException>(() => socket.SocketGetExtensionFunction(Guid.Empty));
        Assert.StartsWith("SIO_GET_EXTENSION_FUNCTION_POINTER on a socket of the family InterNetwork: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_to_be_read_is_counted_on_both_kinds_of_sockets()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            await client.SendAsync(new byte[5]);
            await server.WaitForDataAsync();

            Assert.Equal(5u, server.SocketGetAvailableBytes());
            Assert.True(server.SocketIsPastUrgentData());
        }

        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.UdpSetConnectionReset(false);
        receiver.SendTo(new byte[7], receiver.LocalEndPoint!);
        receiver.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead);
        Assert.Equal((uint)receiver.Available, receiver.SocketGetAvailableBytes());
    }

    [Fact]
    public async Task On_a_StreamSocket_calls_allocate_nothing()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            Call();
            for (var i = 0; i < 50; i++)
                Call();

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
                Call();
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        void Call()
        {
            _ = client.SocketGetAvailableBytes();
            _ = client.SocketGetBaseHandle();
            client.TcpSetKeepAliveValues(new(true, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5)));
        }
    }

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
