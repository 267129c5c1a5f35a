using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace WinsockGen.Build.Benchmarks;

/// <summary>
/// Makes figures of turns. The turns of the servers alternate, so each of ours is compared with the one of System.Net.Sockets in its own round, and
/// the figure is the median of these ratios.
/// </summary>
public static class ServerFigures
{
    public const string Bcl = "bcl";
    public const string Floor = "c";

    private static readonly (string Server, string Mode)[] Ours = [("ours-pool", "thread pool"), ("ours-inline", "inline")];

    public static IEnumerable<Figure> Of(ServerScenario scenario, IReadOnlyList<ServerTurn> turns)
    {
        var byServer = turns.ToLookup(turn => turn.Server);
        return Ours.Where(ours => byServer.Contains(ours.Server)).Select(ours => Of(scenario, ours.Mode, [.. byServer[ours.Server]], [.. byServer[Bcl]], [.. byServer[Floor]]));
    }

    private static Figure Of(ServerScenario scenario, string mode, ServerTurn[] ours, ServerTurn[] bcl, ServerTurn[] floor)
    {
        var perSecond = Median(ours, turn => turn.PerSecond);
        var speed = Ratio(ours, bcl, turn => turn.PerSecond);
        var processor = Ratio(ours, bcl, turn => turn.Microseconds);
        var bytes = Median(ours, turn => turn.AllocatedBytes);
        var value = Text($"{perSecond:N0}/s (× {speed:0.00}), {bytes:0.0} B, processor time × {processor:0.00}");
        var budget = Text($"≥ × {scenario.Speed}, ≤ {Math.Floor(scenario.AllocatedBytes)} B");
        var isWithin = speed >= scenario.Speed && bytes <= scenario.AllocatedBytes;
        if (scenario.ProcessorTime is { } limit)
        {
            budget += Text($", ≤ × {limit}");
            isWithin &= processor <= limit;
        }

        var comparison = Text($"{Median(bcl, turn => turn.PerSecond):N0}/s, {Median(bcl, turn => turn.AllocatedBytes):0.0} B");
        if (floor.Length != 0)
            comparison += Text($"; C {Median(floor, turn => turn.PerSecond):N0}/s (ours × {Ratio(ours, floor, turn => turn.PerSecond):0.00})");
        if (scenario.IsFair)
        {
            // By Little's law the mean is connections ÷ throughput.
            var slowest = 2000 * scenario.Connections / perSecond;
            var (fairness, percentile) = (Median(ours, turn => turn.Fairness), Median(ours, turn => turn.Percentile99));
            value += Text($", fairness {fairness:0.00}, p99 {percentile:0} ms, {ours.Min(turn => turn.Served)} served");
            budget += Text($", fairness ≥ 0.9, p99 ≤ {slowest:0} ms");
            isWithin &= fairness >= 0.9 && percentile <= slowest && ours.All(turn => turn.Served == scenario.Connections);
            comparison += Text($"; fairness {Median(bcl, turn => turn.Fairness):0.00}, p99 {Median(bcl, turn => turn.Percentile99):0} ms");
        }

        return new($"{scenario.Name}, {mode}", value, comparison, budget, isWithin, "bench runtime");
    }

    /// <summary>The median of the rounds' ratios.</summary>
    private static double Ratio(ServerTurn[] ours, ServerTurn[] others, Func<ServerTurn, double> figure) =>
        Median(ours.Zip(others, (our, other) => figure(our) / figure(other)));

    private static double Median(IEnumerable<ServerTurn> turns, Func<ServerTurn, double> figure) => Median(turns.Select(figure));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
