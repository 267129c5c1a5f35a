using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>
/// Where the compiler misses a name of Winsock's in a class of bindings, changes the class's <c>[WinsockBindings]</c> to ask for it, in
/// whatever file that stands.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AskForMissingName : CodeFixProvider
{
    /// <summary>A name that does not exist: in the context, as a type, in a type, as a member of a value, as a nested type.</summary>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CS0103", "CS0246", "CS0117", "CS1061", "CS0426");

    public override FixAllProvider GetFixAllProvider() => new AskForAllMissingNames();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var missing in MissingName.At(root, diagnostic.Location.SourceSpan.Start, model, cancellation))
            {
                var attribute = missing.Bindings.Syntax;
                if (document.Project.Solution.GetDocument(attribute.SyntaxTree) is { } target and not SourceGeneratedDocument
                    && RequestEdit.Asking(missing.Bindings, [missing.Name]) is { } changed)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            $"Ask for '{missing.Name}' in the bindings of '{missing.Bindings.Class.Name}'",
                            token => ReplaceAsync(target, attribute, changed, token),
                            EquivalenceKey(missing)),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>One class's missing names are added together.</summary>
    internal static string EquivalenceKey(MissingName missing) => $"{nameof(AskForMissingName)}.{missing.Bindings.Class.ToDisplayString()}";

    internal static async Task<Solution> ReplaceAsync(Document document, SyntaxNode attribute, SyntaxNode changed, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(attribute, changed)).Project.Solution;
    }
}
