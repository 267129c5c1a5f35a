using System;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Xunit;

namespace WinsockGen.Runtime.Tests.Addresses;

/// <summary>The structs of a user's bindings convert to the runtime's end points and back.</summary>
public sealed class BindingAddressTests
{
    [Fact]
    public void A_struct_of_each_family_takes_the_end_points_of_that_family_and_gives_them_back() =>
        Assert.All(EndPointSamples.All, sample => Assert.Equal(sample.EndPoint, sample.EndPoint switch
        {
            BluetoothEndPoint => Ws2Addresses.SOCKADDR_BTH.FromEndPoint(sample.EndPoint).ToEndPoint(),
            HyperVEndPoint => Ws2Addresses.SOCKADDR_HV.FromEndPoint(sample.EndPoint).ToEndPoint(),
            InfraredEndPoint => Ws2Addresses.SOCKADDR_IRDA.FromEndPoint(sample.EndPoint).ToEndPoint(),
            IpxEndPoint => Ws2Addresses.SOCKADDR_IPX.FromEndPoint(sample.EndPoint).ToEndPoint(),
            _ => Ws2Addresses.SOCKADDR_AT.FromEndPoint(sample.EndPoint).ToEndPoint(),
        }));

    [Fact]
    public void The_fields_of_a_struct_are_what_the_end_point_says()
    {
        var address = Ws2Addresses.SOCKADDR_BTH.FromEndPoint(BluetoothEndPoint.Parse("(00:11:22:33:44:55):3"));

        Assert.Equal((0x001122334455UL, 3u), (address.btAddr, address.port));
    }

    [Fact]
    public void Room_for_any_family_takes_them_all() =>
        Assert.All(EndPointSamples.All, sample =>
        {
            var storage = Ws2Addresses.SOCKADDR_STORAGE.FromEndPoint(sample.EndPoint);

            Assert.Equal(sample.EndPoint, storage.ToEndPoint());
            Assert.Equal(EndPointSamples.BytesOf(sample.Bytes).Length, storage.ToSocketAddress().Size);
        });

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("fe80::1%7")]
    public void IP_end_points_are_those_of_the_framework(string text)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(text), 80);

        Assert.Equal(endPoint, Ws2Addresses.SOCKADDR_INET.FromEndPoint(endPoint).ToEndPoint());
        Assert.Equal(endPoint, Ws2Addresses.SOCKADDR_STORAGE.FromEndPoint(endPoint).ToEndPoint());
    }

    [Fact]
    public void Paths_are_those_of_the_framework()
    {
        var endPoint = new UnixDomainSocketEndPoint("/tmp/socket");

        Assert.Equal(endPoint, Ws2Addresses.SOCKADDR_UN.FromEndPoint(endPoint).ToEndPoint());
    }

    [Fact]
    public void An_end_point_of_another_family_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Ws2Addresses.SOCKADDR_HV.FromEndPoint(new IpxEndPoint(1, 2, 3)));
        Assert.Throws<ArgumentException>(() => Ws2Addresses.SOCKADDR_IPX.FromEndPoint(new DnsEndPoint("localhost", 1)));
        Assert.Throws<ArgumentNullException>(() => Ws2Addresses.SOCKADDR_IPX.FromEndPoint(null!));
    }

    [Fact]
    public void A_struct_whose_bytes_are_of_another_family_has_no_end_point_of_its_own()
    {
        Assert.Throws<NotSupportedException>(() => default(Ws2Addresses.SOCKADDR_HV).ToEndPoint());
        Assert.Throws<NotSupportedException>(() => new Ws2Addresses.SOCKADDR_HV { Family = 2 }.ToEndPoint());
    }

    [Theory]
    [InlineData("SOCKADDR_BTH", typeof(BluetoothEndPoint))]
    [InlineData("SOCKADDR_HV", typeof(HyperVEndPoint))]
    [InlineData("SOCKADDR_IRDA", typeof(InfraredEndPoint))]
    [InlineData("SOCKADDR_IPX", typeof(IpxEndPoint))]
    [InlineData("SOCKADDR_AT", typeof(AppleTalkEndPoint))]
    [InlineData("SOCKADDR_STORAGE", typeof(EndPoint))]
    [InlineData("SOCKADDR_NB", null)]
    public void The_type_of_the_end_point_is_that_of_the_family(string name, Type? type) =>
        Assert.Equal(type, typeof(Ws2Addresses).GetNestedType(name, BindingFlags.Public)!.GetMethod("ToEndPoint")?.ReturnType);
}
