using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;

namespace WinsockGen.Generator.Tests.Robustness;

/// <summary>
/// A project of one file that is replaced again and again. Driver, references and options stay, as they do in an editor; the few references
/// are those that emitted code needs.
/// </summary>
internal sealed class FuzzedProject
{
    private const string File = "User.cs";

    /// <summary>The files that every project gets: Embedded, WinsockBindings, SocketOptions, SocketOption, SocketIoctl, ControlMessage.</summary>
    private const int AttributeFiles = 6;

    private static readonly string[] References =
    [
        "System.Runtime", "System.Runtime.InteropServices", "System.Memory", "System.Collections", "System.Threading", "System.Threading.ThreadPool",
        "System.Net.Sockets", "System.Net.Primitives", "Microsoft.Win32.Primitives",
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [new BindingsRequestAnalyzer(), new OptionsRequestAnalyzer(), new UnusedNameAnalyzer(), new OwnMemberAnalyzer()];

    private readonly CSharpParseOptions _parseOptions = new(LanguageVersion.CSharp14);
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    private FuzzedProject(IEnumerable<MetadataReference> references)
    {
        _compilation = CSharpCompilation.Create(
            "Fuzzed", [Parse(string.Empty)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false));
        _driver = CSharpGeneratorDriver.Create([new WinsockGenerator().AsSourceGenerator()], parseOptions: _parseOptions);
        Output = _compilation;
    }

    /// <summary>The last source with what was generated for it.</summary>
    public Compilation Output { get; private set; }

    /// <summary>Files were generated for the last source.</summary>
    public bool HasBindings { get; private set; }

    private SyntaxTree Source => _compilation.SyntaxTrees[0];

    public static async Task<FuzzedProject> CreateAsync() => new((await TargetPlatform.Net10.GetReferencesAsync())
        .Where(reference => References.Contains(Path.GetFileNameWithoutExtension(reference.Display), StringComparer.OrdinalIgnoreCase)));

    /// <summary>Generates, and analyses the file as an editor does.</summary>
    /// <param name="source">What the file says now.</param>
    /// <param name="isBuild">Analyses as a build does: all files, and what is known at the end only.</param>
    /// <param name="cancellation">Ends what takes too long.</param>
    /// <returns>Exceptions of the generator and of analyzers; null when there were none.</returns>
    public async Task<string?> ReplaceAsync(string source, bool isBuild, CancellationToken cancellation)
    {
        _compilation = _compilation.ReplaceSyntaxTree(Source, Parse(source));
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _, cancellation);
        Output = output;
        var result = _driver.GetRunResult().Results[0];
        HasBindings = result.GeneratedSources.Length > AttributeFiles;
        if (result.Exception is not null)
        {
            return result.Exception.ToString();
        }

        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var analysis = Output.WithAnalyzers(Analyzers, options);
        try
        {
            await (isBuild ? analysis.GetAnalyzerDiagnosticsAsync(cancellation) : analysis.GetAnalyzerSemanticDiagnosticsAsync(Output.GetSemanticModel(Source), null, cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException && CompilerThrows(cancellation))
        {
            HasBindings = false;
        }

        return failures.Count == 0 ? null : string.Join('\n', failures);
    }

    /// <summary>The errors in generated files, where the user's own file has none; null where it has.</summary>
    public IReadOnlyList<Diagnostic>? ErrorsOfValidSource()
    {
        // What follows from the user's errors may stand anywhere.
        return _driver.GetRunResult().Diagnostics.Any(IsError) || Source.GetDiagnostics().Any(IsError) || Output.GetSemanticModel(Source).GetDiagnostics().Any(IsError)
            ? null
            : [.. Output.GetDiagnostics().Where(IsError)];

        static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
    }

    /// <summary>
    /// The compiler itself throws at this source, without a generator or an analyzer: C# 14's does at an attribute for the type (<c>[type: A]</c>)
    /// on an extension block. Such a source says nothing about what is tested here.
    /// </summary>
    private bool CompilerThrows(CancellationToken cancellation)
    {
        try
        {
            _compilation.GetDiagnostics(cancellation);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return true;
        }
    }

    private SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, _parseOptions, File);
}
