using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>What is emitted compiles without a word, wherever users are.</summary>
public sealed class OptionsCompilationTests
{
    private const string Everything =
        """
        using WinsockGen;

        namespace Acme.Socket
        {
            /// <summary>Every option.</summary>
            [SocketOptions]
            internal static partial class Options
            {
            }
        }
        """;

    public static TheoryData<string, LanguageVersion> PlatformsAndLanguages()
    {
        var data = new TheoryData<string, LanguageVersion>();
        foreach (var platform in TargetPlatform.All)
        {
            foreach (var language in new[]
            {
                LanguageVersion.CSharp7_3, LanguageVersion.CSharp9, LanguageVersion.CSharp10,
                LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.CSharp14,
            })
            {
                data.Add(platform.Name, language);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PlatformsAndLanguages))]
    public async Task Every_option_compiles_without_a_warning_and_without_unsafe_code(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language, allowUnsafe: false);

        Assert.NotEmpty(project.Bindings);
        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp14)]
    public async Task Every_option_compiles_beside_the_runtime_and_where_overflow_is_checked(LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(
            Everything + "\n#pragma warning disable CS1591\n" + RuntimeStandIn.Source, languageVersion: language, allowUnsafe: false, checkOverflow: true);

        Assert.Contains("Acme.Socket.Options.MessageSocket.g.cs", project.Bindings.Keys);
        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("internal partial class Options { }")]
    [InlineData("internal static class Options { }")]
    [InlineData("internal static partial class Options<T> { }")]
    [InlineData("internal static partial class Outer { [SocketOptions] internal static partial class Inner { } }", "")]
    public async Task A_class_that_can_hold_no_extensions_gets_none(string declaration, string attribute = "[SocketOptions] ")
    {
        var project = await UserProject.CreateAsync("using WinsockGen;\n" + attribute + declaration);

        Assert.Empty(project.Bindings);
    }

    [Theory]
    [InlineData("[SocketOptions(")]
    [InlineData("[SocketOptions(SocketOptionLevels.")]
    [InlineData("[SocketOptions(SocketOptionLevels.Nothing)]")]
    [InlineData("[SocketOptions(SocketOptionLevels.None)]")]
    [InlineData("[SocketOptions((SocketOptionLevels)0x40000000)]")]
    [InlineData("[SocketOptions(\"Tcp\")]")]
    public async Task An_attribute_that_asks_for_nothing_yet_gets_nothing(string attribute)
    {
        var project = await UserProject.CreateAsync("using WinsockGen;\n" + attribute + "\ninternal static partial class Options { }");

        Assert.Null(project.Result.Exception);
        Assert.Empty(project.Bindings);
    }
}
