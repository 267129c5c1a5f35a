using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    private static readonly string[] SocketWords = ["Socket", "NetworkStream", "SslStream", "TcpClient", "UdpClient", "ws2_32", "wsock32", "mswsock"];

    private static readonly ImmutableArray<MetadataReference> FrameworkReferences = LoadFramework();

    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Preview,
        DocumentationMode.None,
        preprocessorSymbols: ["NET", "NETCOREAPP", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    /// <summary>
    /// One compilation for each project folder below <paramref name="folder"/>: its own files, and those of the other
    /// projects that do not declare the same types again for another platform. Only what mentions sockets is named for
    /// analysis, and projects without any are left out.
    /// </summary>
    public static IEnumerable<(CSharpCompilation Compilation, ImmutableArray<SyntaxTree> Own)> Projects(string folder)
    {
        string[] roots = [.. Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetDirectoryName(path)!).Distinct()];
        ILookup<string, SyntaxTree> projects = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), Options, path))
            .ToLookup(tree => roots.Where(root => tree.FilePath.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)).MaxBy(root => root.Length) ?? folder);
        foreach (IGrouping<string, SyntaxTree> project in projects.Where(project => project.Any(MentionsSockets)))
        {
            var trees = new List<SyntaxTree>(project) { CSharpSyntaxTree.ParseText(ImplicitUsings, Options) };
            var declared = project.SelectMany(DeclaredTypes).ToHashSet(StringComparer.Ordinal);
            foreach (SyntaxTree other in projects.Where(other => other.Key != project.Key).SelectMany(other => other))
            {
                string[] types = [.. DeclaredTypes(other)];
                if (declared.Overlaps(types))
                    continue;
                declared.UnionWith(types);
                trees.Add(other);
            }

            yield return (Create(trees), [.. project.Where(MentionsSockets)]);
        }
    }

    private static bool MentionsSockets(SyntaxTree tree)
    {
        string text = tree.ToString();
        return SocketWords.Any(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static IEnumerable<string> DeclaredTypes(SyntaxTree tree)
        => tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Select(type => type.Identifier.ValueText);

    private static CSharpCompilation Create(IEnumerable<SyntaxTree> trees)
        => CSharpCompilation.Create("Loose", trees, FrameworkReferences, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>Every analyzer of the package, found as the compiler finds them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers()
        =>
        [
            .. typeof(RuleIds).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];

    private static ImmutableArray<MetadataReference> LoadFramework()
        =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                    || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "Microsoft.Win32.Primitives.dll")
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
}
