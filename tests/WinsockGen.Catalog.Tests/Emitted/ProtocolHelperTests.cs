using System;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The inline functions, macros and constant objects of netiodef.h.</summary>
public unsafe class ProtocolHelperTests
{
    [Theory]
    [InlineData("FFFFFFFFFFFF", Ws2.DlBroadcast)]
    [InlineData("01005E000001", Ws2.DlMulticast)]
    [InlineData("333300000001", Ws2.DlMulticast)]
    [InlineData("FFFFFFFFFFFE", Ws2.DlMulticast)]
    [InlineData("001B21AABBCC", Ws2.DlUnicast)]
    public void An_Ethernet_address_names_a_station_a_group_or_all(string address, int type)
    {
        fixed (byte* first = Convert.FromHexString(address))
        {
            Assert.Equal(type, Ws2.EthernetAddressType(first));
        }
    }

    [Fact]
    public void The_broadcast_address_is_all_ones()
    {
        var address = Ws2.eui48_broadcast();

        Assert.Equal(Convert.FromHexString("FFFFFFFFFFFF"), new ReadOnlySpan<byte>(&address, sizeof(Ws2.DL_EUI48)).ToArray());
    }

    // The examples of RFC 6052, section 2.4, for 192.0.2.33
    [Theory]
    [InlineData("2001:db8::", 32, "2001:db8:c000:221::")]
    [InlineData("2001:db8:100::", 40, "2001:db8:1c0:2:21::")]
    [InlineData("2001:db8:122::", 48, "2001:db8:122:c000:2:2100::")]
    [InlineData("2001:db8:122:300::", 56, "2001:db8:122:3c0:0:221::")]
    [InlineData("2001:db8:122:344::", 64, "2001:db8:122:344:c0:2:2100:0")]
    [InlineData("2001:db8:122:344::", 96, "2001:db8:122:344::c000:221")]
    public void An_IPv4_address_stands_behind_an_IPv6_prefix(string prefix, uint length, string address)
    {
        var prefixAddress = NativeAddress.Parse6(prefix);
        var embedded = NativeAddress.Parse4("192.0.2.33");
        Ws2.IN6_ADDR result;
        Ws2.IN_ADDR extracted;

        Assert.True(Ws2.In6SetAddrV4Embedded(&prefixAddress, length, &embedded, &result));
        Assert.True(Ws2.In6ExtractEmbeddedV4AddrFromV6(&result, length, &extracted));

        Assert.Equal(NativeAddress.Text(NativeAddress.Parse6(address)), NativeAddress.Text(result));
        Assert.True(Ws2.IN4_ADDR_EQUAL(&embedded, &extracted));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(72)]
    [InlineData(128)]
    public void No_IPv4_address_stands_behind_a_prefix_of_another_length(uint length)
    {
        Ws2.IN6_ADDR address = default;
        Ws2.IN_ADDR embedded = default;

        Assert.False(Ws2.In6SetAddrV4Embedded(&address, length, &embedded, &address));
        Assert.False(Ws2.In6ExtractEmbeddedV4AddrFromV6(&address, length, &embedded));
    }

    [Fact]
    public void Extension_headers_count_their_length_in_units_of_eight_bytes()
    {
        Assert.Equal(8, Ws2.IPV6_EXTENSION_HEADER_LENGTH(0));
        Assert.Equal(2, Ws2.IPV6_EXTENSION_HEADER_BLOCKS(24));
        Assert.Equal(Ws2.MAX_IPV6_EXTENSION_HEADER_LENGTH, Ws2.IPV6_EXTENSION_HEADER_LENGTH(0xFF));
    }

    [Fact]
    public void An_authentication_header_counts_its_length_in_words() =>
        Assert.Equal(24, Ws2.IP_AUTHENTICATION_HEADER_LENGTH(4)); // RFC 4302, section 2.2: 96 bits of integrity check value

    [Fact]
    public void The_type_of_an_IPv6_option_says_what_happens_to_an_unknown_one()
    {
        Assert.Equal(Ws2.IP6OPT_TYPE_ICMP, Ws2.IP6OPT_TYPE(Ws2.IP6OPT_JUMBO));
        Assert.Equal(Ws2.IP6OPT_TYPE_SKIP, Ws2.IP6OPT_TYPE(Ws2.IP6OPT_ROUTER_ALERT));
        Assert.False(Ws2.IP6OPT_ISMUTABLE(Ws2.IP6OPT_JUMBO));
    }

    [Fact]
    public void A_tunnel_address_is_followed_by_an_IP_address()
    {
        Assert.Equal(Ws2.DL_SIZEOF_IPV4_TUNNEL_ADDRESS, Ws2.DL_SIZEOF_TUNNEL_ADDRESS(sizeof(Ws2.IN_ADDR)));
        Assert.Equal(Ws2.DL_SIZEOF_IPV6_TUNNEL_ADDRESS, Ws2.DL_SIZEOF_TUNNEL_ADDRESS(sizeof(Ws2.IN6_ADDR)));
    }

    [Fact]
    public void Modules_are_told_apart_by_their_identifiers()
    {
        var ip4 = Ws2.NPI_MS_IPV4_MODULEID();
        var sameAsIp4 = Ws2.NPI_MS_IPV4_MODULEID();
        var ip6 = Ws2.NPI_MS_IPV6_MODULEID();
        var byLuid = new Ws2.NPI_MODULEID { Type = Ws2.MIT_IF_LUID };
        var byOtherLuid = new Ws2.NPI_MODULEID { Type = Ws2.MIT_IF_LUID, IfLuid = new Ws2.LUID { HighPart = 1 } };

        Assert.True(Ws2.NmrIsEqualNpiModuleId(&ip4, &sameAsIp4));
        Assert.False(Ws2.NmrIsEqualNpiModuleId(&ip4, &ip6));
        Assert.False(Ws2.NmrIsEqualNpiModuleId(&ip4, &byLuid));
        Assert.True(Ws2.NmrIsEqualNpiModuleId(&byLuid, &byLuid));
        Assert.False(Ws2.NmrIsEqualNpiModuleId(&byLuid, &byOtherLuid));
    }

    [Fact]
    public void The_modules_of_the_stack_are_named_by_a_family_of_identifiers()
    {
        Assert.Equal(Guid.Parse("eb004a00-9b1a-11d4-9123-0050047759bc"), Ws2.NPI_MS_IPV4_MODULEID().Guid);
        Assert.Equal(Guid.Parse("eb004a01-9b1a-11d4-9123-0050047759bc"), Ws2.NPI_MS_IPV6_MODULEID().Guid);
        Assert.Equal(Guid.Parse("eb004a11-9b1a-11d4-9123-0050047759bc"), Ws2.NPI_MS_NDIS_MODULEID().Guid);
    }

    [Theory]
    [InlineData(0ul, false)]
    [InlineData(1ul, true)]
    [InlineData(96ul, false)]
    [InlineData(1ul << 63, true)]
    public void A_power_of_two_has_one_bit(ulong value, bool isPower) => Assert.Equal(isPower, Ws2.IS_POWER_OF_TWO(value));
}
