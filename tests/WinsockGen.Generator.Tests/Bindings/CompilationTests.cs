using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>What is emitted compiles without a word, wherever users are.</summary>
public sealed class CompilationTests
{
    private const string Everything =
        """
        using WinsockGen;

        namespace Acme
        {
            /// <summary>All of Winsock.</summary>
            [WinsockBindings(WinsockApi.All)]
            public static unsafe partial class Ws2
            {
            }
        }
        """;

    public static TheoryData<string, LanguageVersion> PlatformsAndLanguages()
    {
        var data = new TheoryData<string, LanguageVersion>();
        foreach (var platform in TargetPlatform.All)
        {
            // The floor, both sides of inline arrays, and the latest; the packed package is built with every version between.
            foreach (var language in new[] { LanguageVersion.CSharp9, LanguageVersion.CSharp11, LanguageVersion.CSharp12, LanguageVersion.CSharp14 })
            {
                data.Add(platform.Name, language);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PlatformsAndLanguages))]
    public async Task Everything_compiles_without_a_warning(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language);

        Assert.Empty(project.Complaints);
        Assert.NotEmpty(project.Bindings);
    }

    [Fact]
    public async Task Everything_compiles_where_overflow_is_checked()
    {
        var project = await UserProject.CreateAsync(Everything, checkOverflow: true);

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task Everything_takes_at_most_twelve_files()
    {
        var project = await UserProject.CreateAsync(Everything);

        Assert.InRange(project.Bindings.Count, 1, 12);
    }
}
