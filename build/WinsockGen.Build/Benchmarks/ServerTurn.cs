using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace WinsockGen.Build.Benchmarks;

/// <summary>What one server did in one turn, as the clients saw it.</summary>
/// <param name="Server">Which implementation.</param>
/// <param name="PerSecond">Messages, connections or files.</param>
/// <param name="AllocatedBytes">Managed memory for each.</param>
/// <param name="Microseconds">Processor time for each, the Wine server's included.</param>
/// <param name="Fairness">What the client that got least has got, for one that the other has got that got most.</param>
/// <param name="Percentile99">What 99 of 100 answers took at most, in milliseconds.</param>
/// <param name="Served">How many clients got anything.</param>
public sealed record ServerTurn(string Server, double PerSecond, double AllocatedBytes, double Microseconds, double Fairness, double Percentile99, int Served)
{
    /// <summary>Reads the lines that tell of turns; others say nothing.</summary>
    public static IReadOnlyList<ServerTurn> Read(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Split('\t')).Where(cells => cells is ["turn", _, _, _, _, _, _, _]).Select(Of)];

    private static ServerTurn Of(string[] cells)
    {
        var numbers = cells[2..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
        return new(cells[1], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], (int)numbers[5]);
    }
}
