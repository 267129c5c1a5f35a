using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WinsockGen.Analyzers.Tests.Documentation;

/// <summary>Writes <c>docs/rules/README.md</c>.</summary>
internal static class RuleList
{
    public static string Write(ImmutableArray<DiagnosticDescriptor> rules, ImmutableArray<CodeFixProvider> fixes)
    {
        var text = new StringBuilder();
        text.Append("# Rules\n\n");
        text.Append("This list is written from the rules themselves: a test compares the two, and writes the list anew when\n");
        text.Append("`WINSOCKGEN_UPDATE_DOCS=1` is set. The first digit of an id is its subject: 0 attributes, 1 streams, 2 datagrams,\n");
        text.Append("3 addressing, 4 options, 5 overlapped operations, 6 errors and handles, 7 protocol capabilities, 8 start-up and\nextension functions.\n\n");
        text.Append("| Id | Category | Title | Severity | Fix |\n");
        text.Append("|---|---|---|---|---|\n");
        foreach (DiagnosticDescriptor rule in rules)
        {
            bool hasFix = fixes.Any(fix => fix.FixableDiagnosticIds.Contains(rule.Id));
            text.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Category} | {rule.Title} | {rule.DefaultSeverity} | {(hasFix ? "yes" : "no")} |\n");
        }

        text.Append("\nSeverities are set as usual, in `.editorconfig`: `dotnet_diagnostic.WSG1001.severity = error`.\n");
        text.Append("`WSG1001S` is the suppression of CA2022 where WSG1001 says more.\n");
        return text.ToString();
    }
}
