using System.Net;
using Xunit;
using static WinsockGen.Catalog.Tests.Emitted.NativeAddress;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>IPv6 addresses that carry an IPv4 address, and groups that are made from a unicast address.</summary>
public unsafe class TransitionAddressTests
{
    [Theory]
    [InlineData("2001::1")]
    [InlineData("2001:1::1")]
    [InlineData("2001:db8::1")]
    public void Teredo_addresses_are_those_of_the_base_class_library(string text)
    {
        var address = Parse6(text);

        Assert.Equal(IPAddress.Parse(text).IsIPv6Teredo, Ws2.IN6_IS_ADDR_TEREDO(&address));
    }

    [Theory]
    [InlineData("fe80::5efe:192.0.2.1", true)]
    [InlineData("fe80::200:5efe:192.0.2.1", true)]
    [InlineData("fe80::100:5efe:192.0.2.1", false)]
    [InlineData("fe80::5eff:192.0.2.1", false)]
    public void ISATAP_addresses_are_known_by_their_interface_identifier(string text, bool expected)
    {
        var address = Parse6(text);

        Assert.Equal(expected, Ws2.IN6_IS_ADDR_ISATAP(&address));
    }

    [Theory]
    [InlineData("192.0.2.1", "fe80::200:5efe:c000:201")] // public, so the universal bit is set
    [InlineData("10.0.0.1", "fe80::5efe:a00:1")]
    public void An_ISATAP_identifier_is_made_from_an_IPv4_address(string ipv4, string expected)
    {
        var (inner, address) = (Parse4(ipv4), Parse6("fe80::"));

        Ws2.IN6_SET_ISATAP_IDENTIFIER(&address, &inner);

        Assert.True(Ws2.IN6_IS_ADDR_ISATAP(&address));
        Assert.Equal(Text(Parse6(expected)), Text(address));
        Assert.Equal(*(uint*)&inner, *(uint*)Ws2.IN6_EXTRACT_V4ADDR_FROM_ISATAP(&address));
    }

    [Fact]
    public void A_6to4_prefix_is_made_from_an_IPv4_address()
    {
        var (inner, address) = (Parse4("192.0.2.1"), Parse6("::1"));

        Ws2.IN6_SET_6TO4_PREFIX(&address, &inner);

        Assert.True(Ws2.IN6_IS_ADDR_6TO4(&address));
        Assert.Equal("2002:c000:201::1", Text(address));
        Assert.Equal(*(uint*)&inner, *(uint*)Ws2.IN6_EXTRACT_V4ADDR_FROM_6TO4(&address));
    }

    [Fact]
    public void The_solicited_node_group_ends_as_the_unicast_address_does()
    {
        var unicast = Parse6("2001:db8::1234:5678");
        Ws2.IN6_ADDR group;

        Ws2.IN6_SET_ADDR_SOLICITEDNODE(&group, &unicast);

        Assert.Equal("ff02::1:ff34:5678", Text(group));
        Assert.True(Ws2.IN6_IS_ADDR_SOLICITEDNODE(&group));
        Assert.False(Ws2.IN6_IS_ADDR_SOLICITEDNODE(&unicast));
    }

    [Fact]
    public void Well_known_groups_are_recognized()
    {
        var (onNode, onLink, routers) =
            (Ws2.IN6ADDR_ALLNODESONNODE_INIT(), Ws2.IN6ADDR_ALLNODESONLINK_INIT(), Ws2.IN6ADDR_ALLROUTERSONLINK_INIT());

        Assert.Equal(["ff01::1", "ff02::1", "ff02::2"], [Text(onNode), Text(onLink), Text(routers)]);
        Assert.True(Ws2.IN6_IS_ADDR_ALLNODESONNODE(&onNode));
        Assert.True(Ws2.IN6_IS_ADDR_ALLNODESONLINK(&onLink));
        Assert.True(Ws2.IN6_IS_ADDR_ALLROUTERSONLINK(&routers));
        Assert.Equal("ff02::16", Text(Ws2.IN6ADDR_ALLMLDV2ROUTERSONLINK_INIT()));
    }
}
