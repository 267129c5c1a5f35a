using System.Net;
using Xunit;
using static WinsockGen.Catalog.Tests.Emitted.NativeAddress;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>What the headers declare as objects of a static library: the values are those of their initialisers.</summary>
public unsafe class ConstantObjectTests
{
    [Fact]
    public void IPv4_addresses_have_their_bytes_in_network_order()
    {
        Assert.Equal(IPAddress.Any, From(Ws2.in4addr_any));
        Assert.Equal(IPAddress.Loopback, From(Ws2.in4addr_loopback));
        Assert.Equal(IPAddress.Broadcast, From(Ws2.in4addr_broadcast));
        Assert.Equal(IPAddress.Parse("224.0.0.1"), From(Ws2.in4addr_allnodesonlink));
        Assert.Equal(IPAddress.Parse("224.0.0.2"), From(Ws2.in4addr_allroutersonlink));
        Assert.Equal(IPAddress.Parse("224.0.0.22"), From(Ws2.in4addr_alligmpv3routersonlink));
        Assert.Equal(IPAddress.Parse("224.0.0.253"), From(Ws2.in4addr_allteredohostsonlink));
        Assert.Equal(IPAddress.Parse("169.254.0.0"), From(Ws2.in4addr_linklocalprefix));
        Assert.Equal(IPAddress.Parse("224.0.0.0"), From(Ws2.in4addr_multicastprefix));
    }

    [Fact]
    public void IPv6_addresses_are_those_of_the_registries()
    {
        Assert.Equal("::", Text(Ws2.in6addr_any));
        Assert.Equal("::1", Text(Ws2.in6addr_loopback));
        Assert.Equal("ff01::1", Text(Ws2.in6addr_allnodesonnode));
        Assert.Equal("ff02::1", Text(Ws2.in6addr_allnodesonlink));
        Assert.Equal("ff02::2", Text(Ws2.in6addr_allroutersonlink));
        Assert.Equal("ff02::16", Text(Ws2.in6addr_allmldv2routersonlink));
        Assert.Equal("fe80::ffff:ffff:fffe", Text(Ws2.in6addr_teredoinitiallinklocaladdress));
    }

    [Fact]
    public void IPv6_prefixes_are_the_addresses_that_they_begin_with()
    {
        Assert.Equal("fe80::", Text(Ws2.in6addr_linklocalprefix));
        Assert.Equal("ff00::", Text(Ws2.in6addr_multicastprefix));
        Assert.Equal("ff02::1:ff00:0", Text(Ws2.in6addr_solicitednodemulticastprefix));
        Assert.Equal(IPAddress.Any.MapToIPv6().ToString(), Text(Ws2.in6addr_v4mappedprefix));
        Assert.Equal("2002::", Text(Ws2.in6addr_6to4prefix));
        Assert.Equal("2001::", Text(Ws2.in6addr_teredoprefix));
        Assert.Equal("3ffe:831f::", Text(Ws2.in6addr_teredoprefix_old));
    }

    [Fact]
    public void An_address_is_equal_to_the_object_that_a_predicate_names()
    {
        var any = Ws2.in6addr_any;
        var loopback = Ws2.in6addr_loopback;
        var group = Ws2.in6addr_allnodesonlink;

        Assert.True(Ws2.IN6_IS_ADDR_UNSPECIFIED(&any));
        Assert.True(Ws2.IN6_IS_ADDR_LOOPBACK(&loopback));
        Assert.True(Ws2.IN6_IS_ADDR_ALLNODESONLINK(&group));
    }

    private static IPAddress From(Ws2.IN_ADDR address) => new(*(uint*)&address);
}
