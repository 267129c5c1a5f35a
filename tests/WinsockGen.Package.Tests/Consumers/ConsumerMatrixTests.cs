using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Package.Tests.Consumers;

[Collection(PackageCollection.Name)]
public sealed class ConsumerMatrixTests(ConsumerBuild consumers) : IClassFixture<ConsumerBuild>
{
    private const string Plain = "Plain";
    private const string WithSystemMemory = "WithSystemMemory";

    [Theory]
    [MemberData(nameof(Compiled))]
    public void Everything_compiles_without_a_warning(string project, string framework, int language)
    {
        Assert.Equal("", string.Join('\n', consumers.Diagnostics(project, framework, language)));
        Assert.True(File.Exists(consumers.Assembly(project, framework, language)));
    }

    [WindowsMachineTheory]
    [MemberData(nameof(Run))]
    public async Task What_was_emitted_talks_to_the_real_Winsock(string project, string framework, int language)
    {
        var result = await consumers.RunAsync(consumers.Assembly(project, framework, language));

        Assert.True(result.Succeeded, $"The program {result.Outcome}:\n{result.Output}");
        Assert.Equal("consumed", result.LastLine);
    }

    [Theory]
    [InlineData("roslyn4.13")]
    [InlineData("roslyn3.11")]
    public async Task A_compiler_that_is_too_old_is_named_in_an_error(string compiler)
    {
        var result = await consumers.BuildAsync(Plain, "net10.0", $"CompilerApiVersion={compiler}");

        Assert.False(result.Succeeded);
        Assert.Contains("error WSG0100: WinsockGen needs the C# compiler 4.14 or later", result.Output);
    }

    [Fact]
    public async Task The_oldest_compiler_that_can_load_the_generator_is_accepted()
    {
        var result = await consumers.BuildAsync(Plain, "net10.0", "CompilerApiVersion=roslyn4.14");

        Assert.True(result.Succeeded, result.Output);
    }

    public static TheoryData<string, string, int> Compiled()
    {
        var pairs = new TheoryData<string, string, int>();
        foreach (var language in new[] { 9, 10, 11, 12, 13, 14 })
        {
            foreach (var framework in new[] { "net10.0", "net8.0", "netstandard2.0", "net472" })
                pairs.Add(Plain, framework, language);
        }

        foreach (var language in new[] { 9, 14 })
        {
            foreach (var framework in new[] { "netstandard2.0", "net472" })
                pairs.Add(WithSystemMemory, framework, language);
        }

        return pairs;
    }

    // netstandard2.0 makes libraries, which do not run.
    public static TheoryData<string, string, int> Run()
    {
        var pairs = new TheoryData<string, string, int>();
        foreach (var language in new[] { 9, 14 })
        {
            foreach (var framework in new[] { "net10.0", "net8.0", "net472" })
                pairs.Add(Plain, framework, language);
            pairs.Add(WithSystemMemory, "net472", language);
        }

        return pairs;
    }
}
