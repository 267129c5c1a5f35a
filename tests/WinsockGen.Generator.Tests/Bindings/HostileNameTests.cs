using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>What users call their own never means something else in the emitted text.</summary>
public sealed class HostileNameTests
{
    private const string Everything = "namespace Acme { [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.All)] public static unsafe partial class Ws2 { } }";

    [Theory]
    [InlineData("net10.0", LanguageVersion.CSharp14)]
    [InlineData("net472", LanguageVersion.CSharp9)]
    [InlineData("net472 with System.Memory", LanguageVersion.CSharp12)]
    public async Task Types_of_the_user_may_have_every_name_that_the_emitted_text_takes_from_the_framework(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language);
        var names = FrameworkNames(project);
        Assert.Superset(new HashSet<string> { "System", "SafeHandle", "DllImportAttribute", "Marshal", "Guid" }, names.ToHashSet());

        var types = string.Concat(names.Append("_Sys").Append("_Interop").Append("_Net").Append("_Sockets").Select(Declare));
        project.Edit("Hostile.cs", $"namespace Acme {{ {types} public static unsafe partial class Ws2 {{ {types} }} }}");

        Assert.Empty(Errors(project));
    }

    [Fact]
    public async Task Types_outside_of_all_namespaces_may_have_these_names_too()
    {
        var project = await UserProject.CreateAsync(Everything);
        var types = string.Concat(FrameworkNames(project).Where(name => name is not ("System" or "Microsoft")).Select(Declare));

        project.Edit("Hostile.cs", types);

        Assert.Empty(Errors(project));
    }

    [Fact]
    public async Task Aliases_of_the_whole_project_may_have_these_names_too()
    {
        var project = await UserProject.CreateAsync(Everything);
        var aliases = string.Concat(FrameworkNames(project).Where(name => name is not ("System" or "Microsoft")).Select(name => $"global using {name} = Acme.Mine;\n"));

        project.Edit("Hostile.cs", aliases + "namespace Acme { public class Mine { } }");

        Assert.Empty(Errors(project));
    }

    [Fact]
    public async Task The_text_does_not_depend_on_what_a_project_uses_everywhere()
    {
        var project = await UserProject.CreateAsync(Everything);

        project.Edit("Usings.cs", "global using System; global using System.Net; global using System.Runtime.InteropServices; global using static System.Math;");

        Assert.Empty(Errors(project));
    }

    private static IEnumerable<Diagnostic> Errors(UserProject project) =>
        project.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Declare(string name)
    {
        var text = new StringBuilder($"public class {name} {{ }} ");
        foreach (var generic in new[] { "T", "T1, T2" })
        {
            text.Append($"public class {name}<{generic}> {{ }} ");
        }

        return text.ToString();
    }

    /// <summary>Names of the framework's types and namespaces in the generated files, as the compiler understands them.</summary>
    private static List<string> FrameworkNames(UserProject project)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<(string, SyntaxKind)>();
        foreach (var tree in project.Output.SyntaxTrees.Where(tree => tree.FilePath.Contains("Acme.Ws2", StringComparison.Ordinal)))
        {
            var model = project.Output.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
            {
                if (!seen.Add((name.Identifier.ValueText, name.Parent!.Kind())))
                {
                    continue;
                }

                var symbol = model.GetSymbolInfo(name).Symbol;
                symbol = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType : symbol;
                var isForeign = symbol is INamespaceSymbol { IsGlobalNamespace: false } || (symbol is INamedTypeSymbol && !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, project.Output.Assembly));
                if (isForeign && name.Identifier.ValueText is not ("nint" or "nuint" or "Acme"))
                {
                    names.Add(symbol!.Name);
                    names.Add(name.Identifier.ValueText);
                }
            }
        }

        return [.. names.Where(name => name is not ("_Sys" or "_Interop" or "_Compiler" or "_Versioning" or "_Net" or "_Sockets"))];
    }
}
