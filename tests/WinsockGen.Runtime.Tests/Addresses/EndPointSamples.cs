using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Runtime.Tests.Addresses;

/// <summary>End points, their texts, and their addresses as a C compiler for Windows lays them out.</summary>
internal static class EndPointSamples
{
    private static readonly BluetoothAddress Device = new(0x001122334455);
    private static readonly Guid SerialPort = new("00001101-0000-1000-8000-00805f9b34fb");
    private static readonly Guid Machine = new("01234567-89ab-cdef-0123-456789abcdef");

    public static IReadOnlyList<(WinsockEndPoint EndPoint, string Text, string Bytes)> All { get; } =
    [
        (new BluetoothEndPoint(Device, 3), "(00:11:22:33:44:55):3",
            "2000 5544332211000000 00000000000000000000000000000000 03000000"),
        (new BluetoothEndPoint(Device, 0), "(00:11:22:33:44:55):0",
            "2000 5544332211000000 00000000000000000000000000000000 00000000"),
        (new BluetoothEndPoint(default, BluetoothEndPoint.AnyPort), "(00:00:00:00:00:00):*",
            "2000 0000000000000000 00000000000000000000000000000000 FFFFFFFF"),
        (new BluetoothEndPoint(Device, SerialPort), "(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb",
            "2000 5544332211000000 01110000000000108000 00805F9B34FB 00000000"),
        (new BluetoothEndPoint(Device, SerialPort, 65535), "(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb:65535",
            "2000 5544332211000000 01110000000000108000 00805F9B34FB FFFF0000"),
        (new BluetoothEndPoint(Device, SerialPort, BluetoothEndPoint.AnyPort), "(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb:*",
            "2000 5544332211000000 01110000000000108000 00805F9B34FB FFFFFFFF"),
        (new HyperVEndPoint(Machine, HyperVEndPoint.ServiceIdOf(1024)), "01234567-89ab-cdef-0123-456789abcdef:00000400-facb-11e6-bd58-64006a7986d3",
            "2200 0000 67452301AB89EFCD0123456789ABCDEF 00040000CBFAE611BD5864006A7986D3"),
        (new HyperVEndPoint(HyperVEndPoint.Wildcard, SerialPort), "00000000-0000-0000-0000-000000000000:00001101-0000-1000-8000-00805f9b34fb",
            "2200 0000 00000000000000000000000000000000 0111000000000010800000805F9B34FB"),
        (new InfraredEndPoint(0x0A1B2C3D, "IrDA:IrCOMM"), "0A1B2C3D:IrDA:IrCOMM",
            "1A00 0A1B2C3D 497244413A4972434F4D4D0000000000000000000000000000 00"),
        (new InfraredEndPoint(0, "twenty-four characters.."), "00000000:twenty-four characters..",
            "1A00 00000000 7477656E74792D666F757220636861726163746572732E2E00 00"),
        (new InfraredEndPoint(uint.MaxValue, ""), "FFFFFFFF:",
            "1A00 FFFFFFFF 00000000000000000000000000000000000000000000000000 00"),
        (new IpxEndPoint(1, 0x00805FA1B2C3, 0x4003), "00000001.00805FA1B2C3.4003",
            "0600 00000001 00805FA1B2C3 4003"),
        (new IpxEndPoint(uint.MaxValue, 0xFFFFFFFFFFFF, ushort.MaxValue), "FFFFFFFF.FFFFFFFFFFFF.FFFF",
            "0600 FFFFFFFF FFFFFFFFFFFF FFFF"),
        (new AppleTalkEndPoint(65280, 12, 130), "65280.12.130", "1000 00FF 0C 82"),
        (new AppleTalkEndPoint(0, 0, 0), "0.0.0", "1000 0000 00 00"),
    ];

    public static byte[] BytesOf(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The parser of the type of an end point; null where it refuses.</summary>
    public static WinsockEndPoint? TryParse(Type type, ReadOnlySpan<char> text) => type.Name switch
    {
        nameof(BluetoothEndPoint) => BluetoothEndPoint.TryParse(text, out var bluetooth) ? bluetooth : null,
        nameof(HyperVEndPoint) => HyperVEndPoint.TryParse(text, out var hyperV) ? hyperV : null,
        nameof(InfraredEndPoint) => InfraredEndPoint.TryParse(text, out var infrared) ? infrared : null,
        nameof(IpxEndPoint) => IpxEndPoint.TryParse(text, out var ipx) ? ipx : null,
        nameof(AppleTalkEndPoint) => AppleTalkEndPoint.TryParse(text, out var appleTalk) ? appleTalk : null,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <inheritdoc cref="TryParse"/>
    public static WinsockEndPoint Parse(Type type, ReadOnlySpan<char> text) => type.Name switch
    {
        nameof(BluetoothEndPoint) => BluetoothEndPoint.Parse(text),
        nameof(HyperVEndPoint) => HyperVEndPoint.Parse(text),
        nameof(InfraredEndPoint) => InfraredEndPoint.Parse(text),
        nameof(IpxEndPoint) => IpxEndPoint.Parse(text),
        nameof(AppleTalkEndPoint) => AppleTalkEndPoint.Parse(text),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static IReadOnlyList<Type> Types { get; } = [.. All.Select(sample => sample.EndPoint.GetType()).Distinct()];
}
