using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.CodeFixes.Stream;

/// <summary>Turns <c>Read</c> into <c>ReadExactly</c>, and <c>ReadAsync</c> into <c>ReadExactlyAsync</c>.</summary>
internal static class ExactStreamRead
{
    /// <summary>The root with the call replaced, or null where the framework or the code around the call does not allow it.</summary>
    public static SyntaxNode? Replace(SyntaxNode root, InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "Read" or "ReadAsync" } method)
            return null;
        string exact = method.Name == "Read" ? "ReadExactly" : "ReadExactlyAsync";
        if (model.Compilation.GetTypeByMetadataName("System.IO.Stream")?.GetMembers(exact).Any() != true || Rename(call, exact) is not { } renamed)
            return null;

        ExpressionSyntax outermost = call;
        if (outermost.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            outermost = configured;
        if (outermost.Parent is AwaitExpressionSyntax awaited)
            outermost = awaited;
        else if (method.Name == "ReadAsync")
            return IsHandedOnAsTask(call, model) ? root.ReplaceNode(call, AsTask(renamed)) : null;
        if (outermost.Parent is ConditionalAccessExpressionSyntax conditional)
            outermost = conditional;

        return outermost.Parent switch
        {
            ExpressionStatementSyntax => root.ReplaceNode(call, renamed),
            // The exact reads return nothing that could be assigned.
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } discard
                => root.ReplaceNode(discard, outermost.ReplaceNode(call, renamed).WithTriviaFrom(discard)),
            _ => null,
        };
    }

    private static bool IsHandedOnAsTask(InvocationExpressionSyntax call, SemanticModel model)
        => call.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax
            && model.GetTypeInfo(call).ConvertedType is INamedTypeSymbol { Name: "Task", IsGenericType: false };

    private static InvocationExpressionSyntax AsTask(InvocationExpressionSyntax call)
        => SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, call.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName("AsTask")))
            .WithTrailingTrivia(call.GetTrailingTrivia());

    private static InvocationExpressionSyntax? Rename(InvocationExpressionSyntax call, string name)
    {
        SimpleNameSyntax? old = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        return old is null ? null : call.ReplaceNode(old, SyntaxFactory.IdentifierName(name).WithTriviaFrom(old));
    }
}
