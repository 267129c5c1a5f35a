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

/// <summary>Makes a member of the user's own, and the types around it, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG0012AddPartial : CodeFixProvider
{
    private const string Title = "Make it 'partial'";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequestRuleIds.OwnMemberShape);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (context.Diagnostics[0].Properties.ContainsKey(RequestRuleIds.PartialProperty)
            && root?.FindNode(context.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, cancellation => AddAsync(context.Document, member, cancellation), equivalenceKey: Title), context.Diagnostics);
        }
    }

    private static async Task<Document> AddAsync(Document document, MemberDeclarationSyntax member, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var members = member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .Where(candidate => candidate is TypeDeclarationSyntax or MethodDeclarationSyntax && !candidate.Modifiers.Any(SyntaxKind.PartialKeyword));
        return document.WithSyntaxRoot(root!.ReplaceNodes(members, (_, rewritten) => AddPartial(rewritten)));
    }

    /// <summary>C# wants it last of the modifiers, right before the type or the keyword.</summary>
    private static MemberDeclarationSyntax AddPartial(MemberDeclarationSyntax member)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (member.Modifiers.Count > 0)
        {
            return member.WithModifiers(member.Modifiers.Add(partial));
        }

        // Without modifiers, what stands before the declaration belongs to its first word, and now to the modifier.
        var first = member is TypeDeclarationSyntax type ? type.Keyword : ((MethodDeclarationSyntax)member).ReturnType.GetFirstToken();
        var bare = member.ReplaceToken(first, first.WithLeadingTrivia());
        return bare.WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(first.LeadingTrivia)));
    }
}
