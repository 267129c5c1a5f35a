using System;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace WinsockGen.Runtime.Tests.Addresses;

public sealed class SocketAddressValueTests
{
    [Fact]
    public void An_IPv4_address_is_a_SOCKADDR_IN()
    {
        SocketAddressValue address = SocketAddressValue.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0x1234));
        Assert.Equal(AddressFamily.InterNetwork, address.Family);
        Assert.Equal(new byte[] { 2, 0, 0x12, 0x34, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0 }, address.Bytes.ToArray());
    }

    [Fact]
    public void An_IPv6_address_is_a_SOCKADDR_IN6_with_Windows_family_number_and_its_scope()
    {
        SocketAddressValue address = SocketAddressValue.From(new IPEndPoint(IPAddress.Parse("fe80::1%7"), 80));
        Assert.Equal(AddressFamily.InterNetworkV6, address.Family);
        byte[] bytes = address.Bytes.ToArray();
        Assert.Equal(28, bytes.Length);
        Assert.Equal(new byte[] { 23, 0, 0, 80, 0, 0, 0, 0, 0xFE, 0x80 }, bytes[..10]);
        Assert.Equal(1, bytes[23]);
        Assert.Equal(new byte[] { 7, 0, 0, 0 }, bytes[24..]);
    }

    [Theory]
    [InlineData("192.0.2.1", 80)]
    [InlineData("0.0.0.0", 0)]
    [InlineData("::1", 65535)]
    [InlineData("fe80::1%7", 443)]
    public void An_end_point_comes_back_as_it_was(string address, int port)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        Assert.Equal(endPoint, SocketAddressValue.From(endPoint).ToEndPoint());
        Assert.Equal(endPoint.ToString(), SocketAddressValue.From(endPoint).ToString());
    }

    [Fact]
    public void Addresses_are_equal_when_their_bytes_are()
    {
        SocketAddressValue one = SocketAddressValue.From(new IPEndPoint(IPAddress.Loopback, 1));
        SocketAddressValue same = new(one.Bytes);
        SocketAddressValue other = SocketAddressValue.From(new IPEndPoint(IPAddress.Loopback, 2));
        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != other);
    }

    [Fact]
    public void An_address_of_another_family_keeps_its_bytes_and_has_no_end_point()
    {
        byte[] bytes = [34, 0, 1, 2, 3, 4];
        SocketAddressValue address = new(bytes);
        Assert.Equal(34, (int)address.Family);
        Assert.Equal(bytes, address.Bytes.ToArray());
        Assert.Throws<NotSupportedException>(() => address.ToEndPoint());
        Assert.Equal("220001020304", address.ToString());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void Zeros_are_any_address_and_port(string any)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(any), 0);
        Assert.Equal(SocketAddressValue.From(endPoint), SocketAddressValue.Any(endPoint.AddressFamily));
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(23, 23)]
    [InlineData(23, 2)]
    public void An_IP_address_that_is_cut_short_has_no_end_point(byte family, int length)
    {
        var bytes = new byte[length];
        bytes[0] = family;
        var address = new SocketAddressValue(bytes);
        Assert.Throws<NotSupportedException>(() => address.ToEndPoint());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(129)]
    public void What_is_too_short_or_too_long_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new SocketAddressValue(new byte[length]));

    [Fact]
    public void A_host_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => SocketAddressValue.From(new DnsEndPoint("localhost", 80)));
}
