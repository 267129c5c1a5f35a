using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Catalog.Tests.Compilers;
using WinsockGen.Generator.Tests.Bindings;
using Xunit;

namespace WinsockGen.Generator.Tests.Layout;

/// <summary>
/// Structs are laid out as C compilers for Windows lay them out: the sizes come from the SDK's headers (in the catalog), the places of all
/// fields from mingw-w64 (in layout.tsv). What is 64-bit here is x64 and arm64 there: their layouts are the same.
/// </summary>
public sealed class LayoutTests
{
    private static readonly LayoutTable Table = ReadTable();

    [Theory]
    [MemberData(nameof(Emissions))]
    public async Task Every_struct_has_the_size_that_the_headers_of_the_SDK_give_it(bool modern, int pointerSize)
    {
        var layout = new EmittedLayout(await EmittedAssembly.GetAsync(modern, pointerSize), pointerSize);

        var wrong = WinsockCatalog.Shared.Structs
            .Select(row => (row.Name, Expected: pointerSize == 8 ? row.Size64 : row.Size32, Actual: layout.SizeOf(row)))
            .Where(row => row.Expected != row.Actual);
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Emissions))]
    public async Task Every_field_stands_where_the_C_compiler_puts_it(bool modern, int pointerSize)
    {
        var layout = new EmittedLayout(await EmittedAssembly.GetAsync(modern, pointerSize), pointerSize);

        // A struct that is new has its sizes compared until the table is written anew.
        var cells = OutermostStructs().Where(row => Table.Rows.ContainsKey(row.Name)).SelectMany(layout.CellsOf).ToList();

        var wrong = cells
            .Select(cell => (cell.Name, Expected: Table.Rows.TryGetValue(cell.Name, out var row) ? row.For(pointerSize) : "nowhere", Actual: cell.Cell))
            .Where(cell => cell.Expected != cell.Actual);
        Assert.Empty(wrong);
        Assert.True(cells.Count > 1000, "too few fields for this to mean anything");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_property_reaches_the_bytes_of_its_field(bool modern)
    {
        var ws2 = await EmittedAssembly.GetAsync(modern);
        var properties = OutermostStructs()
            .SelectMany(row => EmittedAssembly.Struct(ws2, row.Name).GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0).Select(property => (row, property)))
            .Where(pair => Table.Rows.ContainsKey(pair.row.Name))
            .ToList();

        var wrong = properties
            .Select(pair => (pair.row.Name, Property: pair.property.Name, Expected: FirstBit(Table.Rows[$"{pair.row.Name}.{pair.property.Name}"].X64), Actual: EmittedLayout.BitsOf(pair.property).First))
            .Where(pair => pair.Expected != pair.Actual);
        Assert.Empty(wrong);
        Assert.NotEmpty(properties);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_bit_field_reads_what_was_written_and_leaves_its_neighbours_alone(bool modern)
    {
        var ws2 = await EmittedAssembly.GetAsync(modern);
        var bitFields = WinsockCatalog.Shared.Structs
            .SelectMany(row => row.Fields.Where(field => field is { Kind: FieldKind.Bits, IsUnnamed: false }).Select(field => (Property: EmittedAssembly.Struct(ws2, row.Name).GetProperty(field.Name)!, field.Count)))
            .ToList();

        Assert.NotEmpty(bitFields);
        Assert.All(bitFields, bitField =>
        {
            var (property, width) = bitField;
            var ones = Read(property.DeclaringType!, [.. Enumerable.Repeat((byte)0xFF, 1024)]);
            var most = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
            Assert.Equal(most, Convert.ToUInt64(property.GetValue(ones), null));

            var set = EmittedLayout.BitsOf(property);
            Assert.Equal(width, set.Count);
            Assert.Equal(set, EmittedLayout.BitsOf(property, clears: true));
        });
    }

    [Fact]
    public async Task A_struct_that_differs_by_bitness_is_read_in_the_order_of_this_process()
    {
        var type = EmittedAssembly.Struct(await EmittedAssembly.Modern, "WSADATA");
        var memory = new byte[408];
        memory[0] = 2;
        memory[IntPtr.Size == 8 ? 4 : 390] = 7;

        var data = Read(type, memory);

        Assert.Equal((ushort)2, type.GetProperty("wVersion")!.GetValue(data));
        Assert.Equal((ushort)7, type.GetProperty("iMaxSockets")!.GetValue(data));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_struct_needs_marshalling(bool modern)
    {
        var ws2 = await EmittedAssembly.GetAsync(modern);

        Assert.All(
            WinsockCatalog.Shared.Structs,
            row => Assert.False((bool)Generic(nameof(RuntimeHelpers.IsReferenceOrContainsReferences), EmittedAssembly.Struct(ws2, row.Name))!, row.Name));
    }

    public static TheoryData<bool, int> Emissions() => new() { { true, 8 }, { true, 4 }, { false, 8 }, { false, 4 } };

    private static IEnumerable<CatalogStruct> OutermostStructs() =>
        WinsockCatalog.Shared.Structs.Where(row => !row.Name.Contains('.', StringComparison.Ordinal));

    private static int FirstBit(string cell) =>
        cell.StartsWith("bits ", StringComparison.Ordinal) ? int.Parse(cell[5..cell.IndexOf('-', StringComparison.Ordinal)], null) : 8 * int.Parse(cell, null);

    private static object? Generic(string method, Type type) =>
        typeof(RuntimeHelpers).GetMethod(method)!.MakeGenericMethod(type).Invoke(null, null);

    private static unsafe object Read(Type type, byte[] memory)
    {
        fixed (byte* first = memory)
        {
            return Marshal.PtrToStructure((nint)first, type)!;
        }
    }

    private static LayoutTable ReadTable()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("layout.tsv")!);
        return LayoutTable.Read(reader);
    }
}
