using System;
using System.Collections;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Values;

/// <summary>
/// Every value of the catalog reads and writes the bytes that C compilers give its struct, for 64 bits and for x86, with spans and with
/// arrays.
/// </summary>
public sealed class ValueLayoutTests
{
    private const int Repetitions = 20;

    public static TheoryData<string, bool, int> Values()
    {
        var data = new TheoryData<string, bool, int>();
        foreach (var value in WinsockCatalog.Shared.Values)
        {
            foreach (var withArrays in new[] { false, true })
            {
                data.Add(value.Name, withArrays, 8);
                data.Add(value.Name, withArrays, 4);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_is_as_long_as_its_struct(string name, bool withArrays, int pointerSize)
    {
        var program = await ValueProgram.LoadAsync(withArrays, pointerSize);

        Assert.Equal(GoldenLayout.SizeOf(WinsockCatalog.Shared.Values.Find(name)!.Struct, pointerSize), program.SizeOf(name));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task What_is_read_is_written_in_the_same_places_and_nowhere_else(string name, bool withArrays, int pointerSize)
    {
        var program = await ValueProgram.LoadAsync(withArrays, pointerSize);
        for (var seed = 0; seed < Repetitions; seed++)
        {
            var bytes = new ValueBytes(WinsockCatalog.Shared.Values.Find(name)!, pointerSize, new Random(seed)).Bytes;
            var written = new byte[bytes.Length + 2];

            program.Write(program.Read(name, [0xCC, .. bytes], offset: 1), written, offset: 1);

            Assert.True(written[1..^1].AsSpan().SequenceEqual(bytes), $"seed {seed}: {Convert.ToHexString(bytes)} became {Convert.ToHexString(written[1..^1])}");
            Assert.Equal((0, 0), (written[0], written[^1]));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Each_property_tells_of_its_own_field_alone(string name, bool withArrays, int pointerSize)
    {
        var program = await ValueProgram.LoadAsync(withArrays, pointerSize);
        var row = WinsockCatalog.Shared.Values.Find(name)!;
        if (WinsockCatalog.Shared.FieldsOf(row).Any(field => field.Unit.StartsWith("when:", StringComparison.Ordinal)))
        {
            return; // Which field counts is another field's business.
        }

        var full = new ValueBytes(row, pointerSize, new Random(1));
        var expected = program.Read(name, full.Bytes);
        var empty = program.Read(name, new byte[full.Bytes.Length]);
        foreach (var (property, (start, end)) in full.Properties)
        {
            var without = (byte[])full.Bytes.Clone();
            without.AsSpan(start, end - start).Clear();
            var read = program.Read(name, without);

            // Of an array the count stays, and an answer may be the bytes that other properties are in too.
            foreach (var (other, place) in full.Properties)
            {
                if (other == property ? IsArray(row, other) : place.Start < end && start < place.End)
                {
                    continue;
                }

                Assert.True(AreEqual(Get(other == property ? empty : expected, other), Get(read, other)), $"{other} without {property}");
            }
        }
    }

    private static bool IsArray(CatalogValue row, string property) =>
        WinsockCatalog.Shared.FieldsOf(row).Single(field => field.Name == property).Type is "bytes" or "uint[]";

    private static object? Get(object value, string property) => value.GetType().GetProperty(property)!.GetValue(value);

    private static bool AreEqual(object? left, object? right) =>
        left is IStructuralEquatable array ? array.Equals(right, StructuralComparisons.StructuralEqualityComparer)
        : left?.GetType() is { IsEnum: false, DeclaringType.Name: "Options" } type ? type.GetProperties().All(property => AreEqual(property.GetValue(left), property.GetValue(right)))
        : Equals(left, right);
}
