using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.ByteOrder;

/// <summary>Host and network order.</summary>
public sealed class ByteOrderTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.htons), nameof(Ws2.ntohs), nameof(Ws2.htonl), nameof(Ws2.ntohl))]
    public void Numbers_are_turned_round_on_the_way_to_the_network_and_back()
    {
        Assert.Equal(0x3412, Ws2.htons(0x1234));
        Assert.Equal(0x1234, Ws2.ntohs(0x3412));
        Assert.Equal(0x78563412u, Ws2.htonl(0x12345678));
        Assert.Equal(0x12345678u, Ws2.ntohl(0x78563412));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAHtons), nameof(Ws2.WSANtohs), nameof(Ws2.WSAHtonl), nameof(Ws2.WSANtohl))]
    public void A_socket_tells_the_byte_order_of_its_protocol()
    {
        var socket = Datagram();

        Ws2.WSAHtons(socket, 0x1234, out var shortOnTheNetwork);
        Ws2.WSANtohs(socket, shortOnTheNetwork, out var shortOnTheHost);
        Ws2.WSAHtonl(socket, 0x12345678, out var longOnTheNetwork);
        Ws2.WSANtohl(socket, longOnTheNetwork, out var longOnTheHost);

        Assert.Equal((0x3412, 0x1234), (shortOnTheNetwork, shortOnTheHost));
        Assert.Equal((0x78563412u, 0x12345678u), (longOnTheNetwork, longOnTheHost));
    }
}
