using Xunit;

namespace WinsockGen.Windows.Tests.Features;

/// <summary>A test on the real Winsock, skipped where a probe finds that this Winsock lacks what it requires.</summary>
public sealed class WinsockFactAttribute : FactAttribute
{
    /// <summary>What the test needs.</summary>
    public WinsockFeature Requires { get; set; }

    /// <inheritdoc/>
    public override string? Skip => WinsockProbe.WhyMissing(Requires);
}
