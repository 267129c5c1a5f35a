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
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Adds what is missing of <c>static partial</c>, or <c>static unsafe partial</c>, to a class, and <c>partial</c> to the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG0003AddModifiers : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequestRuleIds.ClassCannotBeExtended);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var isUnsafe = context.Diagnostics[0].Properties.ContainsKey(RequestRuleIds.UnsafeProperty);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
            && CanBeFixed(declaration)
            && (isUnsafe || declaration.Parent is not TypeDeclarationSyntax))
        {
            var title = isUnsafe ? "Make it 'static unsafe partial'" : "Make it 'static partial'";
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => AddAsync(context.Document, declaration, isUnsafe, cancellation), equivalenceKey: title),
                context.Diagnostics);
        }
    }

    /// <summary>No modifier helps a class that is generic, inside something generic, or local to its file; nor one of options inside another.</summary>
    private static bool CanBeFixed(ClassDeclarationSyntax declaration) => declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
        .All(type => type.TypeParameterList is null && !type.Modifiers.Any(SyntaxKind.FileKeyword));

    private static async Task<Document> AddAsync(Document document, ClassDeclarationSyntax declaration, bool isUnsafe, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var types = declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().ToArray();
        return document.WithSyntaxRoot(root!.ReplaceNodes(types, (original, rewritten) => Extend(rewritten, isTarget: original == declaration, isUnsafe)));
    }

    private static TypeDeclarationSyntax Extend(TypeDeclarationSyntax type, bool isTarget, bool isUnsafe)
    {
        var modifiers = type.Modifiers;
        if (isTarget)
        {
            modifiers = Add(modifiers, SyntaxKind.StaticKeyword);
            modifiers = isUnsafe ? Add(modifiers, SyntaxKind.UnsafeKeyword) : modifiers;
        }

        modifiers = AddLast(modifiers, SyntaxKind.PartialKeyword);
        if (type.Modifiers.Count > 0 || modifiers.Count == 0)
        {
            return type.WithModifiers(modifiers);
        }

        // Without modifiers, what stands before the declaration belongs to the keyword, and now to the first modifier.
        var first = modifiers[0].WithLeadingTrivia(type.Keyword.LeadingTrivia);
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(modifiers.Replace(modifiers[0], first));
    }

    /// <summary>Before <c>partial</c>, which C# wants last.</summary>
    private static SyntaxTokenList Add(SyntaxTokenList modifiers, SyntaxKind kind)
    {
        if (modifiers.Any(kind))
        {
            return modifiers;
        }

        var partial = modifiers.IndexOf(SyntaxKind.PartialKeyword);
        if (partial < 0)
        {
            return modifiers.Add(Token(kind));
        }

        // The new modifier takes over the trivia of a partial that stood first.
        var next = modifiers[partial];
        return modifiers.Replace(next, next.WithLeadingTrivia()).Insert(partial, Token(kind).WithLeadingTrivia(next.LeadingTrivia));
    }

    private static SyntaxTokenList AddLast(SyntaxTokenList modifiers, SyntaxKind kind) =>
        modifiers.Any(kind) ? modifiers : modifiers.Add(Token(kind));

    private static SyntaxToken Token(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
}
