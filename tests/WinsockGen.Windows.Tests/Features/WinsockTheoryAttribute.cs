using Xunit;

namespace WinsockGen.Windows.Tests.Features;

/// <summary>A theory on the real Winsock, skipped where a probe finds that this Winsock lacks what it requires.</summary>
public sealed class WinsockTheoryAttribute : TheoryAttribute
{
    /// <summary>What the test needs.</summary>
    public WinsockFeature Requires { get; set; }

    /// <inheritdoc/>
    public override string? Skip => WinsockProbe.WhyMissing(Requires);
}
