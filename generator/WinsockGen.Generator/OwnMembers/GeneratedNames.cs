using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>
/// Finds what names of generated bindings stand for. A generator does not see what it generates: to it <c>Ws2.LINGER</c> is an error. But it
/// sees the class <c>Ws2</c> and its <c>[WinsockBindings]</c>, and the catalog has the rest.
/// </summary>
internal sealed class GeneratedNames(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>Aliases may lead to aliases of other files; no sound source needs as many steps.</summary>
    private const int DeepestAlias = 8;

    private readonly WinsockCatalog _catalog = WinsockCatalog.Shared;

    /// <summary>The class of bindings and the struct in it that a type's name stands for.</summary>
    public GeneratedStruct? FindStruct(TypeSyntax type) => FindStruct(type, DeepestAlias);

    /// <summary>The struct of the catalog that a type is, where it can be seen: after generation.</summary>
    public static CatalogStruct? StructOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, ContainingType: { } outer } && IsBindings(outer) ? WinsockCatalog.Shared.Structs.Find(type.Name) : null;

    /// <summary>The value of the catalog's constant that an expression names; null where it names none.</summary>
    public CatalogConstant? FindConstant(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access when Bindings(access.Expression) is not null =>
            _catalog.Constants.Find(name.Identifier.ValueText),
        IdentifierNameSyntax name when _catalog.Constants.Find(name.Identifier.ValueText) is { } constant && InScope(name) is not null => constant,
        _ => null,
    };

    private static bool IsBindings(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => WinsockBindingsAttribute.Is(attribute.AttributeClass));

    private GeneratedStruct? FindStruct(TypeSyntax type, int steps)
    {
        switch (type)
        {
            case QualifiedNameSyntax { Right: IdentifierNameSyntax right } qualified:
                return Bindings(qualified.Left) is { } left ? Member(left, right.Identifier.ValueText) : null;
            case IdentifierNameSyntax name:
                return InScope(name) is { } bindings && Member(bindings, name.Identifier.ValueText) is { } member ? member : FindByAlias(name, steps);
            default:
                return null;
        }
    }

    private GeneratedStruct? Member(INamedTypeSymbol bindings, string name) =>
        _catalog.Structs.Find(name) is { } row
            ? new(bindings.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + Identifier.Escape(name), row)
            : null;

    /// <summary>The class of bindings that stands left of a dot.</summary>
    private INamedTypeSymbol? Bindings(SyntaxNode left) =>
        model.GetSymbolInfo(left, cancellation).Symbol is INamedTypeSymbol type && IsBindings(type) ? type : null;

    /// <summary>The class of bindings that a simple name is a member of: a class around it, or one that is used statically.</summary>
    private INamedTypeSymbol? InScope(IdentifierNameSyntax name)
    {
        for (var node = name.FirstAncestorOrSelf<TypeDeclarationSyntax>(); node is not null; node = node.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(node, cancellation) is { } around && IsBindings(around))
            {
                return around;
            }
        }

        foreach (var scope in model.GetImportScopes(name.SpanStart, cancellation))
        {
            foreach (var import in scope.Imports)
            {
                if (import.NamespaceOrType is INamedTypeSymbol type && IsBindings(type))
                {
                    return type;
                }
            }
        }

        return null;
    }

    private GeneratedStruct? FindByAlias(IdentifierNameSyntax name, int steps)
    {
        foreach (var target in AliasTargets(name))
        {
            if (steps > 0 && In(target).FindStruct(target, steps - 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private IEnumerable<TypeSyntax> AliasTargets(IdentifierNameSyntax name) =>
        from scope in model.GetImportScopes(name.SpanStart, cancellation)
        from alias in scope.Aliases
        where alias.Name == name.Identifier.ValueText
        from declaration in alias.DeclaringSyntaxReferences
        let target = (declaration.GetSyntax(cancellation) as UsingDirectiveSyntax)?.NamespaceOrType
        where target is not null
        select target;

    /// <summary>The names of another file are looked up there: a global using.</summary>
    private GeneratedNames In(SyntaxNode node)
    {
        // RS1030 wants the model of an action, which knows one file only.
#pragma warning disable RS1030
        return node.SyntaxTree == model.SyntaxTree ? this : new(model.Compilation.GetSemanticModel(node.SyntaxTree), cancellation);
#pragma warning restore RS1030
    }
}
