using System;
using System.Net;
using Xunit;
using static WinsockGen.Catalog.Tests.Emitted.NativeAddress;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The address macros, against <see cref="IPAddress"/> or the RFC that a row names.</summary>
public unsafe class AddressTests
{
    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::2")]
    [InlineData("::ffff:192.0.2.1")]
    [InlineData("fe80::1")]
    [InlineData("febf::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    public void Predicates_agree_with_the_base_class_library(string text)
    {
        var address = IPAddress.Parse(text);
        var native = Parse6(text);

        Assert.Equal(address.Equals(IPAddress.IPv6Any), Ws2.IN6_IS_ADDR_UNSPECIFIED(&native));
        Assert.Equal(address.Equals(IPAddress.IPv6Loopback), Ws2.IN6_IS_ADDR_LOOPBACK(&native));
        Assert.Equal(address.IsIPv4MappedToIPv6, Ws2.IN6_IS_ADDR_V4MAPPED(&native));
        Assert.Equal(address.IsIPv6LinkLocal, Ws2.IN6_IS_ADDR_LINKLOCAL(&native));
        Assert.Equal(address.IsIPv6SiteLocal, Ws2.IN6_IS_ADDR_SITELOCAL(&native));
        Assert.Equal(address.IsIPv6Multicast, Ws2.IN6_IS_ADDR_MULTICAST(&native));
    }

    [Theory]
    [InlineData("::192.0.2.1", true)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:192.0.2.1", false)]
    public void An_IPv4_compatible_address_is_neither_unspecified_nor_loopback(string text, bool expected)
    {
        var native = Parse6(text);

        Assert.Equal(expected, Ws2.IN6_IS_ADDR_V4COMPAT(&native));
    }

    [Theory]
    [InlineData("2001:db8::", true)]
    [InlineData("2001:db8:1:2:fdff:ffff:ffff:ff80", true)]
    [InlineData("2001:db8:1:2:fdff:ffff:ffff:fffe", true)]
    [InlineData("2001:db8:1:2:fdff:ffff:ffff:ff7f", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("ff02::", false)]
    public void Reserved_and_router_addresses_of_a_subnet_are_anycast(string text, bool expected)
    {
        var native = Parse6(text);

        Assert.Equal(expected, Ws2.IN6_IS_ADDR_ANYCAST(&native));
    }

    [Theory]
    [InlineData("ff01::1", 1)]
    [InlineData("ff12::1", 2)]
    [InlineData("ff05::1", 5)]
    [InlineData("ff18::1", 8)]
    [InlineData("ff0e::1", 14)]
    [InlineData("ff03::1", 3)]
    [InlineData("fe02::1", 0)]
    public void The_scope_of_a_multicast_address_is_its_fourth_digit(string text, int scope)
    {
        var native = Parse6(text);

        Assert.Equal(scope == 1, Ws2.IN6_IS_ADDR_MC_NODELOCAL(&native));
        Assert.Equal(scope == 2, Ws2.IN6_IS_ADDR_MC_LINKLOCAL(&native));
        Assert.Equal(scope == 5, Ws2.IN6_IS_ADDR_MC_SITELOCAL(&native));
        Assert.Equal(scope == 8, Ws2.IN6_IS_ADDR_MC_ORGLOCAL(&native));
        Assert.Equal(scope == 14, Ws2.IN6_IS_ADDR_MC_GLOBAL(&native));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::2", 126, true)]
    [InlineData("2001:db8::1", "2001:db8::2", 127, false)]
    [InlineData("2001:db8::1", "2001:db8::1", 128, true)]
    [InlineData("2001:db8::1", "3001:db8::1", 0, true)]
    [InlineData("2001:db8::1", "3001:db8::1", 3, true)]
    [InlineData("2001:db8::1", "3001:db8::1", 4, false)]
    public void Prefixes_are_compared_bit_by_bit(string one, string other, byte length, bool expected)
    {
        var (a, b) = (Parse6(one), Parse6(other));

        Assert.Equal(expected, Ws2.IN6_PREFIX_EQUAL(&a, &b, length));
    }

    [Theory]
    [InlineData("10.1.2.3", true, false, false)]
    [InlineData("172.16.0.1", true, false, false)]
    [InlineData("172.31.255.255", true, false, false)]
    [InlineData("172.32.0.1", false, false, false)]
    [InlineData("192.168.0.1", true, false, false)]
    [InlineData("169.254.1.1", false, true, false)]
    [InlineData("224.0.0.251", false, false, true)]
    [InlineData("239.255.255.250", false, false, true)]
    [InlineData("127.0.0.1", false, false, false)]
    public void IPv4_addresses_are_private_link_local_or_multicast(string text, bool isPrivate, bool isLinkLocal, bool isMulticast)
    {
        var native = Parse4(text);

        Assert.Equal(isPrivate, Ws2.IN4_IS_ADDR_RFC1918(&native));
        Assert.Equal(isLinkLocal, Ws2.IN4_IS_ADDR_LINKLOCAL(&native));
        Assert.Equal(isMulticast, Ws2.IN4_IS_ADDR_MULTICAST(&native));
        Assert.Equal(isMulticast, Ws2.IN4_MULTICAST(native.S_un.S_addr));
        Assert.Equal(IPAddress.IsLoopback(IPAddress.Parse(text)), Ws2.IN4_IS_ADDR_LOOPBACK(&native));
    }

    [Fact]
    public void Socket_addresses_are_filled_with_family_address_and_port()
    {
        Ws2.SOCKADDR_IN6 mapped;
        var ipv4 = Parse4("192.0.2.1");

        Ws2.IN6ADDR_SETV4MAPPED(&mapped, &ipv4, default, 0x5000);

        Assert.Equal(Ws2.AF_INET6, Ws2.INETADDR_ISV4MAPPED((Ws2.SOCKADDR*)&mapped) ? mapped.sin6_family : 0);
        Assert.Equal(0x5000, Ws2.INETADDR_PORT((Ws2.SOCKADDR*)&mapped));
        Assert.Equal(
            IPAddress.Parse("::ffff:192.0.2.1"),
            new IPAddress(new ReadOnlySpan<byte>(Ws2.INETADDR_ADDRESS((Ws2.SOCKADDR*)&mapped), 16)));
    }

    [Fact]
    public void Loopback_and_wildcard_follow_the_family()
    {
        Ws2.SOCKADDR_STORAGE storage = default;
        var address = (Ws2.SOCKADDR*)&storage;
        foreach (ushort family in new[] { Ws2.AF_INET, Ws2.AF_INET6 })
        {
            address->sa_family = family;
            Ws2.INETADDR_SETLOOPBACK(address);
            Assert.True(Ws2.INETADDR_ISLOOPBACK(address));
            Assert.False(Ws2.INETADDR_ISANY(address));

            Ws2.INETADDR_SETANY(address);
            Assert.True(Ws2.INETADDR_ISANY(address));
            Assert.Equal(family, address->sa_family);
        }
    }
}
