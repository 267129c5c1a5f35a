using System.Net;
using System.Net.Sockets;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Addresses;

/// <summary>Structs of the bindings and the framework's addresses are the same bytes on Windows.</summary>
public sealed class StructAddressTests
{
    [WinsockTheory]
    [InlineData("192.0.2.1")]
    [InlineData("fe80::1%7")]
    public void An_IP_address_is_what_the_framework_serialises(string text)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(text), 0x1234);
        SocketAddress serialized = endPoint.Serialize();

        Assert.Equal(serialized, Bindings.Ws2.SOCKADDR_INET.FromSocketAddress(serialized).ToSocketAddress());
        Assert.Equal(serialized, Bindings.Ws2.SOCKADDR_STORAGE.FromEndPoint(endPoint).ToSocketAddress());
        Assert.Equal(endPoint, endPoint.Create(Bindings.Ws2.SOCKADDR_INET.FromEndPoint(endPoint).ToSocketAddress()));
        Assert.Equal(endPoint, Bindings.Ws2.SOCKADDR_STORAGE.FromSocketAddress(serialized).ToEndPoint());
    }

    [WinsockFact(Requires = WinsockFeature.UnixSockets)]
    public void A_path_is_what_the_framework_serialises()
    {
        var endPoint = new UnixDomainSocketEndPoint(@"C:\socket");

        Assert.Equal(endPoint.Serialize(), Bindings.Ws2.SOCKADDR_UN.FromEndPoint(endPoint).ToSocketAddress());
        Assert.Equal(endPoint, Bindings.Ws2.SOCKADDR_UN.FromSocketAddress(endPoint.Serialize()).ToEndPoint());
    }

    [WinsockFact]
    public void A_datagram_goes_where_a_struct_says_and_tells_where_it_came_from()
    {
        using var sender = Bound();
        using var receiver = Bound();
        var to = Bindings.Ws2.SOCKADDR_STORAGE.FromEndPoint(receiver.LocalEndPoint!);
        var from = new SocketAddress(AddressFamily.InterNetwork);

        sender.SendTo([1, 2, 3], SocketFlags.None, to.ToSocketAddress());

        Assert.Equal(3, receiver.ReceiveFrom(new byte[8], SocketFlags.None, from));
        Assert.Equal(sender.LocalEndPoint, Bindings.Ws2.SOCKADDR_IN.FromSocketAddress(from).ToEndPoint());
    }

    [WinsockFact(Requires = WinsockFeature.IPv6)]
    public unsafe void A_socket_is_bound_by_a_struct_and_names_itself_by_one()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        Bindings.Ws2.SOCKADDR_IN6 name = Bindings.Ws2.SOCKADDR_IN6.FromEndPoint(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        Assert.Equal(0, Bindings.Ws2.bind((nuint)socket.Handle, (Bindings.Ws2.SOCKADDR*)&name, sizeof(Bindings.Ws2.SOCKADDR_IN6)));

        int length = sizeof(Bindings.Ws2.SOCKADDR_IN6);
        Assert.Equal(0, Bindings.Ws2.getsockname((nuint)socket.Handle, (Bindings.Ws2.SOCKADDR*)&name, &length));
        Assert.Equal(IPAddress.IPv6Loopback, name.ToEndPoint().Address);
        Assert.NotEqual(0, name.ToEndPoint().Port);
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
