using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Analyzers;

namespace WinsockGen.CodeFixes.Datagram;

/// <summary>
/// Goes on with the loop where it was left for an empty datagram. Nothing is offered where more than the leaving stands
/// in the branch: what else should then happen is the author's to say.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG2001KeepReceiving : CodeFixProvider
{
    private const string Title = "Receive the next datagram";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [RuleIds.EmptyDatagramIsNotClose];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax test
                && Fixed(root, test) is { } fixedRoot)
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(fixedRoot)), Title), diagnostic);
        }
    }

    private static SyntaxNode? Fixed(SyntaxNode root, ExpressionSyntax test)
    {
        SyntaxNode statement = test;
        while (statement.Parent is ParenthesizedExpressionSyntax)
            statement = statement.Parent;
        switch (statement.Parent)
        {
            case IfStatementSyntax { Else: null } choice when IsZeroBranch(test) && OnlyStatement(choice.Statement) is { } leaving && LeavesLoop(leaving):
                // A native count below 0 is a failure, and must go on leaving the loop.
                return test is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanOrEqualExpression } failing
                    ? root.ReplaceNode(test, WithOperator(failing, SyntaxKind.LessThanExpression, SyntaxKind.LessThanToken))
                    : root.ReplaceNode(leaving, SyntaxFactory.ContinueStatement().WithTriviaFrom(leaving));
            case WhileStatementSyntax loop when loop.Condition == statement && test is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanExpression } binary:
                return root.ReplaceNode(test, WithOperator(binary, SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.GreaterThanEqualsToken));
            default:
                return null;
        }
    }

    /// <summary>Whether the test holds for a count of 0.</summary>
    private static bool IsZeroBranch(ExpressionSyntax test) => test switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.LessThanOrEqualExpression } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression, Right: LiteralExpressionSyntax { Token.ValueText: "1" } } => true,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax } => true,
        _ => false,
    };

    private static StatementSyntax? OnlyStatement(StatementSyntax branch)
        => branch is BlockSyntax block ? block.Statements.Count == 1 ? block.Statements[0] : null : branch;

    /// <summary>Whether the statement leaves a loop in which <c>continue</c> leads to the next receive.</summary>
    private static bool LeavesLoop(StatementSyntax statement)
    {
        if (statement is not (BreakStatementSyntax or ReturnStatementSyntax))
            return false;
        SyntaxNode? around = statement.Ancestors().FirstOrDefault(node => node
            is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or SwitchSectionSyntax
            or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
        return around is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax;
    }

    private static BinaryExpressionSyntax WithOperator(BinaryExpressionSyntax binary, SyntaxKind kind, SyntaxKind token)
        => SyntaxFactory.BinaryExpression(kind, binary.Left, SyntaxFactory.Token(token).WithTriviaFrom(binary.OperatorToken), binary.Right);
}
