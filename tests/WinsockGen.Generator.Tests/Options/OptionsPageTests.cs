using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using WinsockGen.Catalog;
using WinsockGen.Generator.Options;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>
/// The tables of docs/options.md are made from the catalog. With the environment variable <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1
/// they are written anew.
/// </summary>
public sealed class OptionsPageTests
{
    private const string Begin = "<!-- options -->\n";
    private const string End = "<!-- /options -->";

    [Fact]
    public void The_tables_say_what_the_generator_emits()
    {
        if (Environment.GetEnvironmentVariable("WINSOCKGEN_UPDATE_SNAPSHOTS") == "1")
        {
            var (before, _, after) = Page();
            File.WriteAllText(PagePath(), before + Tables() + after);
        }

        Assert.Equal(Tables(), Page().Tables);
    }

    private static IReadOnlyDictionary<string, string> Measured { get; } = ReadMeasured();

    private static (string Before, string Tables, string After) Page()
    {
        var page = File.ReadAllText(PagePath());
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return (page[..begin], page[begin..end], page[end..]);
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var level in WinsockCatalog.Shared.Levels.OrderBy(level => level.Mask))
        {
            var options = TypedOption.Of(WinsockCatalog.Shared, level.Mask).ToArray();
            if (options.Length == 0)
            {
                continue;
            }

            text.Append($"\n### {level.Flag}: {level.Summary[..1].ToLowerInvariant()}{level.Summary[1..]} (`{level.Name}`)\n\n");
            text.Append("| option | property | type | direction | sockets | new socket | Windows | Wine 8 |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var option in options)
            {
                text.Append(Row(option));
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Row(TypedOption option)
    {
        var facts = option.Option;
        var families = facts.Families is ["*"] ? string.Empty : $" ({string.Join(", ", facts.Families)})";
        var type = option.Shape.DisplayType is { Length: > 0 } shown ? $"`{shown}`" : string.Empty;
        return $"| `{facts.Name}` | `{facts.Property}` | {type} | {DirectionOf(option)} | {facts.Kinds}{families} | {facts.Default} | {facts.MinWindows} | {Measured[$"{facts.Level}.{facts.Name}"]} |\n";
    }

    private static string DirectionOf(TypedOption option) =>
        option.Queries ? "asks" : option.Acts ? "acts" : string.Join(", ", new[] { option.CanGet ? "get" : null, option.CanSet ? "set" : null }.OfType<string>());

    /// <summary>What the tests on the real Winsock measured.</summary>
    private static IReadOnlyDictionary<string, string> ReadMeasured() =>
        File.ReadLines(Path.Combine(Root(), "tests", "WinsockGen.Windows.Tests", "Options", "Measured", "wine-8.tsv")).Skip(1).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1]);

    private static string PagePath() => Path.Combine(Root(), "docs", "options.md");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
