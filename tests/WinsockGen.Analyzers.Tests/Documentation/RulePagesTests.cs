using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using WinsockGen.Analyzers.Tests.Verification;
using Xunit;

namespace WinsockGen.Analyzers.Tests.Documentation;

/// <summary>Every rule has a page, and the list of them is what the descriptors say.</summary>
public class RulePagesTests
{
    /// <summary>Set to 1, it makes the test write the list instead of comparing it.</summary>
    private const string UpdateVariable = "WINSOCKGEN_UPDATE_DOCS";

    private static readonly string[] Sections = ["## Why", "## Bad", "## Good", "## What is not flagged", "## Suppressing", "## Sources"];

    public static TheoryData<string> Ids { get; } = [.. ShippedRules.Descriptors.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_why_shows_bad_and_good_code_and_names_its_sources(string id)
    {
        string page = File.ReadAllText(Path.Combine(Folder(), id + ".md"));
        DiagnosticDescriptor rule = ShippedRules.Descriptors.Single(rule => rule.Id == id);
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.All(Sections, section => Assert.Contains("\n" + section, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_rules_is_what_the_descriptors_say()
    {
        string path = Path.Combine(Folder(), "README.md");
        string expected = RuleList.Write([.. ShippedRules.RequestDescriptors, .. ShippedRules.Descriptors], ShippedRules.Fixes);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Every_id_of_the_registry_has_exactly_one_rule_in_a_file_that_it_names()
    {
        string[] ids = [.. typeof(RuleIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];
        Assert.Equal(ids, ShippedRules.Descriptors.Select(rule => rule.Id));
        Assert.All(ids, id => Assert.Single(ShippedRules.Analyzers, analyzer => analyzer.GetType().Name.StartsWith(id, StringComparison.Ordinal)));
    }

    [Fact]
    public void Help_links_lead_to_the_pages_which_stand_in_one_place()
    {
        DiagnosticDescriptor[] rules = [.. ShippedRules.RequestDescriptors, .. ShippedRules.Descriptors];
        Assert.All(rules, rule => Assert.EndsWith($"/docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal));
        Assert.All(rules, rule => Assert.True(File.Exists(Path.Combine(Folder(), rule.Id + ".md")), rule.Id + " has no page"));
        Assert.Single(rules.Select(rule => rule.HelpLinkUri.Replace(rule.Id + ".md", "")).Distinct());
    }

    [Fact]
    public void Texts_are_found_and_rules_carry_the_tag_of_the_package()
        => Assert.All(ShippedRules.Descriptors, rule =>
        {
            Assert.NotEmpty(rule.Title.ToString());
            Assert.NotEmpty(rule.MessageFormat.ToString());
            Assert.NotEmpty(rule.Description.ToString());
            Assert.Contains("WinsockGen", rule.CustomTags);
        });

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WinsockGen.sln")))
                return Path.Combine(folder.FullName, "docs", "rules");
        }

        throw new DirectoryNotFoundException("The tests do not run from inside the repository.");
    }
}
