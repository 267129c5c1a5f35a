using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Build.Benchmarks;

/// <summary>docs/performance.md: prose by hand, and between two marks each a table that a benchmark writes.</summary>
public static class PerformancePage
{
    private const string End = "<!-- end of figures -->";

    /// <summary>The page with other figures.</summary>
    /// <param name="page">The page as it is.</param>
    /// <param name="benchmark">What was measured: <c>generator</c>, <c>options</c>.</param>
    /// <param name="machine">A line on where the figures were taken.</param>
    /// <param name="figures">The lines of the table.</param>
    /// <exception cref="BuildException">The page has not both marks.</exception>
    public static string WithFigures(string page, string benchmark, string machine, IEnumerable<Figure> figures)
    {
        var mark = $"<!-- figures: `dotnet run build.cs bench {benchmark} --write` -->";
        var begin = page.IndexOf(mark, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : page.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < 0)
            throw new BuildException($"The page lacks '{mark}', or '{End}' behind it.");

        var table = string.Join('\n', figures.Select(figure => figure.ToMarkdown()).Prepend(Figure.MarkdownHead));
        return $"{page[..(begin + mark.Length)]}\n\n{machine}\n\n{table}\n\n{page[end..]}";
    }
}
