using WinsockGen.Build.Windows;
using Xunit;

namespace WinsockGen.Package.Tests;

/// <summary>A theory that runs win-x64 programs: skipped where there is neither Windows nor a Wine.</summary>
public sealed class WindowsMachineTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip => WindowsMachine.WhyUnavailable();
}
