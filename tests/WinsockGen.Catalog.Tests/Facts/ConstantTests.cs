using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Constants: that their values fit their types, and the values that are easily got wrong.</summary>
public class ConstantTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void Every_value_fits_its_type() =>
        Assert.All(Catalog.Constants, row => Assert.True(Fits(row.Type.Name, row.Value), $"{row.Type} {row.Name} = {row.Value}"));

    [Theory]
    [InlineData("AF_MAX", "35")]
    [InlineData("SOMAXCONN", "2147483647")]
    [InlineData("IP_TTL", "4")]
    [InlineData("IP_TOS", "3")]
    [InlineData("IP_MULTICAST_IF", "9")]
    [InlineData("IP_ADD_MEMBERSHIP", "12")]
    [InlineData("IP_DONTFRAGMENT", "14")]
    public void Where_1_1_and_2_differ_the_value_is_that_of_Winsock_2(string name, string value) =>
        Assert.Equal(value, Catalog.Constants.Find(name)!.Value);

    [Theory]
    [InlineData("IP_MTU", 73, "IPV6_MTU", 72)]
    [InlineData("TCP_KEEPALIVE", 3, "TCP_KEEPIDLE", 3)]
    [InlineData("IP_TTL", 4, "SO_REUSEADDR", 4)]
    [InlineData("IP_HOPLIMIT", 21, "IP_RECVTTL", 21)]
    [InlineData("SO_PAP_SET_SERVER_STATUS", 0xA007, "SO_GETNETINFO", 0xA007)]
    [InlineData("SDP_ST_UUID32", 0x220, "SDP_ST_INT32", 0x220)]
    public void Neighbours_that_look_wrong_are_right(string one, int value, string other, int otherValue)
    {
        Assert.Equal(value, int.Parse(Catalog.Constants.Find(one)!.Value, CultureInfo.InvariantCulture));
        Assert.Equal(otherValue, int.Parse(Catalog.Constants.Find(other)!.Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Error_codes_are_of_the_type_that_the_last_error_has() =>
        Assert.All(
            Catalog.Constants.Where(row => row.Name.StartsWith("WSAE", StringComparison.Ordinal)),
            row => Assert.Equal("int", row.Type.Name));

    [Fact]
    public void Windows_versions_are_written_as_SupportedOSPlatform_writes_them() =>
        Assert.All(
            Catalog.Constants.Select(row => row.MinWindows)
                .Concat(Catalog.Functions.Select(row => row.MinWindows))
                .Concat(Catalog.Structs.Select(row => row.MinWindows))
                .Concat(Catalog.Options.Select(row => row.MinWindows))
                .Where(version => version.Length > 0),
            version => Assert.InRange(Version.Parse(version), new Version(6, 0), new Version(10, 0, 99999)));

    private static bool Fits(string type, string value) => type switch
    {
        "Guid" => Guid.TryParseExact(value, "D", out _),
        "string" => true,
        "byte" => InRange(value, byte.MinValue, byte.MaxValue),
        "short" => InRange(value, short.MinValue, short.MaxValue),
        "ushort" => InRange(value, ushort.MinValue, ushort.MaxValue),
        "int" => InRange(value, int.MinValue, int.MaxValue),
        "uint" => InRange(value, uint.MinValue, uint.MaxValue),
        "ulong" => InRange(value, ulong.MinValue, ulong.MaxValue),
        _ => Catalog.Types.Find(type) is not null && InRange(value, -1, uint.MaxValue),
    };

    private static bool InRange(string value, BigInteger from, BigInteger to) => Number(value) >= from && Number(value) <= to;

    private static BigInteger Number(string value) =>
        value.StartsWith("0x", StringComparison.Ordinal)
            ? BigInteger.Parse("0" + value[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : BigInteger.Parse(value, CultureInfo.InvariantCulture);
}
