using System;
using System.Linq;
using System.Net;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

public sealed class MulticastGroupTests
{
    private static readonly IPAddress Group4 = IPAddress.Parse("239.1.2.3");
    private static readonly IPAddress Source4 = IPAddress.Parse("10.0.0.7");
    private static readonly IPAddress Group6 = IPAddress.Parse("ff3e::1234");
    private static readonly IPAddress Source6 = IPAddress.Parse("2001:db8::7");

    [Fact]
    public void An_IPv4_group_is_an_ip_mreq()
    {
        // IP_ADD_MEMBERSHIP 12, IP_DROP_MEMBERSHIP 13 of Winsock 2; the interface index as the address 0.0.1.2.
        AssertMembership(new MulticastGroup(Group4, interfaceIndex: 0x102), 0, 12, 13, "EF010203" + "00000102");
        AssertMembership(new MulticastGroup(Group4), 0, 12, 13, "EF010203" + "00000000");
    }

    [Fact]
    public void An_IPv4_group_with_a_source_is_an_ip_mreq_source() =>
        AssertMembership(new MulticastGroup(Group4, Source4, 5), 0, 15, 16, "EF010203" + "0A000007" + "00000005");

    [Fact]
    public void An_IPv6_group_is_an_ipv6_mreq() =>
        AssertMembership(new MulticastGroup(Group6, interfaceIndex: 0x102), 41, 12, 13, "FF3E0000000000000000000000001234" + "02010000");

    [Fact]
    public void An_IPv6_group_with_a_source_is_a_group_source_req()
    {
        const string group = "1700" + "0000" + "00000000" + "FF3E0000000000000000000000001234" + "00000000";
        const string source = "1700" + "0000" + "00000000" + "20010DB8000000000000000000000007" + "00000000";
        string rest = new('0', 2 * (128 - 28));

        // The index is aligned to eight bytes, as the SOCKADDR_STORAGEs are.
        AssertMembership(new MulticastGroup(Group6, Source6, 3), 41, 45, 46, "03000000" + "00000000" + group + rest + source + rest);
    }

    [Fact]
    public void What_is_no_group_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new MulticastGroup(Source4));
        Assert.Throws<ArgumentException>(() => new MulticastGroup(Source6));
        Assert.Throws<ArgumentException>(() => new MulticastGroup(Group6, Source4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MulticastGroup(Group4, interfaceIndex: 0x0100_0000));
        using var world = new DatagramWorld();
        Assert.Throws<ArgumentException>(() => world.Server.Join(default));
    }

    [Fact]
    public void Groups_are_equal_by_value()
    {
        Assert.Equal(new MulticastGroup(Group4, Source4, 5), new MulticastGroup(IPAddress.Parse("239.1.2.3"), IPAddress.Parse("10.0.0.7"), 5));
        Assert.NotEqual(new MulticastGroup(Group4, Source4, 5), new MulticastGroup(Group4, null, 5));
        Assert.NotEqual(new MulticastGroup(Group4, null, 5), new MulticastGroup(Group4, null, 6));
    }

    private static void AssertMembership(MulticastGroup group, int level, int join, int leave, string hex)
    {
        using var world = new DatagramWorld();
        byte[] bytes = Convert.FromHexString(hex);
        var value = new byte[bytes.Length + 1];
        world.Server.Join(group);
        Assert.Equal(bytes.Length, world.Server.GetRawSocketOption(level, join, value));
        Assert.Equal(bytes, value.Take(bytes.Length));
        world.Server.Leave(group);
        Assert.Equal(bytes.Length, world.Server.GetRawSocketOption(level, leave, value));
        Assert.Equal(bytes, value.Take(bytes.Length));
    }
}
