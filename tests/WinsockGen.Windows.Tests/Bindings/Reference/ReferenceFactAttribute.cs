using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Reference;

/// <summary>A test that compares with the C program, skipped where no compiler for it was found.</summary>
public sealed class ReferenceFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => WinsockProbe.WhyMissing(WinsockFeature.None) ?? ReferenceProgram.WhyMissing;
}
