using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.SocketSettings;

/// <summary>ioctlsocket and WSAIoctl.</summary>
public sealed unsafe class IoControlTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.ioctlsocket), nameof(Ws2.recv))]
    public void FIONREAD_counts_the_bytes_that_wait_and_FIONBIO_stops_blocking()
    {
        var (client, server) = Connect();
        var count = 0u;
        Ws2.send(client, "ping"u8, 0);

        Assert.True(System.Threading.SpinWait.SpinUntil(() => Ws2.ioctlsocket(server, Ws2.FIONREAD, ref count) == 0 && count > 0, Patience));

        Assert.Equal(4u, count);
        Fill(server, new byte[4]);
        var enabled = 1u;
        Assert.Equal(0, Ws2.ioctlsocket(server, Ws2.FIONBIO, ref enabled));
        AssertError(Ws2.WSAEWOULDBLOCK, () => Ws2.recv(server, new byte[1], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ioctlsocket), nameof(Ws2.WSAIoctl))]
    public void Unknown_codes_and_what_is_no_socket_are_errors()
    {
        var socket = Stream();
        uint argument = 0, count;

        AssertError(Ws2.WSAENOTSOCK, Ws2.ioctlsocket(Ws2.INVALID_SOCKET, Ws2.FIONREAD, &argument));
        AssertError(Ws2.WSAENOTSOCK, Ws2.WSAIoctl(Ws2.INVALID_SOCKET, Ws2.FIONREAD, null, 0, &argument, 4, &count, null, null));
        AssertError(Ws2.WSAEOPNOTSUPP, () => Ws2.WSAIoctl(socket, Ws2._WSAIO(Ws2.IOC_VENDOR, 0x777), [], [], out _));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAIoctl), nameof(Ws2.bind))]
    public void The_route_to_an_address_leaves_by_an_address_of_this_machine()
    {
        var socket = Datagram();
        var local = new byte[64];

        Ws2.WSAIoctl(socket, Ws2.SIO_ROUTING_INTERFACE_QUERY, LoopbackAddress(0), local, out var count);

        Assert.Equal((uint)sizeof(Ws2.SOCKADDR_IN), count);
        Assert.Equal(0, Ws2.bind(Stream(), local.AsSpan(0, (int)count)));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAIoctl))]
    public void The_list_of_interfaces_has_the_loopback()
    {
        var interfaces = new byte[64 * sizeof(Ws2.INTERFACE_INFO)];

        Ws2.WSAIoctl(Datagram(), Ws2.SIO_GET_INTERFACE_LIST, [], interfaces, out var count);

        Assert.Equal(0, (int)count % sizeof(Ws2.INTERFACE_INFO));
        Assert.Contains(
            MemoryMarshal.Cast<byte, Ws2.INTERFACE_INFO>(interfaces.AsSpan(0, (int)count)).ToArray(),
            info => (info.iiFlags & Ws2.IFF_LOOPBACK) != 0 && info.iiAddress.AddressIn.sin_addr.S_un.S_un_b.s_b1 == 127);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAIoctl))]
    public void The_list_of_addresses_is_read_past_its_first_element()
    {
        var memory = new byte[4096];

        Ws2.WSAIoctl(Datagram(), Ws2.SIO_ADDRESS_LIST_QUERY, [], memory, out var count);

        fixed (byte* start = memory)
        {
            var list = (Ws2.SOCKET_ADDRESS_LIST*)start;
            Assert.InRange((int)count, (int)Ws2.SIZEOF_SOCKET_ADDRESS_LIST((nuint)list->iAddressCount), memory.Length);
            foreach (var address in list->Address.AsSpan(list->iAddressCount))
                Assert.Equal((Ws2.AF_INET, 16), (address.lpSockaddr->sa_family, address.iSockaddrLength));
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAIoctl))]
    public void Keep_alive_times_are_taken_and_a_short_buffer_is_not()
    {
        var socket = Stream();
        var times = new Ws2.tcp_keepalive { onoff = 1, keepalivetime = 30_000, keepaliveinterval = 1_000 };
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<Ws2.tcp_keepalive>(in times)).ToArray();

        Assert.Equal(0, Ws2.WSAIoctl(socket, Ws2.SIO_KEEPALIVE_VALS, bytes, [], out _));

        AssertError(Ws2.WSAEFAULT, () => Ws2.WSAIoctl(socket, Ws2.SIO_KEEPALIVE_VALS, bytes.AsSpan(0, 4), [], out _));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAIoctl))]
    public void A_socket_of_the_base_provider_is_its_own_base()
    {
        var socket = Stream();
        nuint handle;
        uint count;

        Assert.Equal(0, Ws2.WSAIoctl(Raw(socket), Ws2.SIO_BASE_HANDLE, null, 0, &handle, (uint)sizeof(nuint), &count, null, null));

        Assert.Equal((Raw(socket), (uint)sizeof(nuint)), (handle, count));
    }
}
