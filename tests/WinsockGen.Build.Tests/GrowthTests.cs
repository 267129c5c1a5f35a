using System;
using System.Xml.Linq;
using WinsockGen.Build.Benchmarks;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class GrowthTests
{
    private static readonly string[] Lines = ["growth\t1000\t550.5\t100\t101", "growth\t1000000\t620\t100\t110", "done"];

    [Fact]
    public void Rows_are_judged_by_their_bytes() => Assert.Collection(GrowthRow.Read(Lines), row => Assert.True(row.ToFigure().IsWithin), row => Assert.False(row.ToFigure().IsWithin));

    [Fact]
    public void Rows_are_judged_by_what_idle_connections_cost_the_busy_ones() => Assert.False(new GrowthRow(1000, 500, 100, 121).ToFigure().IsWithin);

    [Fact]
    public void The_plot_has_a_point_for_each_figure()
    {
        XDocument plot = XDocument.Parse(GrowthPlot.Draw(GrowthRow.Read(Lines)));
        Assert.Equal(6, System.Linq.Enumerable.Count(plot.Descendants("{http://www.w3.org/2000/svg}circle")));
    }

    [Fact]
    public void Nothing_cannot_be_drawn() => Assert.Throws<ArgumentException>(() => GrowthPlot.Draw([]));
}
