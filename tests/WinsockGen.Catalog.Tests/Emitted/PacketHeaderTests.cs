using System;
using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>Headers and their bit-fields, read from packets as they are on the wire.</summary>
public unsafe class PacketHeaderTests
{
    /// <summary>
    /// Ethernet, IPv4 with a router alert option, TCP: a SYN with maximum segment size and window scale from 192.168.0.2:49320 to
    /// 203.0.113.80:80, marked as expedited forwarding.
    /// </summary>
    private static readonly byte[] SynFrame = Convert.FromHexString(
        "001b21aabbcc" + "0250560a0b0c" + "0800"
        + "46b80034" + "1c464000" + "4006d5a1" + "c0a80002" + "cb007150" + "94040000"
        + "c0a80050" + "3b9aca07" + "00000000" + "70c2faf0" + "12340000" + "020405b4" + "01030308");

    private static readonly byte[] Ip4Packet = SynFrame[Ws2.ETH_LENGTH_OF_HEADER..];

    [Fact]
    public void An_Ethernet_header_has_two_addresses_and_a_type()
    {
        var header = MemoryMarshal.Read<Ws2.ETHERNET_HEADER>(SynFrame);

        Assert.Equal(Ws2.ETHERNET_TYPE_IPV4, BinaryPrimitives.ReverseEndianness(header.Type));
        Assert.Equal(0, header.Destination.Oui.Local);
        Assert.Equal(1, header.Source.Oui.Local);
        Assert.Equal(0, header.Source.Oui.Group);
        Assert.Equal(0x0C, header.Source.Ei48.Byte[2]);
    }

    [Fact]
    public void An_IPv4_header_begins_with_version_and_length_in_half_a_byte_each()
    {
        var header = MemoryMarshal.Read<Ws2.IPV4_HEADER>(Ip4Packet);

        Assert.Equal(Ws2.IPV4_VERSION, header.Version);
        Assert.Equal(6, header.HeaderLength);
        Assert.Equal(24, Ws2.Ip4HeaderLengthInBytes(&header));
        Assert.Equal(0x46, header.VersionAndHeaderLength);
    }

    [Fact]
    public void The_type_of_service_of_an_IPv4_header_is_the_DSCP()
    {
        var header = MemoryMarshal.Read<Ws2.IPV4_HEADER>(Ip4Packet);

        Assert.Equal(46, header.TypeOfService);
        Assert.Equal(0, header.EcnField);
    }

    [Fact]
    public void Flags_and_offset_of_an_IPv4_header_share_two_bytes_in_network_order()
    {
        var header = MemoryMarshal.Read<Ws2.IPV4_HEADER>(Ip4Packet);

        Assert.Equal(1, header.DontFragment);
        Assert.Equal(0, header.MoreFragments);
        Assert.Equal(0, header.FlagsAndOffset & Ws2.IP4_OFF_MASK);
        Assert.Equal(52, BinaryPrimitives.ReverseEndianness(header.TotalLength));
        Assert.Equal("203.0.113.80", new IPAddress(new ReadOnlySpan<byte>(&header.DestinationAddress, sizeof(Ws2.IN_ADDR))).ToString());
    }

    [Fact]
    public void Bits_that_are_written_leave_their_neighbours_alone()
    {
        Ws2.IPV4_HEADER header = default;

        header.Version = Ws2.IPV4_VERSION;
        header.HeaderLength = 5;
        header.MoreFragments = 1;
        header.TypeOfService = 63;

        Assert.Equal(Ws2.IPV4_DEFAULT_VERHLEN, header.VersionAndHeaderLength);
        Assert.Equal(0x0020, header.FlagsAndOffset);
        Assert.Equal(0xFC, header.TypeOfServiceAndEcnField);
    }

    [Fact]
    public void An_IPv4_option_type_is_a_flag_a_class_and_a_number()
    {
        var option = MemoryMarshal.Read<Ws2.IPV4_OPTION_HEADER>(Ip4Packet.AsSpan(sizeof(Ws2.IPV4_HEADER)));

        Assert.Equal(Ws2.IP_OPT_ROUTER_ALERT, option.OptionType);
        Assert.Equal((1, 0, 20), (option.CopiedFlag, option.OptionClass, option.OptionNumber));
        Assert.Equal(Ws2.SIZEOF_IP_OPT_ROUTERALERT, option.OptionLength);
    }

    [Fact]
    public void A_TCP_header_has_its_length_above_reserved_bits_and_then_its_flags()
    {
        var header = MemoryMarshal.Read<Ws2.TCP_HDR>(Ip4Packet.AsSpan(24));

        Assert.Equal(7, header.th_len);
        Assert.Equal(0, header.th_x2);
        Assert.Equal(Ws2.TH_SYN | Ws2.TH_ECE | Ws2.TH_CWR, header.th_flags);
        Assert.Equal(80, BinaryPrimitives.ReverseEndianness(header.th_dport));
        Assert.Equal(0xFAF0, BinaryPrimitives.ReverseEndianness(header.th_win));
    }

    [Fact]
    public void TCP_options_follow_one_another_without_padding()
    {
        var options = Ip4Packet.AsSpan(24 + sizeof(Ws2.TCP_HDR));
        var segmentSize = MemoryMarshal.Read<Ws2.TCP_OPT_MSS>(options);
        var windowScale = MemoryMarshal.Read<Ws2.TCP_OPT_WS>(options[(segmentSize.Length + 1)..]);

        Assert.Equal((Ws2.TH_OPT_MSS, 1460), (segmentSize.Kind, BinaryPrimitives.ReverseEndianness(segmentSize.Mss)));
        Assert.Equal(Ws2.TH_OPT_NOP, options[segmentSize.Length]);
        Assert.Equal((Ws2.TH_OPT_WS, 8), (windowScale.Kind, windowScale.ShiftCnt));
    }

    [Fact]
    public void Blocks_of_a_selective_acknowledgement_stand_behind_its_header()
    {
        var bytes = Convert.FromHexString("050a" + "00000064" + "000000c8");
        fixed (byte* first = bytes)
        {
            var option = (Ws2.TCP_OPT_SACK*)first;

            Assert.Equal(100u, BinaryPrimitives.ReverseEndianness(option->Block[0].Left));
            Assert.Equal(200u, BinaryPrimitives.ReverseEndianness(option->Block[0].Right));
        }
    }

    [Fact]
    public void An_IPv6_header_has_version_class_and_flow_label_in_its_first_word()
    {
        // RFC 8200: version 6, expedited forwarding with ECT(0), flow label 0xABCDE, 20 bytes of TCP
        var header = MemoryMarshal.Read<Ws2.IPV6_HEADER>(Convert.FromHexString(
            "6baabcde" + "00140640" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002"));

        Assert.Equal(6u, header.Version);
        Assert.Equal(Ws2.IPV6_VERSION, header.VersionClassFlow & Ws2.IP_VER_MASK);
        Assert.Equal(46 << 2, Ws2.IPV6_TRAFFIC_CLASS(header.VersionClassFlow));
        Assert.Equal((46 << 2) | 2, Ws2.IPV6_FULL_TRAFFIC_CLASS(header.VersionClassFlow));
        Assert.Equal(2u, (header.VersionClassFlow & Ws2.IPV6_ECN_MASK) >> Ws2.IPV6_ECN_SHIFT);
        Assert.Equal(0xABCDEu, BinaryPrimitives.ReverseEndianness(header.VersionClassFlow & Ws2.IPV6_FLOW_LABEL_MASK));
        Assert.Equal(20, BinaryPrimitives.ReverseEndianness(header.PayloadLength));
        Assert.Equal("2001:db8::2", NativeAddress.Text(header.DestinationAddress));
    }

    [Fact]
    public void The_offset_of_an_IPv6_fragment_is_in_bytes_without_its_flags()
    {
        var header = MemoryMarshal.Read<Ws2.IPV6_FRAGMENT_HEADER>(Convert.FromHexString("110005a9" + "00001234"));

        Assert.Equal(1, header.MoreFragments);
        Assert.Equal(0, header.ReservedBits);
        Assert.Equal(1448, BinaryPrimitives.ReverseEndianness((ushort)(header.OffsetAndFlags & Ws2.IP6F_OFF_MASK)));
    }

    [Fact]
    public void An_echo_request_carries_an_identifier_and_a_sequence_number()
    {
        var message = MemoryMarshal.Read<Ws2.ICMP_MESSAGE>(Convert.FromHexString("0800f7ff" + "00010002"));

        Assert.Equal(8, message.Header.Type);
        Assert.Equal(1, BinaryPrimitives.ReverseEndianness(message.Data.Data16[0]));
        Assert.Equal(2, BinaryPrimitives.ReverseEndianness(message.Data.Data16[1]));
    }

    [Fact]
    public void The_flags_of_a_prefix_stand_in_one_byte()
    {
        var option = MemoryMarshal.Read<Ws2.ND_OPTION_PREFIX_INFO>(Convert.FromHexString(
            "030440c0" + "00278d00" + "00093a80" + "00000000" + "20010db8000100000000000000000000"));

        Assert.Equal(Ws2.ND_OPT_PREFIX_INFORMATION, option.nd_opt_pi_type);
        Assert.Equal((1, 1, 0), (option.Flags.OnLink, option.Flags.Autonomous, option.Flags.RouterAddress));
        Assert.Equal(Ws2.ND_OPT_PI_FLAG_ONLINK | Ws2.ND_OPT_PI_FLAG_AUTO, option.nd_opt_pi_flags_reserved);
        Assert.Equal(TimeSpan.FromDays(30).TotalSeconds, BinaryPrimitives.ReverseEndianness(option.nd_opt_pi_valid_time));
    }

    [Fact]
    public void The_flags_of_a_neighbour_advertisement_are_the_highest_bits_on_the_wire()
    {
        Ws2.IPV6_NEIGHBOR_ADVERTISEMENT_FLAGS flags = default;

        flags.Solicited = 1;
        flags.Override = 1;

        Assert.Equal(Ws2.ND_NA_FLAG_SOLICITED | Ws2.ND_NA_FLAG_OVERRIDE, flags.Value);
        Assert.Equal(0x60000000u, BinaryPrimitives.ReverseEndianness(flags.Value));
    }

    [Fact]
    public void A_long_response_time_of_IGMP_is_a_mantissa_and_an_exponent()
    {
        var query = MemoryMarshal.Read<Ws2.IGMPV3_QUERY_HEADER>(Convert.FromHexString("11a90000" + "e0000001" + "0a7d0000"));

        Assert.Equal(Ws2.IGMP_QUERY_TYPE, query.Type);
        Assert.Equal(Ws2.IGMP_MAX_RESP_CODE_TYPE_FLOAT, query.MaxRespCodeType);
        Assert.Equal((9, 2), (query.MaxRespCodeMantissa, query.MaxRespCodeExponent));
        Assert.Equal((2, 1), (query.QuerierRobustnessVariable, query.SuppressRouterSideProcessing));
        Assert.Equal(0x7D, query.QueriersQueryInterfaceCode);
    }

    [Fact]
    public void A_VLAN_tag_is_read_after_its_bytes_are_swapped()
    {
        var tag = MemoryMarshal.Read<Ws2.VLAN_TAG>(Convert.FromHexString("a0640800"));
        tag.Tag = BinaryPrimitives.ReverseEndianness(tag.Tag);

        Assert.Equal((100, 0, 5), (tag.VID, tag.CFI, tag.User_Priority));
    }
}
