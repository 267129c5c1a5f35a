using WinsockGen.Build.Benchmarks;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class CoreFiguresTests
{
    [Theory]
    [InlineData("  send, at once              39.6  0.000", "send, at once", true)]
    [InlineData("  send, at once              41.0  0.000", "send, at once", false)]
    [InlineData("  receive, pended, 64 connections   149.9  0.000", "receive, pended, 64 connections", true)]
    [InlineData("  receive, pended, 64 connections   149.9  8.000", "receive, pended, 64 connections", false)]
    public void A_line_of_the_core_is_judged_by_what_it_measures(string line, string what, bool isWithin)
    {
        Figure figure = Assert.Single(CoreFigures.Read(["Core, 64,000 operations   ns/op   B/op", line, "done"]));
        Assert.Equal((what, isWithin), (figure.What, figure.IsWithin));
    }
}
