using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Which structs are socket addresses, and of what.</summary>
public class AddressTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    /// <summary>Two pointers to addresses, and no address.</summary>
    private static readonly string[] Others = ["SOCKADDR_IN6_PAIR"];

    /// <summary>The types of the framework, and those of the runtime that this project does not know.</summary>
    private static readonly string[] EndPoints =
    [
        "", nameof(EndPoint), nameof(IPEndPoint), nameof(UnixDomainSocketEndPoint),
        "AppleTalkEndPoint", "BluetoothEndPoint", "HyperVEndPoint", "InfraredEndPoint", "IpxEndPoint",
    ];

    [Fact]
    public void Every_struct_that_the_headers_call_an_address_is_one() => Assert.Equal(
        Catalog.Structs
            .Where(row => !row.Name.Contains('.', StringComparison.Ordinal) && row.Name.StartsWith("SOCKADDR", StringComparison.OrdinalIgnoreCase))
            .Select(row => row.Name)
            .Except(Others),
        Catalog.Addresses.Select(row => row.Name));

    [Fact]
    public void An_address_begins_with_its_family() => Assert.All(Catalog.Addresses, row =>
    {
        CatalogStruct? first = Catalog.Structs.Find(row.Name);
        while (first?.Fields[0].Type.Name is { } type && type is not ("ushort" or "short"))
        {
            first = Catalog.Structs.Find(type);
        }

        Assert.NotNull(first);
    });

    [Fact]
    public void An_address_has_one_size_for_all() =>
        Assert.All(Catalog.Addresses, row => Assert.Equal(Catalog.Structs.Find(row.Name)!.Size64, Catalog.Structs.Find(row.Name)!.Size32));

    [Fact]
    public void Families_are_constants() =>
        Assert.All(Catalog.Addresses.SelectMany(row => row.Families), family => Assert.Equal("AF_*", Catalog.Constants.Find(family)?.Group));

    [Fact]
    public void What_an_address_has_at_least_fits_into_the_struct() =>
        Assert.All(Catalog.Addresses, row => Assert.InRange(row.Least, 0, Catalog.Structs.Find(row.Name)!.Size64 - 1));

    [Fact]
    public void End_points_are_types_of_the_framework_or_the_runtime() =>
        Assert.All(Catalog.Addresses, row => Assert.Contains(row.EndPoint, EndPoints));

    [Fact]
    public void Structs_of_one_family_have_the_same_end_point()
    {
        var kinds = new Dictionary<string, string>();
        Assert.All(
            Catalog.Addresses.SelectMany(row => row.Families.Select(family => (Family: family, row.EndPoint))),
            pair => Assert.True(kinds.TryAdd(pair.Family, pair.EndPoint) || kinds[pair.Family] == pair.EndPoint, pair.Family));
    }
}
