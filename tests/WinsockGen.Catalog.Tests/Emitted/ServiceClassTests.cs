using System;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The macros of svcguid.h, which make service classes from ports and take them apart.</summary>
public unsafe class ServiceClassTests
{
    [Fact]
    public void The_class_of_a_port_is_that_of_the_service_there()
    {
        Assert.Equal(Ws2.SVCID_TELNET_TCP, Ws2.SVCID_TCP(Ws2.IPPORT_TELNET));
        Assert.Equal(Ws2.SVCID_TFTP_UDP, Ws2.SVCID_UDP(Ws2.IPPORT_TFTP));
        Assert.Equal(Ws2.SVCID_FILE_SERVER, Ws2.SVCID_NETWARE(4));
    }

    [Fact]
    public void A_type_of_DNS_record_is_a_class_of_the_DNS_port()
    {
        var mail = Ws2.SVCID_DNS(15);

        Assert.Equal(Ws2.SVCID_DNS_TYPE_MX, mail);
        Assert.True(Ws2.IS_SVCID_DNS(&mail));
        Assert.True(Ws2.IS_SVCID_TCP(&mail));
        Assert.Equal(53, Ws2.PORT_FROM_SVCID_TCP(&mail));
        Assert.Equal(15, Ws2.RR_FROM_SVCID(&mail));
    }

    [Fact]
    public void A_class_says_of_which_kind_it_is()
    {
        var tcp = Ws2.SVCID_TCP(80);
        var udp = Ws2.SVCID_UDP(80);
        var netWare = Ws2.SVCID_NETWARE(80);
        var host = Ws2.SVCID_HOSTNAME;
        var other = Guid.Parse("00090050-0000-0000-c000-000000000047");

        Assert.True(Ws2.IS_SVCID_TCP(&tcp) && Ws2.IS_SVCID_UDP(&udp) && Ws2.IS_SVCID_NETWARE(&netWare));
        Assert.False(Ws2.IS_SVCID_TCP(&udp) || Ws2.IS_SVCID_UDP(&tcp) || Ws2.IS_SVCID_NETWARE(&tcp) || Ws2.IS_SVCID_DNS(&tcp));
        Assert.False(Ws2.IS_SVCID_TCP(&host) || Ws2.IS_SVCID_TCP(&other));
        Assert.Equal(80, Ws2.PORT_FROM_SVCID_UDP(&udp));
        Assert.Equal(80, Ws2.SAPID_FROM_SVCID_NETWARE(&netWare));
    }

    [Fact]
    public void A_class_is_made_in_place()
    {
        Guid tcp, udp, netWare;

        Ws2.SET_TCP_SVCID(&tcp, 80);
        Ws2.SET_UDP_SVCID_RR(&udp, 53, 1);
        Ws2.SET_NETWARE_SVCID(&netWare, 4);

        Assert.Equal(Guid.Parse("00090050-0000-0000-c000-000000000046"), tcp);
        Assert.Equal(Guid.Parse("000a0035-0000-0001-c000-000000000046"), udp);
        Assert.Equal(Ws2.SVCID_FILE_SERVER, netWare);
    }
}
