using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Bindings;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>A name that code uses, that the compiler does not find, and that a class of bindings would have if it asked for it.</summary>
internal sealed class MissingName
{
    /// <summary>In front of an extension function's name: the property that tells whether the provider has it.</summary>
    private const string Presence = "Has";

    private MissingName(string name, AppliedBindings bindings) => (Name, Bindings) = (name, bindings);

    public string Name { get; }

    public AppliedBindings Bindings { get; }

    /// <summary>The classes that could have the name at a place where it is missing.</summary>
    public static IEnumerable<MissingName> At(SyntaxNode root, int position, SemanticModel model, CancellationToken cancellation)
    {
        if (root.FindToken(position).Parent is not SimpleNameSyntax name)
        {
            yield break;
        }

        var text = name.Identifier.ValueText;
        var qualifier = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left,
            _ => null,
        };
        if (qualifier is not null && TableType(qualifier, model, cancellation) is { } table)
        {
            var function = !CatalogNames.IsExtension(text) && text.StartsWith(Presence, System.StringComparison.Ordinal) ? text.Substring(Presence.Length) : text;
            if (CatalogNames.IsExtension(function) && In(table.ContainingType, function, model, cancellation) is { } missing)
            {
                yield return missing;
            }
        }
        else if (CatalogNames.IsMember(text))
        {
            var classes = qualifier is null ? ClassesInScope(name, model, cancellation)
                : model.GetSymbolInfo(qualifier, cancellation).Symbol is INamedTypeSymbol type ? [type] : [];
            foreach (var @class in classes.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
            {
                if (In(@class, text, model, cancellation) is { } missing)
                {
                    yield return missing;
                }
            }
        }
    }

    private static MissingName? In(INamedTypeSymbol @class, string name, SemanticModel model, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(@class.ContainingAssembly, model.Compilation.Assembly)
        && AppliedBindings.Of(@class, model.Compilation, cancellation) is { HasErrors: false, Request.Target.CanBeExtended: true } bindings
            ? new(name, bindings)
            : null;

    /// <summary>The table of extension functions that an expression is, or is of.</summary>
    private static INamedTypeSymbol? TableType(ExpressionSyntax qualifier, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(qualifier, cancellation).Type is INamedTypeSymbol { Name: ExtensionTableEmitter.TypeName, ContainingType: { } outer } type
        && outer.GetAttributes().Any(attribute => WinsockBindingsAttribute.Is(attribute.AttributeClass))
            ? type
            : null;

    /// <summary>The classes whose members need no qualifier: those around the place, and those of <c>using static</c>.</summary>
    private static IEnumerable<INamedTypeSymbol> ClassesInScope(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        for (var type = model.GetEnclosingSymbol(place.SpanStart, cancellation); type is not null; type = type.ContainingSymbol)
        {
            if (type is INamedTypeSymbol around)
            {
                yield return around;
            }
        }

        foreach (var import in model.GetImportScopes(place.SpanStart, cancellation).SelectMany(scope => scope.Imports))
        {
            if (import.NamespaceOrType is INamedTypeSymbol type)
            {
                yield return type;
            }
        }
    }
}
