using System.Collections.Generic;
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
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Removes words that nobody uses (WSG0007) or that have no effect (WSG0008), and the argument with its last word.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG0008RemoveWord : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequestRuleIds.WordWithoutEffect, RequestRuleIds.UnusedName);

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static (context, document, diagnostics) => RemoveAsync(document, diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan), context.CancellationToken)!);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            if (root is not null && await FindAsync(context.Document, root, span, context.CancellationToken).ConfigureAwait(false) is { } bindings
                && WordsAt(bindings, [span]).Any())
            {
                var word = root.GetText().ToString(span);
                context.RegisterCodeFix(
                    CodeAction.Create($"Remove '{word}'", cancellation => RemoveAsync(context.Document, [span], cancellation), nameof(WSG0008RemoveWord)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> RemoveAsync(Document document, IEnumerable<TextSpan> spans, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var places = new HashSet<TextSpan>(spans);
        var attributes = new Dictionary<AttributeSyntax, AttributeSyntax>();
        foreach (var span in places)
        {
            if (await FindAsync(document, root!, span, cancellation).ConfigureAwait(false) is { } bindings)
            {
                attributes[bindings.Syntax] = Without(bindings, places);
            }
        }

        return document.WithSyntaxRoot(root!.ReplaceNodes(attributes.Keys, (original, _) => attributes[original]));
    }

    private static AttributeSyntax Without(AppliedBindings bindings, HashSet<TextSpan> places)
    {
        var removed = new HashSet<WrittenWord>(WordsAt(bindings, places));
        var attribute = bindings.Syntax;
        foreach (var (name, list) in new[] { (WinsockBindingsAttribute.Include, bindings.Include), (WinsockBindingsAttribute.Exclude, bindings.Exclude) })
        {
            if (list?.Words.Any(removed.Contains) == true)
            {
                attribute = AttributeEdit.With(attribute, name, WrittenListEdit.Without(list, removed.Contains));
            }
        }

        return attribute;
    }

    private static IEnumerable<WrittenWord> WordsAt(AppliedBindings bindings, HashSet<TextSpan> places) =>
        new[] { bindings.Include, bindings.Exclude }.SelectMany(list => list?.Words ?? []).Where(word => word.IsEditable && places.Contains(word.Span));

    private static async Task<AppliedBindings?> FindAsync(Document document, SyntaxNode root, TextSpan span, CancellationToken cancellation) =>
        root.FindNode(span).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
        && model.GetDeclaredSymbol(declaration, cancellation) is { } @class
            ? AppliedBindings.Of(@class, model.Compilation, cancellation)
            : null;
}
