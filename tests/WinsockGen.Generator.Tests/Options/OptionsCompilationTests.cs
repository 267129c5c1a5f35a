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
                LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.CSharp14,
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
}
