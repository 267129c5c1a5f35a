using System;
using System.Linq;
using System.Net.Sockets;
using Xunit;

namespace WinsockGen.Runtime.Tests.Addresses;

/// <summary>What each family has of its own.</summary>
public sealed class FamilyEndPointTests
{
    [Fact]
    public void Families_have_the_numbers_of_Windows()
    {
        Assert.Equal(AddressFamily.Ipx, new IpxEndPoint(0, 0, 0).AddressFamily);
        Assert.Equal(AddressFamily.AppleTalk, new AppleTalkEndPoint(0, 0, 0).AddressFamily);
        Assert.Equal(AddressFamily.Irda, new InfraredEndPoint(0, "").AddressFamily);
        Assert.Equal(32, (int)new BluetoothEndPoint(default, 0).AddressFamily);
        Assert.Equal(34, (int)new HyperVEndPoint(default, default).AddressFamily);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(65536)]
    public void A_Bluetooth_port_out_of_range_is_refused(int port)
    {
        Assert.Throws<ArgumentOutOfRangeException>("port", () => new BluetoothEndPoint(default, port));
        Assert.Throws<ArgumentOutOfRangeException>("port", () => new BluetoothEndPoint(default, Guid.NewGuid(), port));
    }

    [Fact]
    public void A_Bluetooth_address_of_more_than_48_bits_is_refused()
    {
        Assert.Equal(0xFFFF_FFFF_FFFFUL, new BluetoothAddress(0xFFFF_FFFF_FFFF).Value);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new BluetoothAddress(0x1_0000_0000_0000));
    }

    [Fact]
    public void Bytes_that_no_Bluetooth_end_point_can_have_are_none()
    {
        byte[] bytes = EndPointSamples.BytesOf("2000 5544332211000100 00000000000000000000000000000000 03000000");
        Assert.Throws<NotSupportedException>(() => new SocketAddressValue(bytes).ToEndPoint());

        bytes = EndPointSamples.BytesOf("2000 5544332211000000 00000000000000000000000000000000 00000100");
        Assert.Throws<NotSupportedException>(() => new SocketAddressValue(bytes).ToEndPoint());
    }

    [Fact]
    public void A_Bluetooth_address_is_a_value_with_a_text()
    {
        BluetoothAddress address = BluetoothAddress.Parse("00:11:22:aa:bb:cc");

        Assert.Equal(0x001122AABBCCUL, address.Value);
        Assert.Equal("00:11:22:AA:BB:CC", address.ToString());
        Assert.Equal("<00:11:22:AA:BB:CC>", $"<{address}>");
        Assert.True(address == new BluetoothAddress(0x001122AABBCC));
        Assert.True(address != default);
        Assert.Equal(address.GetHashCode(), new BluetoothAddress(0x001122AABBCC).GetHashCode());
        Assert.Equal("00:00:00:00:00:00", default(BluetoothAddress).ToString());
    }

    [Theory]
    [InlineData("00:11:22:33:44")]
    [InlineData("00:11:22:33:44:5")]
    [InlineData("00:11:22:33:44:55:")]
    [InlineData("00-11-22-33-44-55")]
    [InlineData("001122334455")]
    [InlineData(null)]
    public void Other_texts_are_no_Bluetooth_address(string? text)
    {
        Assert.False(BluetoothAddress.TryParse(text, null, out BluetoothAddress address));
        Assert.Equal(default, address);
        Assert.ThrowsAny<Exception>(() => BluetoothAddress.Parse(text!));
    }

    [Fact]
    public void A_port_of_Linux_is_a_service_of_Hyper_V_and_back()
    {
        Guid service = HyperVEndPoint.ServiceIdOf(0x1234ABCD);

        Assert.Equal(new Guid("1234abcd-facb-11e6-bd58-64006a7986d3"), service);
        Assert.Equal(0x1234ABCDu, new HyperVEndPoint(HyperVEndPoint.Parent, service).VsockPort);
        Assert.Equal(0u, new HyperVEndPoint(HyperVEndPoint.Parent, HyperVEndPoint.ServiceIdOf(0)).VsockPort);
        Assert.Null(new HyperVEndPoint(HyperVEndPoint.Parent, Guid.Empty).VsockPort);
    }

    [Fact]
    public void The_machines_that_stand_for_several_have_the_GUIDs_of_the_headers()
    {
        Assert.Equal(Guid.Empty, HyperVEndPoint.Wildcard);
        Assert.Equal(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), HyperVEndPoint.Broadcast);
        Assert.Equal(new Guid("90db8b89-0d35-4f79-8ce9-49ea0ac8b7cd"), HyperVEndPoint.Children);
        Assert.Equal(new Guid("e0e16197-dd56-4a10-9195-5ee7a155a838"), HyperVEndPoint.Loopback);
        Assert.Equal(new Guid("a42e7cda-d03f-480c-9cc2-a4de20abb878"), HyperVEndPoint.Parent);
    }

    [Theory]
    [InlineData("a name of twenty-five in all.")]
    [InlineData("\0")]
    [InlineData("\u0100")]
    public void A_name_that_no_infrared_service_can_have_is_refused(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>("serviceName", () => new InfraredEndPoint(0, name));

    [Fact]
    public void An_infrared_name_without_its_zero_is_none()
    {
        byte[] bytes = EndPointSamples.BytesOf("1A00 00000000" + string.Concat(Enumerable.Repeat("41", 25)) + "00");
        Assert.Throws<NotSupportedException>(() => new SocketAddressValue(bytes).ToEndPoint());
    }

    [Fact]
    public void An_IPX_node_of_more_than_48_bits_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("node", () => new IpxEndPoint(0, 0x1_0000_0000_0000, 0));
}
