using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The inline functions of qos2.h that convert a rate of data to the rate on the wire and back.</summary>
public class QosOverheadTests
{
    [Theory]
    [InlineData(Ws2.AF_INET, Ws2.IPPROTO_TCP, 20 + 20)]
    [InlineData(Ws2.AF_INET, Ws2.IPPROTO_UDP, 20 + 8)]
    [InlineData(Ws2.AF_INET6, Ws2.IPPROTO_TCP, 40 + 20)]
    [InlineData(Ws2.AF_INET6, Ws2.IPPROTO_UDP, 40 + 8)]
    public void Headers_take_room_by_family_and_protocol(int family, int protocol, int bytes) =>
        Assert.Equal(bytes, Ws2.QOS_HEADER_OVERHEAD(family, protocol));

    [Fact]
    public void Full_packets_need_the_rate_of_data_and_of_their_headers() =>
        Assert.Equal(1_500_000UL, Ws2.QOS_ADD_OVERHEAD(Ws2.AF_INET, Ws2.IPPROTO_TCP, 1460, 1_460_000));

    [Fact]
    public void What_the_headers_take_is_not_left_for_data() =>
        Assert.Equal(1_460_000UL, Ws2.QOS_SUBTRACT_OVERHEAD(Ws2.AF_INET, Ws2.IPPROTO_TCP, 1460, 1_500_000));

    [Theory]
    [InlineData(4u, 4u)]
    [InlineData(5u, 8u)]
    [InlineData(8u, 8u)]
    public void Policy_attributes_are_padded_to_four_bytes(uint length, uint padded) => Assert.Equal(padded, Ws2.RSVP_BYTE_MULTIPLE(length));
}
