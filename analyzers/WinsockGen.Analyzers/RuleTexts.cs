using System.Resources;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Analyzers;

/// <summary>What is the same in every descriptor: where its texts come from, where its page is, how it is tagged.</summary>
internal static class RuleTexts
{
    /// <summary>On every rule of this package, so that tools can select them all.</summary>
    public const string PackageTag = "WinsockGen";

    /// <summary>Where the pages of <c>docs/rules</c> can be read. The generator, which knows no analyzers, has the same; a test compares.</summary>
    private const string DocumentationRoot = "https://github.com/winsockgen/winsockgen/blob/main/docs/rules/";

    private static readonly ResourceManager Texts = new("WinsockGen.Analyzers.RuleText", typeof(RuleTexts).Assembly);

    /// <summary>A text of <c>RuleText.resx</c>, in the user's language where there is a translation.</summary>
    public static LocalizableResourceString Get(string name) => new(name, Texts, typeof(RuleTexts));

    /// <summary>The address of the page of a rule.</summary>
    public static string HelpLink(string id) => DocumentationRoot + id + ".md";
}
