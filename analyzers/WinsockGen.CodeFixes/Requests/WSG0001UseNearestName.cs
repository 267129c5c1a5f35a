using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Replaces an unknown name in an attribute by one of the nearest that exist.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG0001UseNearestName : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequestRuleIds.UnknownName);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            if (!diagnostic.Properties.TryGetValue(BindingsRequestAnalyzer.NearestNames, out var names)
                || string.IsNullOrEmpty(names)
                || !IsWord(text.ToString(span)))
            {
                continue;
            }

            foreach (var name in names!.Split(','))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use '{name}'",
                        _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(span, name)))),
                        equivalenceKey: name),
                    diagnostic);
            }
        }
    }

    /// <summary>Where the list is not a plain literal, the diagnostic stands on the whole expression: nothing to replace there.</summary>
    private static bool IsWord(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
