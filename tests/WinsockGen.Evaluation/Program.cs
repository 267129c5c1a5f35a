using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
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

int failures = 0;
foreach (string folder in args)
{
    var watch = Stopwatch.StartNew();
    ImmutableArray<SyntaxTree> trees = LooseCompilation.Parse(folder);
    CSharpCompilation compilation = LooseCompilation.Create(trees);
    ImmutableArray<DiagnosticAnalyzer> analyzers = LooseCompilation.Analyzers();
    ImmutableArray<Diagnostic> findings = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();

    Console.WriteLine($"# {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}: {trees.Length} files, {findings.Length} findings, {watch.Elapsed.TotalSeconds:F1} s");
    foreach (Diagnostic finding in findings.OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start))
    {
        FileLinePositionSpan place = finding.Location.GetLineSpan();
        Console.WriteLine($"{finding.Id}\t{Path.GetRelativePath(folder, place.Path)}:{place.StartLinePosition.Line + 1}\t{finding.GetMessage(null)}");
        failures += finding.Id == "AD0001" ? 1 : 0;
    }
}

return failures == 0 ? 0 : 1;
