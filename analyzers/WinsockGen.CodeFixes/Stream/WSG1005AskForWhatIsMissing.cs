using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using WinsockGen.Analyzers;
using WinsockGen.Analyzers.Rules.Stream;

namespace WinsockGen.CodeFixes.Stream;

/// <summary>
/// Asks for what is still missing: the bound that the loop's own condition names, less what has arrived. Without such a
/// bound nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG1005AskForWhatIsMissing : CodeFixProvider
{
    private const string Title = "Ask only for what is missing";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [RuleIds.ReadLoopCountNotShrunk];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax count
                || !diagnostic.Properties.TryGetValue(WSG1005ReadLoopCountNotShrunk.OffsetProperty, out string? offset) || offset is null
                || Condition(count) is not { } condition || Bound(condition, offset) is not { } bound)
                continue;
            ExpressionSyntax missing = Subtract(bound, offset);
            ExpressionSyntax replacement = SyntaxFactory.AreEquivalent(bound, count)
                ? missing
                : Smaller(count, missing);
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(count, replacement.WithTriviaFrom(count)))), Title),
                diagnostic);
        }
    }

    private static InvocationExpressionSyntax Smaller(ExpressionSyntax count, ExpressionSyntax missing)
        => SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression("global::System.Math.Min").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ParseArgumentList($"({count.WithoutTrivia()}, {missing})"));

    private static ExpressionSyntax Subtract(ExpressionSyntax bound, string offset)
    {
        bool isSimple = bound is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax;
        string text = bound.WithoutTrivia().ToString();
        return SyntaxFactory.ParseExpression($"{(isSimple ? text : "(" + text + ")")} - {offset}");
    }

    /// <summary>The condition of the nearest loop.</summary>
    private static ExpressionSyntax? Condition(ExpressionSyntax count)
    {
        foreach (SyntaxNode ancestor in count.Ancestors())
        {
            switch (ancestor)
            {
                case WhileStatementSyntax loop:
                    return loop.Condition;
                case DoStatementSyntax loop:
                    return loop.Condition;
                case ForStatementSyntax loop:
                    return loop.Condition;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The <c>x</c> of <c>offset &lt; x</c>, <c>offset != x</c> or <c>x &gt; offset</c>, where the offset may be advanced in place.</summary>
    private static ExpressionSyntax? Bound(ExpressionSyntax condition, string offset)
        => condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>()
            .Select(comparison => comparison.Kind() switch
            {
                SyntaxKind.LessThanExpression or SyntaxKind.NotEqualsExpression when IsOffset(comparison.Left, offset) => comparison.Right,
                SyntaxKind.GreaterThanExpression or SyntaxKind.NotEqualsExpression when IsOffset(comparison.Right, offset) => comparison.Left,
                _ => null,
            })
            .FirstOrDefault(bound => bound is not null);

    private static bool IsOffset(ExpressionSyntax expression, string offset) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsOffset(inner.Expression, offset),
        AssignmentExpressionSyntax assignment => IsOffset(assignment.Left, offset),
        _ => expression.ToString() == offset,
    };
}
