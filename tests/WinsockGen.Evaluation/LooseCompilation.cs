using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Analyzers;

namespace WinsockGen.Evaluation;

/// <summary>
/// All sources of a folder in one compilation against the running framework. What does not resolve (other packages,
/// other platforms) stays an error in the compilation: analyzers must cope with that in an editor as well.
/// </summary>
internal static class LooseCompilation
{
    /// <summary>What projects with implicit usings take for granted.</summary>
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + " global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Preview,
        DocumentationMode.None,
        preprocessorSymbols: ["NET", "NETCOREAPP", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public static ImmutableArray<SyntaxTree> Parse(string folder)
        =>
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), Options, path)),
            CSharpSyntaxTree.ParseText(ImplicitUsings, Options),
        ];

    public static CSharpCompilation Create(IEnumerable<SyntaxTree> trees)
        => CSharpCompilation.Create("Loose", trees, FrameworkReferences(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>Every analyzer of the package, found as the compiler finds them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers()
        =>
        [
            .. typeof(RuleIds).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];

    private static IEnumerable<MetadataReference> FrameworkReferences()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "Microsoft.Win32.Primitives.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
}
