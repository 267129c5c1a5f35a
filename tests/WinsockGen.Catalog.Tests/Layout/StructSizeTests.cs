using System;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Layout;

/// <summary>The fields that the catalog names give the sizes that the compiler found.</summary>
public class StructSizeTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void The_fields_of_every_struct_add_up_to_its_size_on_64_bit_Windows()
    {
        var calculator = new LayoutCalculator(Catalog, pointerSize: 8);

        Assert.All(
            Catalog.Structs,
            row => Assert.True(row.Size64 == calculator.LayoutOf(row).Size, $"{row.Name}: {calculator.LayoutOf(row)}"));
    }

    [Fact]
    public void The_fields_of_every_struct_add_up_to_its_size_on_32_bit_Windows()
    {
        var calculator = new LayoutCalculator(Catalog, pointerSize: 4);

        Assert.All(
            Catalog.Structs,
            row => Assert.True(row.Size32 == calculator.LayoutOf(row).Size, $"{row.Name}: {calculator.LayoutOf(row)}"));
    }

    [Theory]
    [InlineData("WSADATA")]
    [InlineData("SERVENT")]
    public void The_same_fields_stand_in_another_order_on_32_bit_Windows(string name)
    {
        var row = Catalog.Structs.Find(name)!;

        Assert.NotEqual(row.Fields.Select(field => field.Name), row.Fields32.Select(field => field.Name));
        Assert.Equal(
            row.Fields.Select(field => field.Name).Order(StringComparer.Ordinal),
            row.Fields32.Select(field => field.Name).Order(StringComparer.Ordinal));
    }
}
