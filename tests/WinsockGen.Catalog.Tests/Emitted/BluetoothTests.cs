using System;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The macros of bthdef.h, against the numbers of the Bluetooth core specification.</summary>
public unsafe class BluetoothTests
{
    [Fact]
    public void A_short_UUID_stands_for_one_made_from_the_base()
    {
        Assert.Equal(Ws2.Bluetooth_Base_UUID, Ws2.DEFINE_BLUETOOTH_UUID128(0));
        Assert.Equal(Ws2.RFCOMM_PROTOCOL_UUID, Ws2.DEFINE_BLUETOOTH_UUID128(Ws2.RFCOMM_PROTOCOL_UUID16));
        Assert.Equal(Ws2.SerialPortServiceClass_UUID, Ws2.DEFINE_BLUETOOTH_UUID128(Ws2.SerialPortServiceClassID_UUID16));
        Assert.Equal(new Guid("00001101-0000-1000-8000-00805F9B34FB"), Ws2.SerialPortServiceClass_UUID);
    }

    [Fact]
    public void An_address_is_made_of_its_two_parts()
    {
        const ulong Address = 0x0000_A1B2_C3D4_E5F6;

        Assert.Equal(0xA1B2, Ws2.GET_NAP(Address));
        Assert.Equal(0xC3D4E5F6u, Ws2.GET_SAP(Address));
        Assert.Equal(Address, Ws2.SET_NAP_SAP(0xA1B2, 0xC3D4E5F6));
    }

    [Fact]
    public void A_class_of_device_is_read_in_parts()
    {
        const uint Smartphone = 0x5A020C; // networking, capturing, object transfer and telephony; phone; smart

        Assert.Equal(Ws2.COD_MAJOR_PHONE, Ws2.GET_COD_MAJOR(Smartphone));
        Assert.Equal(Ws2.COD_PHONE_MINOR_SMART, Ws2.GET_COD_MINOR(Smartphone));
        Assert.Equal(
            Ws2.COD_SERVICE_NETWORKING | Ws2.COD_SERVICE_CAPTURING | Ws2.COD_SERVICE_OBJECT_XFER | Ws2.COD_SERVICE_TELEPHONY,
            Ws2.GET_COD_SERVICE(Smartphone));
    }

    [Fact]
    public void Setting_one_part_of_a_class_of_device_leaves_the_others()
    {
        uint device = 0x5A020C;

        Ws2.SET_COD_MAJOR(&device, Ws2.COD_MAJOR_COMPUTER);
        Ws2.SET_COD_MINOR(&device, Ws2.COD_COMPUTER_MINOR_LAPTOP);
        Ws2.SET_COD_SERVICE(&device, Ws2.COD_SERVICE_NETWORKING);

        Assert.Equal(0x02010Cu, device);
    }

    [Fact]
    public void LMP_features_are_bits_from_the_lowest_on()
    {
        Assert.True(Ws2.LMP_3_SLOT_PACKETS(1));
        Assert.False(Ws2.LMP_5_SLOT_PACKETS(1));
        Assert.True(Ws2.LMP_SECURE_SIMPLE_PAIRING(1UL << 51));
        Assert.True(Ws2.LMP_EXTENDED_FEATURES(1UL << 63));
        Assert.Equal(3UL, Ws2.LMP_FLOW_CONTROL_LAG(7UL << 20));
    }

    [Theory]
    [InlineData(Ws2.MITMProtectionNotRequired, false)]
    [InlineData(Ws2.MITMProtectionRequired, true)]
    [InlineData(Ws2.MITMProtectionNotRequiredBonding, false)]
    [InlineData(Ws2.MITMProtectionRequiredBonding, true)]
    [InlineData(Ws2.MITMProtectionRequiredGeneralBonding, true)]
    [InlineData(Ws2.MITMProtectionNotDefined, false)]
    public void Protection_from_a_man_in_the_middle_is_required_by_three_values(int requirements, bool required) =>
        Assert.Equal(required, Ws2.IsMITMProtectionRequired(requirements));
}
