using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Bindings;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Finds members of the user's that are generated a second time (WSG0010). The generator says it: the compiler stops at its own
/// error, which stands in the generated file, before any analyzer runs.
/// </summary>
internal static class MemberClash
{
    public static void Report(ClashCheck check, SourceProductionContext output)
    {
        var (catalog, request) = (WinsockCatalog.Shared, check.Class.Request);
        var expansion = new RequestExpansion(request);
        var generated = expansion.Closure(expansion.Roots);
        generated.UnionWith(OverloadSupport.Names);
        var suspects = check.Class.OwnMembers.Where(member => generated.Contains(member.Name)).ToArray();
        if (suspects.Length == 0)
        {
            return;
        }

        var members = new Dictionary<string, List<string?>>();
        new BindingsEmitter(request, new EmissionContext(catalog, BindingsSelector.Select(catalog, request), check.Capabilities)).Emit(
            (_, text) => Collect(CSharpSyntaxTree.ParseText(text, cancellationToken: output.CancellationToken).GetRoot(output.CancellationToken), members),
            output.CancellationToken);
        foreach (var suspect in suspects)
        {
            if (members.TryGetValue(suspect.Name, out var signatures) && signatures.Any(signature => IsSame(suspect, signature)))
            {
                output.ReportDiagnostic(Diagnostic.Create(
                    RequestRules.MemberClash, suspect.Place.ToLocation(), suspect.Name, request.Target.Name, Advice(suspect, expansion)));
            }
        }
    }

    /// <summary>A method is the same only as a method with the same types; anything else is the same by its name.</summary>
    private static bool IsSame(OwnMember own, string? signature) => own.Parameters is null || signature is null || own.Parameters == signature;

    private static string Advice(OwnMember own, RequestExpansion expansion)
    {
        var change = own.IsClass ? "a class can have no member of its own name; rename it" : "rename or remove this one";
        var isLeftOut = expansion.IsRequested(own.Name) && !expansion.Closure(expansion.Roots.Where(name => name != own.Name)).Contains(own.Name);
        return isLeftOut ? $"{change}, or add '{own.Name}' to Exclude" : change;
    }

    /// <summary>The members of the innermost class, which alone holds something else than a class.</summary>
    private static void Collect(SyntaxNode root, Dictionary<string, List<string?>> members)
    {
        var @class = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>()
            .First(type => !(type.Members.Count == 1 && type.Members[0] is TypeDeclarationSyntax inner && inner.Modifiers.Any(SyntaxKind.PartialKeyword)));
        foreach (var member in @class.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax method:
                    Add(method.Identifier, ParameterTypes.Of(method.ParameterList));
                    break;
                case BaseFieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                    {
                        Add(variable.Identifier, null);
                    }

                    break;
                case PropertyDeclarationSyntax property:
                    Add(property.Identifier, null);
                    break;
                case BaseTypeDeclarationSyntax type:
                    Add(type.Identifier, null);
                    break;
            }
        }

        void Add(SyntaxToken name, string? signature)
        {
            if (!members.TryGetValue(name.ValueText, out var signatures))
            {
                members.Add(name.ValueText, signatures = []);
            }

            signatures.Add(signature);
        }
    }
}
