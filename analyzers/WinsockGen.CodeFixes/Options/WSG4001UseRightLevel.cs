using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using WinsockGen.Analyzers;
using WinsockGen.Analyzers.Rules.Options;

namespace WinsockGen.CodeFixes.Options;

/// <summary>
/// Offers each level that has the option; and, for code that relies on what the number does at its level, the name that
/// says so.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG4001UseRightLevel : CodeFixProvider
{
    /// <summary>The key of the fix that keeps the level and what the call does.</summary>
    public const string KeepLevelKey = "KeepLevel";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [RuleIds.OptionAtWrongLevel];

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
            if (diagnostic.AdditionalLocations.Count != 2
                || Argument(root, diagnostic.AdditionalLocations[0]) is not { } level
                || Argument(root, diagnostic.AdditionalLocations[1]) is not { } name)
                continue;
            string levels = diagnostic.Properties.TryGetValue(WSG4001OptionAtWrongLevel.LevelsProperty, out string? text) ? text ?? "" : "";
            foreach (string[] right in levels.Split(' ').Select(entry => entry.Split('=')).Where(entry => entry.Length == 2))
            {
                ExpressionSyntax replacement = Level(level, right[0], right[1], model, context.CancellationToken);
                Register(context, diagnostic, root, level, replacement, $"Use level '{replacement.WithoutTrivia()}'", right[0]);
            }

            if (diagnostic.Properties.TryGetValue(WSG4001OptionAtWrongLevel.MemberProperty, out string? member) && member is not null
                && name is MemberAccessExpressionSyntax access)
                Register(context, diagnostic, root, name, access.WithName(SyntaxFactory.IdentifierName(member)), $"Keep the level and say '{member}'", KeepLevelKey);
        }
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root, ExpressionSyntax old, ExpressionSyntax replacement, string title, string key)
        => context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, replacement.WithTriviaFrom(old)))), key),
            diagnostic);

    private static ExpressionSyntax? Argument(SyntaxNode root, Location location)
        => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;

    /// <summary>The level as the code around it would write it: an enum member, a constant beside the old one, or a number.</summary>
    private static ExpressionSyntax Level(ExpressionSyntax old, string level, string number, SemanticModel model, CancellationToken cancellationToken)
    {
        ITypeSymbol? type = model.GetTypeInfo(old, cancellationToken).Type;
        if (type?.Name == "SocketOptionLevel")
        {
            SimpleNameSyntax member = SyntaxFactory.IdentifierName(WSG4001OptionAtWrongLevel.ManagedLevel(level));
            return old is MemberAccessExpressionSyntax enumAccess
                ? enumAccess.WithName(member)
                : SyntaxFactory.ParseExpression("global::System.Net.Sockets.SocketOptionLevel." + member).WithAdditionalAnnotations(Simplifier.Annotation);
        }

        SimpleNameSyntax constant = SyntaxFactory.IdentifierName(level);
        if (old is MemberAccessExpressionSyntax access && model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is INamedTypeSymbol holder && holder.GetMembers(level).Any())
            return access.WithName(constant);
        if (model.LookupSymbols(old.SpanStart, name: level).Any())
            return constant;
        return SyntaxFactory.ParseExpression(level == "SOL_SOCKET" ? "0xFFFF" : number);
    }
}
