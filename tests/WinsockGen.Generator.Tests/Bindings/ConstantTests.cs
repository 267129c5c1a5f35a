using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>Constants have the values of the catalog, and the types that call sites want.</summary>
public sealed class ConstantTests
{
    [Theory]
    [InlineData("SOL_SOCKET", 0xFFFF)]
    [InlineData("SOCKET_ERROR", -1)]
    [InlineData("IP_TTL", 4)]
    [InlineData("WSAEWOULDBLOCK", 10035)]
    [InlineData("SIO_TCP_INFO", 0xD8000027u)]
    [InlineData("AF_INET6", 23)]
    [InlineData("FIONBIO", 0x8004667Eu)]
    public async Task A_constant_has_its_type_and_value(string name, object expected) =>
        Assert.Equal(expected, EmittedAssembly.Value(await EmittedAssembly.Modern, name));

    [Fact]
    public async Task INVALID_SOCKET_has_all_bits_of_a_pointer() =>
        Assert.Equal(nuint.MaxValue, EmittedAssembly.Value(await EmittedAssembly.Modern, "INVALID_SOCKET"));

    [Fact]
    public async Task A_GUID_is_exact() =>
        Assert.Equal(new Guid("b5367df1-cbac-11cf-95ca-00805f48a192"), EmittedAssembly.Value(await EmittedAssembly.Modern, "WSAID_ACCEPTEX"));

    [Fact]
    public async Task Every_GUID_is_the_one_of_the_catalog()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.All(
            WinsockCatalog.Shared.Constants.Where(row => row.Type.Name == "Guid"),
            row => Assert.Equal(Guid.Parse(row.Value), EmittedAssembly.Value(ws2, row.Name)));
    }

    [Fact]
    public async Task Every_number_is_the_one_of_the_catalog_modulo_its_width()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.All(WinsockCatalog.Shared.Constants.Where(row => row.Type.Name is "int" or "uint" or "short" or "ushort" or "byte" or "ulong"), row =>
        {
            var value = EmittedAssembly.Value(ws2, row.Name)!;
            var width = System.Runtime.InteropServices.Marshal.SizeOf(value) * 8;
            Assert.Equal(Modulo(Parse(row.Value), width), Modulo(BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), width));
        });
    }

    private static BigInteger Parse(string value) => value.StartsWith("0x", StringComparison.Ordinal)
        ? BigInteger.Parse("0" + value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : BigInteger.Parse(value, CultureInfo.InvariantCulture);

    private static BigInteger Modulo(BigInteger value, int width) => value & ((BigInteger.One << width) - 1);
}
