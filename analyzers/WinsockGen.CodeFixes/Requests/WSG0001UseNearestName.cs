using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>
/// Replaces an unknown name (WSG0001), or a pattern without a match (WSG0002), by one of the nearest that exist. The analyzer names them
/// only where the word stands in a literal character for character.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG0001UseNearestName : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequestRuleIds.UnknownName, RequestRuleIds.EmptyPattern);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(BindingsRequestAnalyzer.NearestNames, out var names) || names is null)
            {
                continue;
            }

            // By rank, not by name: fixing all gives each word its own nearest name.
            var rank = 0;
            foreach (var name in names.Split(','))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use '{name}'",
                        _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(diagnostic.Location.SourceSpan, name)))),
                        equivalenceKey: $"{nameof(WSG0001UseNearestName)}.{rank++}"),
                    diagnostic);
            }
        }
    }
}
