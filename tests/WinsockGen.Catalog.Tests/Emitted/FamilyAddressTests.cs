using System;
using System.Text;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>Socket addresses of the families beside IP: the macros that fill them, and their sizes.</summary>
public unsafe class FamilyAddressTests
{
    [Fact]
    public void A_NetBIOS_name_is_padded_with_blanks_and_ends_with_its_port()
    {
        Ws2.SOCKADDR_NB address;
        fixed (byte* name = "FILESERVER\0"u8)
        {
            Ws2.SET_NETBIOS_SOCKADDR(&address, Ws2.NETBIOS_UNIQUE_NAME, name, 0x20);
        }

        Assert.Equal(Ws2.AF_NETBIOS, address.snb_family);
        Assert.Equal(Ws2.NETBIOS_UNIQUE_NAME, address.snb_type);
        Assert.Equal("FILESERVER      ", Encoding.ASCII.GetString((byte*)&address + 4, Ws2.NETBIOS_NAME_LENGTH));
    }

    [Fact]
    public void A_NetBIOS_name_that_is_too_long_leaves_room_for_the_port()
    {
        Ws2.SOCKADDR_NB address;
        fixed (byte* name = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\0"u8)
        {
            Ws2.SET_NETBIOS_SOCKADDR(&address, Ws2.NETBIOS_GROUP_NAME, name, (byte)'!');
        }

        Assert.Equal("ABCDEFGHIJKLMNO!", Encoding.ASCII.GetString((byte*)&address + 4, Ws2.NETBIOS_NAME_LENGTH));
    }

    [Fact]
    public void An_ISO_address_holds_the_selector_before_the_network_address()
    {
        Ws2.SOCKADDR_TP address;
        ReadOnlySpan<byte> selector = [1, 2, 3];
        ReadOnlySpan<byte> network = [0x49, 0, 4];
        fixed (byte* port = selector, node = network)
        {
            Ws2.ISO_SET_TP_ADDR(&address, port, 3, node, 3);
        }

        Assert.Equal(Ws2.AF_ISO, address.tp_family);
        Assert.Equal(Ws2.ISO_HIERARCHICAL, address.tp_addr_type);
        Assert.Equal((3, 6), (address.tp_tsel_len, address.tp_taddr_len));
        Assert.Equal([1, 2, 3, 0x49, 0, 4], new ReadOnlySpan<byte>((byte*)&address + 8, 6).ToArray());
    }

    [Fact]
    public void The_size_of_a_socket_address_is_that_of_the_struct_of_its_family()
    {
        Assert.Equal(sizeof(Ws2.SOCKADDR_IN), Ws2.SOCKADDR_SIZE(Ws2.AF_INET));
        Assert.Equal(sizeof(Ws2.SOCKADDR_IN6), Ws2.SOCKADDR_SIZE(Ws2.AF_INET6));
        Assert.Equal(sizeof(Ws2.SOCKADDR_UN), Ws2.SOCKADDR_SIZE(Ws2.AF_UNIX));
        Assert.Equal(sizeof(Ws2.SOCKADDR_IPX), Ws2.SOCKADDR_SIZE(Ws2.AF_IPX));
        Assert.Equal(sizeof(Ws2.SOCKADDR_TP), Ws2.SOCKADDR_SIZE(Ws2.AF_ISO));
        Assert.Equal(sizeof(Ws2.SOCKADDRDN), Ws2.SOCKADDR_SIZE(Ws2.AF_DECnet));
        Assert.Equal(sizeof(Ws2.SOCKADDR_AT), Ws2.SOCKADDR_SIZE(Ws2.AF_APPLETALK));
        Assert.Equal(sizeof(Ws2.SOCKADDR_NB), Ws2.SOCKADDR_SIZE(Ws2.AF_NETBIOS));
        Assert.Equal(sizeof(Ws2.SOCKADDR_VNS), Ws2.SOCKADDR_SIZE(Ws2.AF_BAN));
        Assert.Equal(sizeof(Ws2.SOCKADDR_ATM), Ws2.SOCKADDR_SIZE(Ws2.AF_ATM));
        Assert.Equal(sizeof(Ws2.SOCKADDR_IRDA), Ws2.SOCKADDR_SIZE(Ws2.AF_IRDA));
        Assert.Equal(sizeof(Ws2.SOCKADDR_BTH), Ws2.SOCKADDR_SIZE(Ws2.AF_BTH));
        Assert.Equal(sizeof(Ws2.SOCKADDR_DL), Ws2.SOCKADDR_SIZE(Ws2.AF_LINK));
        Assert.Equal(sizeof(Ws2.SOCKADDR_HV), Ws2.SOCKADDR_SIZE(Ws2.AF_HYPERV));
    }

    [Theory]
    [InlineData(Ws2.AF_UNSPEC)]
    [InlineData(Ws2.AF_SNA)]
    [InlineData(Ws2.AF_MAX)]
    public void A_family_without_a_socket_address_of_its_own_has_room_for_any(int family) =>
        Assert.Equal(sizeof(Ws2.SOCKADDR_STORAGE), Ws2.SOCKADDR_SIZE((ushort)family));
}
