using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Evaluation;

// Runs every rule over folders of sources that were never meant to be compiled together, and prints what it finds:
// dotnet run --project tests/WinsockGen.Evaluation -- FOLDER...
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: WinsockGen.Evaluation FOLDER...");
    return 2;
}

var crashes = new ConcurrentQueue<string>();
foreach (string folder in args)
{
    var watch = Stopwatch.StartNew();
    int files = 0;
    var findings = new List<Diagnostic>();
    foreach ((CSharpCompilation compilation, ImmutableArray<SyntaxTree> own) in LooseCompilation.Projects(folder))
    {
        files += own.Length;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) => crashes.Enqueue($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var analysis = new CompilationWithAnalyzers(compilation, LooseCompilation.Analyzers(), options);
        foreach (SyntaxTree tree in own)
            findings.AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None));
    }

    Console.WriteLine($"# {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}: {files} files with sockets, {findings.Count} findings, {watch.Elapsed.TotalSeconds:F1} s");
    foreach (Diagnostic finding in findings.OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start))
    {
        FileLinePositionSpan place = finding.Location.GetLineSpan();
        Console.WriteLine($"{finding.Id}\t{Path.GetRelativePath(folder, place.Path)}:{place.StartLinePosition.Line + 1}\t{finding.GetMessage(null)}");
    }
}

foreach (string crash in crashes)
    Console.Error.WriteLine(crash);
return crashes.IsEmpty ? 0 : 1;
