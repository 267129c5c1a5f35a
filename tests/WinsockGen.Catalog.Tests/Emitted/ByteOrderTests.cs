using System;
using System.Buffers.Binary;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

public class ByteOrderTests
{
    [Fact]
    public void Host_order_of_64_bits_becomes_network_order_and_back()
    {
        Assert.Equal(0x0807060504030201u, Ws2.htonll(0x0102030405060708));
        Assert.Equal(0x0102030405060708u, Ws2.ntohll(0x0807060504030201));
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.0f)]
    [InlineData(float.MaxValue)]
    public void The_bits_of_a_float_are_reversed_and_restored(float value)
    {
        Assert.Equal(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToUInt32Bits(value)), Ws2.htonf(value));
        Assert.Equal(value, Ws2.ntohf(Ws2.htonf(value)));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    public void The_bits_of_a_double_are_reversed_and_restored(double value)
    {
        Assert.Equal(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToUInt64Bits(value)), Ws2.htond(value));
        Assert.Equal(value, Ws2.ntohd(Ws2.htond(value)));
    }

    [Fact]
    public void Two_bytes_make_the_version_that_WSAStartup_takes()
    {
        Assert.Equal(Ws2.WINSOCK_VERSION, Ws2.MAKEWORD(2, 2));
        Assert.Equal(1, Ws2.LOBYTE(Ws2.MAKEWORD(1, 2)));
        Assert.Equal(2, Ws2.HIBYTE(Ws2.MAKEWORD(1, 2)));
    }
}
