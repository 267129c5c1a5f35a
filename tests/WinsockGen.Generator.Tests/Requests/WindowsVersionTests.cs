using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>A name that needs a later Windows than the project is said by the SDK's own CA1416, through the attribute that is emitted.</summary>
public sealed class WindowsVersionTests
{
    [Theory]
    [InlineData("windows10.0.19041", true)]
    [InlineData("windows10.0.20348", false)]
    public async Task A_call_of_what_a_later_Windows_brought_is_CA1416(string platform, bool isReported)
    {
        // The SDK writes this attribute for a project whose target is net10.0-windows10.0.x.
        var project = await UserProject.CreateAsync(
            $$"""
            [assembly: System.Runtime.Versioning.SupportedOSPlatform("{{platform}}")]
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = "ProcessSocketNotifications, send", Overloads = false)]
            internal static unsafe partial class Ws2 { }
            internal static unsafe class Program
            {
                static int Send() => Ws2.send(0, null, 0, 0);
                static uint Use() => Ws2.ProcessSocketNotifications(0, 0, null, 0, 0, null, null);
            }
            """);
        var analysis = project.Output.WithAnalyzers([PlatformAnalyzer()], new AnalyzerOptions([], new ProjectOptions()));

        var diagnostics = (await analysis.GetAnalyzerDiagnosticsAsync()).Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == "User.cs").ToArray();

        Assert.Empty(project.Complaints);
        Assert.Equal(isReported ? ["CA1416"] : [], diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(diagnostics, diagnostic => Assert.Contains("ProcessSocketNotifications", diagnostic.GetMessage(), StringComparison.Ordinal));
    }

    /// <summary>The analyzer of the SDK that runs this test.</summary>
    private static DiagnosticAnalyzer PlatformAnalyzer()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var path = Directory.EnumerateDirectories(Path.Combine(root, "sdk"))
            .Select(sdk => Path.Combine(sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers", "Microsoft.CodeAnalysis.NetAnalyzers.dll"))
            .Last(File.Exists);
        var type = Assembly.LoadFrom(path).GetType("Microsoft.NetCore.Analyzers.InteropServices.PlatformCompatibilityAnalyzer", throwOnError: true)!;
        return (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
    }

    private sealed class ProjectOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    /// <summary>What MSBuild tells analyzers about a project for .NET.</summary>
    private sealed class Properties : AnalyzerConfigOptions
    {
        private static readonly Dictionary<string, string> Values = new(StringComparer.OrdinalIgnoreCase)
        {
            ["build_property.TargetFramework"] = "net10.0",
            ["build_property.TargetFrameworkIdentifier"] = ".NETCoreApp",
            ["build_property.TargetFrameworkVersion"] = "v10.0",
        };

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => Values.TryGetValue(key, out value);
    }
}
