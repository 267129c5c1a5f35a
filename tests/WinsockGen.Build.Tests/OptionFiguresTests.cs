using WinsockGen.Build.Benchmarks;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class OptionFiguresTests
{
    [Fact]
    public void Lines_of_figures_are_read_and_others_are_not()
    {
        var figures = OptionFigures.Read(
        [
            "Options, best of 2000 rounds of 50 calls each, by turns        ns/op      BCL   ratio   B/op   BCL",
            "  TcpNoDelay against NoDelay, get                                     812      900    0.90    0.0   0.0",
            "  TcpNoDelay against NoDelay, set                                    1800      900    2.00   24.0   0.0   MISSED\r",
            "done",
        ]);

        Assert.Equal(
            [
                new("TcpNoDelay against NoDelay, get", "812 ns (× 0.90), 0.0 B", "900 ns, 0.0 B", "≤ the BCL's × 1.1, 0 B", IsWithin: true, "bench options"),
                new("TcpNoDelay against NoDelay, set", "1800 ns (× 2.00), 24.0 B", "900 ns, 0.0 B", "≤ the BCL's × 1.1, 0 B", IsWithin: false, "bench options"),
            ],
            figures);
    }
}
