using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace WinsockGen.Build.Benchmarks;

/// <summary>What open connections cost when there are so many of them.</summary>
/// <param name="Connections">How many are open and idle, each with a receive of zero bytes pending.</param>
/// <param name="BytesEach">What each takes of memory, managed and native.</param>
/// <param name="NanosecondsAlone">An operation on some busy connections that are alone.</param>
/// <param name="NanosecondsBeside">The same beside the idle ones.</param>
public sealed record GrowthRow(int Connections, double BytesEach, double NanosecondsAlone, double NanosecondsBeside)
{
    private const double BytesLimit = 600;
    private const double TimesLimit = 1.2;

    /// <summary>Reads the lines that tell of growth; others say nothing.</summary>
    public static IReadOnlyList<GrowthRow> Read(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Split('\t')).Where(cells => cells is ["growth", _, _, _, _]).Select(Of)];

    /// <summary>This row as a line of the table of figures.</summary>
    public Figure ToFigure()
    {
        var times = NanosecondsBeside / NanosecondsAlone;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{Connections:N0} idle connections"),
            string.Create(CultureInfo.InvariantCulture, $"{BytesEach:0} B each; {NanosecondsBeside:0} ns an operation beside them (× {times:0.00})"),
            string.Create(CultureInfo.InvariantCulture, $"{NanosecondsAlone:0} ns alone"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {BytesLimit} B, ≤ × {TimesLimit}"),
            BytesEach <= BytesLimit && times <= TimesLimit,
            "bench growth");
    }

    private static GrowthRow Of(string[] cells)
    {
        var numbers = cells[2..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
        return new(int.Parse(cells[1], CultureInfo.InvariantCulture), numbers[0], numbers[1], numbers[2]);
    }
}
