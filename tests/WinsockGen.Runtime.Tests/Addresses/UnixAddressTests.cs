using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace WinsockGen.Runtime.Tests.Addresses;

public sealed class UnixAddressTests
{
    private const int Length = 110;

    [Fact]
    public void A_path_is_a_whole_SOCKADDR_UN_with_zeros_behind_it()
    {
        SocketAddressValue address = SocketAddressValue.From(new UnixDomainSocketEndPoint("/tmp/socket"));

        Assert.Equal(AddressFamily.Unix, address.Family);
        Assert.Equal(Sockaddr("/tmp/socket"), address.Bytes.ToArray());
    }

    [Theory]
    [InlineData("/tmp/socket")]
    [InlineData("relative")]
    [InlineData(@"C:\Users\\u00e9\socket")]
    public void A_path_comes_back_as_it_was(string path)
    {
        var endPoint = new UnixDomainSocketEndPoint(path);

        Assert.Equal(endPoint, SocketAddressValue.From(endPoint).ToEndPoint());
        Assert.Equal(path, SocketAddressValue.From(endPoint).ToString());
    }

    [Fact]
    public void The_longest_path_has_107_bytes()
    {
        var endPoint = new UnixDomainSocketEndPoint(new string('p', 107));

        Assert.Equal(Length, SocketAddressValue.From(endPoint).Bytes.Length);
        Assert.Equal(endPoint, SocketAddressValue.From(endPoint).ToEndPoint());
    }

    [Fact]
    public void An_address_may_end_where_its_path_does()
    {
        var endPoint = new UnixDomainSocketEndPoint("/s");

        Assert.Equal(endPoint, new SocketAddressValue([1, 0, (byte)'/', (byte)'s']).ToEndPoint());
        Assert.Equal(endPoint, new SocketAddressValue([1, 0, (byte)'/', (byte)'s', 0]).ToEndPoint());
        Assert.Equal(endPoint, new SocketAddressValue([1, 0, (byte)'/', (byte)'s', 0, 7, 7]).ToEndPoint());
    }

    [Fact]
    public void A_socket_without_a_name_has_an_end_point_without_a_path()
    {
        Assert.Equal("", new SocketAddressValue([1, 0]).ToEndPoint().ToString());
        Assert.Equal("", new SocketAddressValue(Sockaddr("")).ToEndPoint().ToString());
    }

    [Fact]
    public void A_name_that_begins_with_a_zero_comes_back_as_it_was()
    {
        var endPoint = new UnixDomainSocketEndPoint("\0abstract");

        Assert.Equal(Sockaddr("\0abstract"), SocketAddressValue.From(endPoint).Bytes.ToArray());
        Assert.Equal(endPoint, SocketAddressValue.From(endPoint).ToEndPoint());
    }

    [Fact]
    public void An_address_that_is_too_long_has_no_end_point() =>
        Assert.Throws<NotSupportedException>(() => new SocketAddressValue([.. Sockaddr("/tmp/socket"), 0]).ToEndPoint());

    private static byte[] Sockaddr(string path)
    {
        byte[] start = [1, 0, .. Encoding.UTF8.GetBytes(path)];
        return [.. start, .. Enumerable.Repeat((byte)0, Length - start.Length)];
    }
}
