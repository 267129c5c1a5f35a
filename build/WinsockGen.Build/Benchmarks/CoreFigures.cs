using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Build.Benchmarks;

/// <summary>What the benchmark of the core prints, as lines of the table of figures.</summary>
public static partial class CoreFigures
{
    private const double AtOnce = 40;
    private const double Pended = 150;

    /// <summary>Reads the lines of a name, nanoseconds, and bytes; others say nothing.</summary>
    public static IReadOnlyList<Figure> Read(IEnumerable<string> lines) =>
        [.. lines.Select(line => Line().Match(line)).Where(match => match.Success).Select(match => Of(match.Groups[1].Value, Number(match, 2), Number(match, 3)))];

    private static Figure Of(string name, double nanoseconds, double bytes)
    {
        var limit = name.Contains("pended", System.StringComparison.Ordinal) ? Pended : AtOnce;
        return new(name, string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0} ns, {bytes:0.###} B"), Figure.NoFloor, $"≤ {limit} ns, 0 B", nanoseconds <= limit && bytes < 0.5, "bench core");
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s+(\S.*?)\s{2,}(\d+\.\d)\s+(\d+\.\d{3})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
