using System.Collections.Generic;
using System.Linq;
using WinsockGen.Build.Benchmarks;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class ServerFiguresTests
{
    private static readonly ServerScenario Fair = new("Echo", "stream", 64, 64, 1000, 2, 0.95, 0.5, IsFair: true);

    [Fact]
    public void Lines_of_turns_are_read_and_others_are_not()
    {
        ServerTurn turn = Assert.Single(ServerTurn.Read(["Listening", "turn\tbcl\t1000.5\t73\t90\t0.5\t12.25\t64", "turn\tbcl"]));
        Assert.Equal(new ServerTurn("bcl", 1000.5, 73, 90, 0.5, 12.25, 64), turn);
    }

    [Fact]
    public void A_ratio_is_the_median_of_the_rounds_ratios()
    {
        // The machine was slow in the second round, for all of them.
        Figure figure = FigureOf([1000, 500, 1100], [1000, 400, 1000]);
        Assert.Contains("× 1.10", figure.Value, System.StringComparison.Ordinal);
        Assert.True(figure.IsWithin);
    }

    [Fact]
    public void Too_slow_is_not_within_the_budget() => Assert.False(FigureOf([900], [1000]).IsWithin);

    [Fact]
    public void Too_much_allocated_is_not_within_the_budget() => Assert.False(FigureOf([1000], [1000], bytes: 1).IsWithin);

    [Fact]
    public void Unfair_is_not_within_the_budget() => Assert.False(FigureOf([1000], [1000], fairness: 0.8).IsWithin);

    [Fact]
    public void A_client_that_got_nothing_is_not_within_the_budget() => Assert.False(FigureOf([1000], [1000], served: 63).IsWithin);

    [Fact]
    public void Answers_slower_than_twice_the_mean_are_not_within_the_budget() => Assert.False(FigureOf([1000], [1000], percentile: 129).IsWithin);

    [Fact]
    public void The_floor_is_compared_with_where_it_was_measured()
    {
        Assert.DoesNotContain("C ", FigureOf([1000], [1000]).Floor, System.StringComparison.Ordinal);
        ServerTurn[] turns = [Turn("ours-inline", 1000), Turn(ServerFigures.Bcl, 1000), Turn(ServerFigures.Floor, 2000)];
        Assert.Contains("C 2,000/s (ours × 0.50)", Assert.Single(ServerFigures.Of(Fair, turns)).Floor, System.StringComparison.Ordinal);
    }

    private static Figure FigureOf(double[] ours, double[] bcl, double bytes = 0, double fairness = 0.95, double percentile = 100, int served = 64)
    {
        IEnumerable<ServerTurn> turns = ours.Select(speed => new ServerTurn("ours-pool", speed, bytes, 90, fairness, percentile, served))
            .Concat(bcl.Select(speed => Turn(ServerFigures.Bcl, speed)));
        return Assert.Single(ServerFigures.Of(Fair, [.. turns]));
    }

    private static ServerTurn Turn(string server, double speed) => new(server, speed, 0, 100, 0.95, 100, 64);
}
