using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Gathers all names that a class misses before its attribute is changed, once: changes made one by one would collide.</summary>
internal sealed class AskForAllMissingNames : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var solution = fixAllContext.Solution;
        foreach (var project in Projects(fixAllContext))
        {
            solution = await FixAsync(fixAllContext, project, solution).ConfigureAwait(false);
        }

        return CodeAction.Create("Ask for all missing names", _ => Task.FromResult(solution), fixAllContext.CodeActionEquivalenceKey);
    }

    private static IEnumerable<Project> Projects(FixAllContext context) =>
        context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];

    private static async Task<Solution> FixAsync(FixAllContext context, Project project, Solution solution)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        AppliedBindings? bindings = null;
        foreach (var document in context.Scope == FixAllScope.Document ? [context.Document!] : project.Documents)
        {
            foreach (var missing in await FindAsync(context, document).ConfigureAwait(false))
            {
                names.Add(missing.Name);
                bindings = missing.Bindings;
            }
        }

        return bindings is not null
            && RequestEdit.Asking(bindings, names) is { } changed
            && solution.GetDocument(bindings.Syntax.SyntaxTree) is { } target and not SourceGeneratedDocument
                ? await AskForMissingName.ReplaceAsync(target, bindings.Syntax, changed, context.CancellationToken).ConfigureAwait(false)
                : solution;
    }

    private static async Task<IEnumerable<MissingName>> FindAsync(FixAllContext context, Document document)
    {
        var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        return !diagnostics.IsEmpty
            && await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            && await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
                ? diagnostics
                    .SelectMany(diagnostic => MissingName.At(root, diagnostic.Location.SourceSpan.Start, model, context.CancellationToken))
                    .Where(missing => AskForMissingName.EquivalenceKey(missing) == context.CodeActionEquivalenceKey)
                : [];
    }
}
