using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>Names that only some Windows has: one kind of process (WSG0011), later versions (CA1416, by the attribute that is emitted).</summary>
public sealed class PlatformRequestTests
{
    [Theory]
    [InlineData(Platform.X86, "x86")]
    [InlineData(Platform.Arm, "arm")]
    [InlineData(Platform.AnyCpu32BitPreferred, "32 bits by preference")]
    public async Task A_function_that_32_bit_Windows_lacks_is_a_warning_at_the_word(Platform platform, string name)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(platform, "send, WSCGetProviderPath32"));

        Assert.Equal(("WSG0011", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal($"Only 64-bit Windows has 'WSCGetProviderPath32', and this project is built for {name}", diagnostic.GetMessage());
        Assert.Equal("WSCGetProviderPath32", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [InlineData(Platform.X64, "x64")]
    [InlineData(Platform.Arm64, "arm64")]
    public async Task A_function_that_64_bit_Windows_lacks_is_a_warning_too(Platform platform, string name)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(platform, "send, WSCInstallProviderAndChains"));

        Assert.Equal($"Only 32-bit Windows has 'WSCInstallProviderAndChains', and this project is built for {name}", diagnostic.GetMessage());
    }

    [Theory]
    [InlineData(Platform.X86, "WSCInstallProviderAndChains")]
    [InlineData(Platform.AnyCpu, "WSCInstallProviderAndChains")]
    [InlineData(Platform.X64, "WSCGetProviderPath32")]
    [InlineData(Platform.Arm64, "WSCGetProviderPath32")]
    [InlineData(Platform.AnyCpu, "WSCGetProviderPath32")]
    [InlineData(Platform.X86, "send")]
    [InlineData(Platform.X86, "WSC*")] // A pattern asks for what there is.
    public async Task Other_platforms_and_names_are_not(Platform platform, string include) => Assert.Empty(await AnalyzeAsync(platform, include));

    private static async Task<Diagnostic[]> AnalyzeAsync(Platform platform, string include)
    {
        var project = await UserProject.CreateAsync(
            $$"""
            using WinsockGen;
            [WinsockBindings(WinsockApi.None, Include = "{{include}}")]
            internal static unsafe partial class Ws2 { }
            """);
        project.Reconfigure(compilation => compilation.WithOptions(compilation.Options.WithPlatform(platform)));
        return [.. (await project.AnalyzeAsync()).Where(diagnostic => diagnostic.Id == "WSG0011")];
    }
}
