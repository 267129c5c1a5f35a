using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Tables;

/// <summary>The form that every file of the catalog keeps, so that a change shows as one line in a review.</summary>
public class TableFormTests
{
    /// <summary>Areas stand in the order of their bits, combinations after them.</summary>
    private static readonly string[] OrderedByMeaning = ["areas.tsv"];

    private static readonly string[] NamedByTwoColumns = ["enummembers.tsv", "ioctlmethods.tsv", "messages.tsv", "options.tsv", "valuefields.tsv"];

    public static TheoryData<string> Files => new(DataFolder.Files.Select(Path.GetFileName).OfType<string>());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_ASCII_with_unix_line_ends_and_ends_with_one(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));

        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.All(bytes, value => Assert.InRange(value, (byte)'\t', (byte)'~'));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_has_a_cell_for_each_column(string file)
    {
        var rows = DataFolder.Rows(PathOf(file));

        Assert.All(rows, row => Assert.True(row.Length == rows[0].Length, $"{file}: {row[0]} has {row.Length} cells"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_cell_has_blanks_at_its_ends_or_two_in_a_row(string file) =>
        Assert.All(
            DataFolder.Rows(PathOf(file)).SelectMany(row => row),
            cell => Assert.True(cell == cell.Trim() && !cell.Contains("  ", StringComparison.Ordinal), $"{file}: '{cell}'"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Rows_are_unique_and_sorted_by_name(string file)
    {
        var keys = DataFolder.Rows(PathOf(file)).Skip(1).Select(row => KeyOf(file, row)).ToList();

        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
        if (!OrderedByMeaning.Contains(file))
        {
            Assert.Equal(Sorted(keys), keys);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_assembly_holds_compressed_is_the_file(string file)
    {
        using var embedded = new DeflateStream(typeof(WinsockCatalog).Assembly.GetManifestResourceStream(file)!, CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        embedded.CopyTo(inflated);

        Assert.Equal(File.ReadAllBytes(PathOf(file)), inflated.ToArray());
    }

    /// <summary>The name of an option or a control message can exist at two levels, and what belongs to something is named within it.</summary>
    private static string KeyOf(string file, string[] row) => NamedByTwoColumns.Contains(file) ? row[0] + "\t" + row[1] : row[0];

    private static List<string> Sorted(List<string> keys) => keys.Order(StringComparer.Ordinal).ToList();

    private static string PathOf(string file) => DataFolder.Files.Single(path => Path.GetFileName(path) == file);
}
