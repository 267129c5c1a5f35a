using WinsockGen.Build.Windows;
using Xunit;

namespace WinsockGen.Package.Tests;

/// <summary>A test that runs win-x64 programs: skipped where there is neither Windows nor a Wine.</summary>
public sealed class WindowsMachineFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => WindowsMachine.WhyUnavailable();
}
