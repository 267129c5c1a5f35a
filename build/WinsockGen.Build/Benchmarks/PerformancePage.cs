using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Build.Benchmarks;

/// <summary>docs/performance.md: prose by hand, and between two marks a table that the benchmark writes.</summary>
public static class PerformancePage
{
    private const string Begin = "<!-- figures: `dotnet run build.cs bench generator --write` -->";
    private const string End = "<!-- end of figures -->";

    /// <summary>The page with other figures.</summary>
    /// <param name="page">The page as it is.</param>
    /// <param name="machine">A line on where the figures were taken.</param>
    /// <param name="figures">The lines of the table.</param>
    /// <exception cref="BuildException">The page has not both marks.</exception>
    public static string WithFigures(string page, string machine, IEnumerable<Figure> figures)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new BuildException($"The page lacks '{Begin}', or '{End}' behind it.");

        var table = string.Join('\n', figures.Select(figure => figure.ToMarkdown()).Prepend(Figure.MarkdownHead));
        return $"{page[..(begin + Begin.Length)]}\n\n{machine}\n\n{table}\n\n{page[end..]}";
    }
}
