using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Generator.Requests;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>Each rule has a page, and the page is about that rule.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string, string> Rules()
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in new DiagnosticAnalyzer[] { new BindingsRequestAnalyzer(), new OptionsRequestAnalyzer(), new UnusedNameAnalyzer(), new OwnMemberAnalyzer() }
            .SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(rule => rule.Id, System.StringComparer.Ordinal))
        {
            data.Add(rule.Id, $"{rule.Title}");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_page_with_its_title(string id, string title) =>
        Assert.Equal($"# {id}: {title}", File.ReadLines(Path.Combine(Pages(), id + ".md")).First());

    private static string Pages([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "rules"));
}
