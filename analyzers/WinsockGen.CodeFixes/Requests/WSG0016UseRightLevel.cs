using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Names the level that has the option, in the words in which the wrong one is named: <c>Ws2.SOL_SOCKET</c> becomes <c>Ws2.IPPROTO_IP</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WSG0016UseRightLevel : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RequestRuleIds.OwnOptionLevel);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList is not { } arguments
            || LevelName(arguments) is not { } name
            || !context.Diagnostics[0].Properties.TryGetValue(RequestRuleIds.LevelsProperty, out var levels)
            || levels is null)
        {
            return;
        }

        foreach (var level in levels.Split(','))
        {
            var title = $"Use '{level}'";
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceToken(name.Identifier, SyntaxFactory.Identifier(level).WithTriviaFrom(name.Identifier)))),
                    equivalenceKey: title),
                context.Diagnostics);
        }
    }

    /// <summary>The name of the level; null where it is a number, or a member of an enumeration.</summary>
    private static SimpleNameSyntax? LevelName(AttributeArgumentListSyntax arguments)
    {
        var level = arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "level")
            ?? arguments.Arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon is null);
        var name = level?.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            IdentifierNameSyntax simple => simple,
            _ => null,
        };
        return name is not null && IsLevel(name.Identifier.ValueText) ? name : null;
    }

    private static bool IsLevel(string name) => Catalog.WinsockCatalog.Shared.Levels.Find(name) is not null;
}
