using System;
using System.IO;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>
/// The answers of this Winsock are those in the documentation. With the environment variable <c>WINSOCKGEN_MEASURE_OPTIONS</c> set to a
/// folder they are written there, for <c>Options/Measured</c>.
/// </summary>
public sealed class MeasuredOptionTests
{
    [MeasuredFact]
    public void This_Winsock_has_the_options_that_were_measured()
    {
        var measured = MeasuredOptions.Measure();
        if (Environment.GetEnvironmentVariable("WINSOCKGEN_MEASURE_OPTIONS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, MeasuredOptions.Winsock + ".tsv"), measured);
            return;
        }

        Assert.Equal(MeasuredOptions.Known, measured);
    }

    /// <summary>A test that needs what was measured on this Winsock before, or a folder to write it to.</summary>
    public sealed class MeasuredFactAttribute : FactAttribute
    {
        /// <inheritdoc/>
        public override string? Skip => MeasuredOptions.Known is null && Environment.GetEnvironmentVariable("WINSOCKGEN_MEASURE_OPTIONS") is not { Length: > 0 }
            ? $"the options of {MeasuredOptions.Winsock} were not measured before"
            : null;
    }
}
