using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>What a reader is told about everything that the generator emits for a bare attribute.</summary>
public class SummaryTests
{
    private const int LongestSummary = 160;

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void Everything_has_a_summary() => Assert.All(All(), row => Assert.True(row.Summary.Length > 0, row.Name));

    [Fact]
    public void A_summary_is_one_short_line_without_a_full_stop() =>
        Assert.All(
            All(),
            row => Assert.True(row.Summary.Length <= LongestSummary && !row.Summary.EndsWith('.'), $"{row.Name}: {row.Summary}"));

    [Fact]
    public void A_summary_begins_with_a_capital_or_a_name() =>
        Assert.All(
            All(),
            row => Assert.True(!char.IsLower(row.Summary[0]) || row.Summary.Contains('_', StringComparison.Ordinal), row.Summary));

    [Fact]
    public void A_documentation_link_is_a_page_and_not_a_whole_address() =>
        Assert.All(
            Catalog.Functions.Select(row => row.Doc)
                .Concat(Catalog.Structs.Select(row => row.Doc))
                .Concat(Catalog.Callbacks.Select(row => row.Doc))
                .Where(doc => doc.Length > 0),
            doc => Assert.Matches("^[a-z0-9_]+/n[cfs]-[a-z0-9_]+-[a-z0-9_]+$", doc));

    private static IEnumerable<(string Name, string Summary)> All() =>
        Catalog.Areas.Select(row => (row.Name, row.Summary))
            .Concat(Catalog.Types.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Functions.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Extensions.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Callbacks.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Structs.Where(row => !row.Name.Contains('.', StringComparison.Ordinal)).Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Groups.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Helpers.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Levels.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Options.Select(row => (row.Name, row.Summary)))
            .Concat(Catalog.Messages.Select(row => (row.Name, row.Summary)));
}
