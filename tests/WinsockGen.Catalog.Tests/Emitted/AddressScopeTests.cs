using Xunit;
using static WinsockGen.Catalog.Tests.Emitted.NativeAddress;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>How far addresses reach, and which scope a socket address need not repeat.</summary>
public unsafe class AddressScopeTests
{
    [Theory]
    [InlineData("127.0.0.1", Ws2.ScopeLevelLink)]
    [InlineData("169.254.0.1", Ws2.ScopeLevelLink)]
    [InlineData("255.255.255.255", Ws2.ScopeLevelLink)]
    [InlineData("224.0.0.1", Ws2.ScopeLevelLink)]
    [InlineData("239.255.0.1", Ws2.ScopeLevelAdmin)]
    [InlineData("239.192.0.1", Ws2.ScopeLevelSite)]
    [InlineData("224.0.1.1", Ws2.ScopeLevelGlobal)]
    [InlineData("192.0.2.1", Ws2.ScopeLevelGlobal)]
    public void An_IPv4_address_reaches_as_far_as(string text, int scope)
    {
        var address = Parse4(text);

        Assert.Equal(scope, Ws2.Ipv4AddressScope((byte*)&address));
    }

    [Theory]
    [InlineData("::1", Ws2.ScopeLevelLink)]
    [InlineData("fe80::1", Ws2.ScopeLevelLink)]
    [InlineData("fec0::1", Ws2.ScopeLevelSite)]
    [InlineData("ff05::1", Ws2.ScopeLevelSite)]
    [InlineData("ff08::1", Ws2.ScopeLevelOrganization)]
    [InlineData("2001:db8::1", Ws2.ScopeLevelGlobal)]
    public void An_IPv6_address_reaches_as_far_as(string text, int scope)
    {
        var address = Parse6(text);

        Assert.Equal(scope, Ws2.Ipv6AddressScope((byte*)&address));
    }

    [Theory]
    [InlineData("224.0.0.1", Ws2.NlatMulticast)]
    [InlineData("255.255.255.255", Ws2.NlatBroadcast)]
    [InlineData("0.0.0.0", Ws2.NlatUnspecified)]
    [InlineData("0.0.0.1", Ws2.NlatInvalid)]
    [InlineData("240.0.0.1", Ws2.NlatInvalid)]
    [InlineData("192.0.2.1", Ws2.NlatUnicast)]
    public void An_IPv4_address_is_of_a_kind(string text, int kind)
    {
        var address = Parse4(text);

        Assert.Equal(kind, Ws2.Ipv4AddressType((byte*)&address));
    }

    [Theory]
    [InlineData("ff02::1", Ws2.NlatMulticast)]
    [InlineData("::", Ws2.NlatUnspecified)]
    [InlineData("2001:db8::1", Ws2.NlatUnicast)]
    [InlineData("::ffff:192.0.2.1", Ws2.NlatUnicast)]
    [InlineData("::ffff:224.0.0.1", Ws2.NlatInvalid)]
    [InlineData("2002:e000:1::1", Ws2.NlatInvalid)]
    [InlineData("2002:c000:201::1", Ws2.NlatUnicast)]
    public void An_IPv6_address_is_of_the_kind_of_the_IPv4_address_inside(string text, int kind)
    {
        var address = Parse6(text);

        Assert.Equal(kind, Ws2.Ipv6AddressType((byte*)&address));
    }

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(0x20000007u, Ws2.ScopeLevelLink)]
    [InlineData(0xE0000001u, Ws2.ScopeLevelGlobal)]
    public void The_level_of_a_scope_is_its_highest_four_bits(uint scope, int level) =>
        Assert.Equal(level, Ws2.ScopeLevel(new Ws2.SCOPE_ID { Value = scope }));

    [Theory]
    [InlineData("fe80::1", 0x20000007u, 0x00000007u)] // level 2 is the link, which the address says itself
    [InlineData("fe80::1", 0x50000007u, 0x50000007u)]
    [InlineData("2001:db8::1", 0xE0000007u, 0u)]
    [InlineData("::1", 0x00000001u, 0u)]
    public void A_socket_address_keeps_only_the_scope_that_its_address_does_not_imply(string text, uint scope, uint kept)
    {
        var address = Parse6(text);
        Ws2.SOCKADDR_IN6 socketAddress;

        Ws2.IN6ADDR_SETSOCKADDR(&socketAddress, &address, new Ws2.SCOPE_ID { Value = scope }, port: 0);

        Assert.Equal(kept, socketAddress.sin6_scope_id);
    }
}
