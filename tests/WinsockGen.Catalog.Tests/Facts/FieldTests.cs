using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>What the rows of structs.tsv may say of fields.</summary>
public class FieldTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void What_counts_the_elements_of_an_array_is_an_integer_of_the_same_struct()
    {
        var counted = Catalog.Structs.SelectMany(row => row.Fields.Select(field => (row, field))).Where(pair => pair.field.CountField.Length > 0).ToList();

        Assert.NotEmpty(counted);
        Assert.All(counted, pair => Assert.Contains(
            pair.row.Fields,
            field => field is { Kind: FieldKind.Scalar, Type: { PointerDepth: 0, Name: "byte" or "ushort" or "int" or "uint" } } && field.Name == pair.field.CountField));
    }

    [Fact]
    public void A_struct_has_one_counted_array_at_most() =>
        Assert.All(Catalog.Structs, row => Assert.True(row.Fields.Count(field => field.CountField.Length > 0) <= 1, row.Name));

    /// <summary>A signed one would have to extend its sign, which no bit-field of the headers does.</summary>
    [Fact]
    public void Bit_fields_are_unsigned() =>
        Assert.All(
            Catalog.Structs.SelectMany(row => row.Fields).Where(field => field.Kind == FieldKind.Bits),
            field => Assert.Contains(field.Type.Name, new[] { "byte", "ushort", "uint", "ulong" }));
}
