using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using WinsockGen.Analyzers;
using WinsockGen.Analyzers.Rules.Errors;

namespace WinsockGen.CodeFixes.Errors;

/// <summary>Compares the socket with INVALID_SOCKET, under that name where the import's class has it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG6001CompareWithInvalidSocket : CodeFixProvider
{
    private const string Title = "Compare with INVALID_SOCKET";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [RuleIds.InvalidSocketTest];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax test
                && SocketOperand(test) is { } socket
                && InvalidSocket(socket, diagnostic, model, context.CancellationToken) is { } invalid
                && Rewritten(test, socket, invalid, diagnostic) is { } fixedTest)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(test, fixedTest))), Title),
                    diagnostic);
            }
        }
    }

    /// <summary>The side of the test that holds the socket, as an integer.</summary>
    private static ExpressionSyntax? SocketOperand(ExpressionSyntax test) => test switch
    {
        BinaryExpressionSyntax binary => WithoutNumber(IsZero(binary.Right) ? binary.Left : binary.Right),
        IsPatternExpressionSyntax pattern => WithoutNumber(pattern.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } access } => access.Expression,
        _ => null,
    };

    /// <summary><c>s</c> for <c>s.ToInt64()</c>.</summary>
    private static ExpressionSyntax WithoutNumber(ExpressionSyntax expression)
        => expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToInt64" or "ToInt32" or "ToUInt64" or "ToUInt32" } access }
            ? access.Expression
            : expression;

    private static bool IsZero(ExpressionSyntax expression)
        => expression.ToString() is "0" or "0u" or "0U" or "0L" or "0UL" or "default" or "null"
            || expression is DefaultExpressionSyntax
            || expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" }
            || (expression is CastExpressionSyntax cast && IsZero(cast.Expression))
            || expression is BaseObjectCreationExpressionSyntax;

    private static ExpressionSyntax Rewritten(ExpressionSyntax test, ExpressionSyntax socket, ExpressionSyntax invalid, Diagnostic diagnostic)
    {
        if (test is InvocationExpressionSyntax equals)
            return equals.WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(invalid))));
        bool failed = diagnostic.Properties.TryGetValue(WSG6001InvalidSocketTest.MeaningProperty, out string? meaning) && meaning == "failed";
        return SyntaxFactory.BinaryExpression(
                failed ? SyntaxKind.EqualsExpression : SyntaxKind.NotEqualsExpression,
                socket.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(failed ? SyntaxKind.EqualsEqualsToken : SyntaxKind.ExclamationEqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                invalid)
            .WithTriviaFrom(test);
    }

    private static ExpressionSyntax? InvalidSocket(ExpressionSyntax socket, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        ITypeSymbol? type = model.GetTypeInfo(socket, cancellationToken).Type;
        if (diagnostic.Properties.TryGetValue(WSG6001InvalidSocketTest.ConstantProperty, out string? constant) && constant is not null
            && HasType(model, constant, type))
            return SyntaxFactory.ParseExpression(constant).WithAdditionalAnnotations(Simplifier.Annotation);
        return type switch
        {
            { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => SyntaxFactory.ParseExpression("-1"),
            { SpecialType: SpecialType.System_UInt32 } => SyntaxFactory.ParseExpression("uint.MaxValue"),
            { SpecialType: SpecialType.System_UInt64 } => SyntaxFactory.ParseExpression("ulong.MaxValue"),
            { SpecialType: SpecialType.System_IntPtr, IsNativeIntegerType: true } => SyntaxFactory.ParseExpression("-1"),
            { SpecialType: SpecialType.System_IntPtr } => SyntaxFactory.ParseExpression("new global::System.IntPtr(-1)").WithAdditionalAnnotations(Simplifier.Annotation),
            { SpecialType: SpecialType.System_UIntPtr, IsNativeIntegerType: true } => SyntaxFactory.ParseExpression("unchecked((nuint)(-1))"),
            _ => null,
        };
    }

    /// <summary>Whether the INVALID_SOCKET of the import's class can be compared with the socket without a cast.</summary>
    private static bool HasType(SemanticModel model, string constant, ITypeSymbol? type)
    {
        ISymbol? member = model.GetSpeculativeSymbolInfo(0, SyntaxFactory.ParseExpression(constant), SpeculativeBindingOption.BindAsExpression).Symbol;
        ITypeSymbol? memberType = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return SymbolEqualityComparer.Default.Equals(memberType, type);
    }
}
