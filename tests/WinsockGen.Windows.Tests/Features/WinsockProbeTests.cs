using Xunit;

namespace WinsockGen.Windows.Tests.Features;

public sealed class WinsockProbeTests
{
    [Fact]
    public void What_every_Winsock_has_is_never_missing() => Assert.Null(WinsockProbe.WhyMissing(WinsockFeature.None));

    [Theory]
    [MemberData(nameof(Features))]
    public void Every_feature_has_a_probe_that_answers_with_an_error_code_or_not_at_all(WinsockFeature feature)
    {
        if (WinsockProbe.WhyMissing(feature) is { } why)
            Assert.Matches(@"^this Winsock lacks \w+: \w+ \(\d+\)$", why);
    }

    public static TheoryData<WinsockFeature> Features() => [.. System.Enum.GetValues<WinsockFeature>()];
}
