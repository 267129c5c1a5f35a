using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Analyzers.Inference;

/// <summary>The code in which everything that concerns a symbol is looked for.</summary>
internal static class SymbolScope
{
    /// <summary>
    /// For a local, a parameter or a local function the member that declares it; for a field, a property or a method
    /// every part of its type. Empty for symbols without source.
    /// </summary>
    public static IEnumerable<SyntaxNode> Of(ISymbol symbol)
    {
        ISymbol declared = symbol is ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
            ? symbol
            : symbol.ContainingType;
        foreach (SyntaxReference reference in declared.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax();
            yield return declared is INamedTypeSymbol ? node : EnclosingMember(node);
        }
    }

    private static SyntaxNode EnclosingMember(SyntaxNode node)
    {
        for (SyntaxNode? ancestor = node; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor is CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax))
                return ancestor;
        }

        return node;
    }
}
