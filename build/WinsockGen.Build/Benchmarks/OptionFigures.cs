using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Build.Benchmarks;

/// <summary>What the benchmark of typed options prints, as lines of the table of figures.</summary>
public static partial class OptionFigures
{
    /// <summary>Reads the lines of a name, two times, their ratio, and the bytes that both allocate; others say nothing.</summary>
    public static IReadOnlyList<Figure> Read(IEnumerable<string> lines) =>
        [.. lines.Select(line => Line().Match(line)).Where(match => match.Success).Select(match => Of([.. match.Groups.Values.Skip(1).Select(group => group.Value)]))];

    private static Figure Of(string[] cells) => new(
        cells[0],
        $"{cells[1]} ns (× {cells[3]}), {cells[4]} B",
        $"{cells[2]} ns, {cells[5]} B",
        "≤ the BCL's × 1.1, 0 B",
        cells[6].Length == 0,
        "bench options");

    [GeneratedRegex(@"^\s+(\S.*?)\s{2,}(\d+)\s+(\d+)\s+(\d+\.\d+)\s+(\d+\.\d)\s+(\d+\.\d)(\s+MISSED)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
