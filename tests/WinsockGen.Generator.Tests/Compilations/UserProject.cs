using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Generator.Requests;
using Xunit;

namespace WinsockGen.Generator.Tests.Compilations;

/// <summary>A user's project in memory, and what the generator makes of it.</summary>
public sealed class UserProject
{
    private static readonly GeneratorDriverOptions TrackSteps = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private static readonly Regex NameHash = new(@"\.[0-9a-f]{8}(?=\.\w+\.g\.cs$)");

    private readonly CSharpParseOptions _parseOptions;

    private UserProject(CSharpCompilation compilation, CSharpParseOptions parseOptions)
    {
        Source = compilation;
        _parseOptions = parseOptions;
        Driver = CSharpGeneratorDriver.Create([new WinsockGenerator().AsSourceGenerator()], parseOptions: parseOptions, driverOptions: TrackSteps);
        Run();
    }

    /// <summary>The compilation without generated code.</summary>
    public CSharpCompilation Source { get; private set; }

    /// <summary>The compilation with generated code.</summary>
    public Compilation Output { get; private set; } = null!;

    public GeneratorDriver Driver { get; private set; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The files that belong to requests, by hint name without the hash of the class's name.</summary>
    public IReadOnlyDictionary<string, string> Bindings => Result.GeneratedSources
        .Where(source => !source.HintName.EndsWith("Attribute.g.cs", StringComparison.Ordinal) && !source.HintName.EndsWith("Attribute.cs", StringComparison.Ordinal))
        .ToDictionary(source => NameHash.Replace(source.HintName, string.Empty), source => source.SourceText.ToString());

    /// <summary>What the compiler and the generator complain about, hidden notes left out.</summary>
    public IReadOnlyList<Diagnostic> Complaints =>
        [.. Output.GetDiagnostics().Concat(Result.Diagnostics).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];

    public static async Task<UserProject> CreateAsync(
        string source,
        TargetPlatform? platform = null,
        LanguageVersion languageVersion = LanguageVersion.CSharp14,
        bool allowUnsafe = true,
        bool checkOverflow = false)
    {
        var parseOptions = new CSharpParseOptions(languageVersion, DocumentationMode.Diagnose);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: allowUnsafe,
            checkOverflow: checkOverflow,
            warningLevel: 9999,
            nullableContextOptions: languageVersion >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        var compilation = CSharpCompilation.Create(
            "User",
            [CSharpSyntaxTree.ParseText(source, parseOptions, "User.cs")],
            await (platform ?? TargetPlatform.Net10).GetReferencesAsync(),
            options);
        return new UserProject(compilation, parseOptions);
    }

    /// <summary>Replaces one source, as an edit does, and runs the generator again.</summary>
    public void Edit(string path, string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, _parseOptions, path);
        Source = Source.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == path) is { } old
            ? Source.ReplaceSyntaxTree(old, tree)
            : Source.AddSyntaxTrees(tree);
        Run();
    }

    /// <summary>Changes the project itself, and runs the generator again.</summary>
    public void Reconfigure(Func<CSharpCompilation, CSharpCompilation> change)
    {
        Source = change(Source);
        Run();
    }

    /// <summary>What the analyzers of requests say; those named, or all that speak of a request by itself.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(params ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        analyzers = analyzers.IsEmpty ? [new BindingsRequestAnalyzer(), new OptionsRequestAnalyzer()] : analyzers;
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => failures.Add(exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var diagnostics = await Output.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
        return failures.Count == 0 ? diagnostics : throw new AggregateException(failures);
    }

    /// <summary>Compiles the project for real and loads it into this process.</summary>
    public Assembly Load() => Load(Output);

    /// <summary>The same for a compilation that a test has changed.</summary>
    public static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("User", isCollectible: true).LoadFromStream(image);
    }

    private void Run()
    {
        Driver = Driver.RunGeneratorsAndUpdateCompilation(Source, out var output, out _);
        Output = output;
    }
}
