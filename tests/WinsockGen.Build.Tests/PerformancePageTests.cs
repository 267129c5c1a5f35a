using WinsockGen.Build.Benchmarks;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class PerformancePageTests
{
    private const string Begin = "<!-- figures: `dotnet run build.cs bench generator --write` -->";
    private const string End = "<!-- end of figures -->";

    private static readonly Figure Kept = new("Files", "6", Figure.NoFloor, "≤ 12", IsWithin: true, "emit All");

    [Fact]
    public void The_table_is_replaced_and_nothing_else()
    {
        var page = PerformancePage.WithFigures($"# Title\n\n{Begin}\n\nold\n\n{End}\n\nmore\n", "generator", "A machine:", [Kept]);

        Assert.Equal($"# Title\n\n{Begin}\n\nA machine:\n\n{Figure.MarkdownHead}\n| Files | 6 | – | ≤ 12 | yes | `emit All` |\n\n{End}\n\nmore\n", page);
        Assert.Equal(page, PerformancePage.WithFigures(page, "generator", "A machine:", [Kept]));
    }

    [Fact]
    public void A_missed_budget_is_said_in_bold() => Assert.Contains("| **no** |", (Kept with { IsWithin = false }).ToMarkdown(), System.StringComparison.Ordinal);

    [Fact]
    public void A_page_without_a_place_for_figures_is_not_written() =>
        Assert.Throws<BuildException>(() => PerformancePage.WithFigures("# Title\n", "generator", "A machine:", [Kept]));
}
