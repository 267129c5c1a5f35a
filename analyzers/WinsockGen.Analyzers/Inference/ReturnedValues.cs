using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Analyzers.Inference;

/// <summary>The expressions that a declaration returns, without those of functions nested in it.</summary>
internal static class ReturnedValues
{
    public static IEnumerable<ExpressionSyntax> Of(SyntaxNode declaration)
    {
        if (declaration is ArrowExpressionClauseSyntax arrow)
            return [arrow.Expression];
        ArrowExpressionClauseSyntax? body = declaration switch
        {
            BaseMethodDeclarationSyntax method => method.ExpressionBody,
            LocalFunctionStatementSyntax function => function.ExpressionBody,
            AccessorDeclarationSyntax accessor => accessor.ExpressionBody,
            PropertyDeclarationSyntax property => property.ExpressionBody,
            _ => null,
        };
        if (body is not null)
            return [body.Expression];
        return declaration
            .DescendantNodes(node => node == declaration || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<ReturnStatementSyntax>()
            .Select(statement => statement.Expression)
            .OfType<ExpressionSyntax>();
    }
}
