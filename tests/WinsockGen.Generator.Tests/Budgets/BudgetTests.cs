using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Benchmarks;
using WinsockGen.Generator.Floor;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Budgets;

/// <summary>The budgets that do not depend on what else the machine does; `build.cs bench generator` measures the others.</summary>
public sealed class BudgetTests
{
    private const int CharactersPerMember = 220;
    private const int Files = 12;
    private const long FirstRunBytes = 40 * 1024 * 1024;
    private const double EditFactor = 1.5;

    private const string Everything =
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.All)]
        internal static unsafe partial class Ws2;
        [SocketOptions]
        internal static partial class Options;
        """;

    [Theory]
    [InlineData("All")]
    [InlineData("Default")]
    public async Task A_member_takes_220_characters_on_average_at_most(string area)
    {
        var sources = (await RequestAsync(area)).GeneratedSources.Where(source => !IsAttribute(source)).ToList();

        var members = EmittedMembers.Count(sources.Select(source => source.SyntaxTree));

        Assert.InRange(members.Functions, 100, int.MaxValue);
        Assert.InRange((double)sources.Sum(source => source.SourceText.Length) / members.Total, 1, CharactersPerMember);
    }

    [Fact]
    public async Task Everything_fits_into_12_files() =>
        Assert.InRange((await RequestAsync("All")).GeneratedSources.Count(source => !IsAttribute(source)), 1, Files);

    [Fact]
    public async Task A_first_run_for_everything_allocates_40_MiB_at_most()
    {
        var compilation = (await UserProject.CreateAsync(Everything)).Source;
        var driver = DriverOf(new WinsockGenerator());
        var before = GC.GetAllocatedBytesForCurrentThread();

        driver.RunGeneratorsAndUpdateCompilation(compilation, out _, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, FirstRunBytes);
    }

    [Fact]
    public async Task An_unrelated_edit_allocates_half_more_than_the_floor_at_most()
    {
        var project = await UserProject.CreateAsync(Everything);
        var texts = project.Result.GeneratedSources
            .Where(source => !source.HintName.Contains("EmbeddedAttribute", StringComparison.Ordinal))
            .ToLookup(IsAttribute, source => KeyValuePair.Create(source.HintName, source.SourceText.ToString()));

        var floor = BytesOfAnEdit(new FloorGenerator([.. texts[true]], [.. texts[false]]), project.Source);
        var generator = BytesOfAnEdit(new WinsockGenerator(), project.Source);

        Assert.InRange(generator, 1, floor * EditFactor);
    }

    private static async Task<GeneratorRunResult> RequestAsync(string area) =>
        (await UserProject.CreateAsync($"using WinsockGen;\n[WinsockBindings(WinsockApi.{area})]\ninternal static unsafe partial class Ws2;")).Result;

    private static long BytesOfAnEdit(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        const int WarmUps = 5;
        const int Edits = 15;

        var driver = DriverOf(generator).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var bytes = new List<long>();
        var other = Parse("class Other { }");
        compilation = compilation.AddSyntaxTrees(other);
        for (var edit = 0; edit < WarmUps + Edits; edit++)
        {
            var edited = Parse($"class Other {{ int Number() => {edit}; }}");
            compilation = compilation.ReplaceSyntaxTree(other, edited);
            other = edited;
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out _, out _);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return bytes.Skip(WarmUps).Order().ElementAt(Edits / 2);

        SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, "Other.cs");
    }

    private static GeneratorDriver DriverOf(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose));

    private static bool IsAttribute(GeneratedSourceResult source) => source.HintName.StartsWith("WinsockGen.", StringComparison.Ordinal);
}
