using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using WinsockGen.Catalog;
using WinsockGen.Generator.Ioctls;
using WinsockGen.Generator.Values;
using Xunit;

namespace WinsockGen.Generator.Tests.Ioctls;

/// <summary>
/// The tables of docs/ioctls.md are made from the catalog. With the environment variable <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1
/// they are written anew.
/// </summary>
public sealed class IoctlsPageTests
{
    private const string Begin = "<!-- ioctls -->\n";
    private const string End = "<!-- /ioctls -->";

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

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
        foreach (var level in Catalog.Levels.OrderBy(level => level.Mask))
        {
            var ioctls = TypedIoctl.Of(Catalog, level.Mask).OrderBy(ioctl => ioctl.Method.Name, StringComparer.Ordinal).ToList();
            if (ioctls.Count == 0)
            {
                continue;
            }

            text.Append($"\n### {level.Flag}\n\n| ioctl | method | result | sockets | Windows |\n|---|---|---|---|---|\n");
            foreach (var ioctl in ioctls)
            {
                text.Append(Row(ioctl));
            }
        }

        text.Append("\n### Without a method\n\n| ioctl | what it is | why |\n|---|---|---|\n");
        foreach (var ioctl in Catalog.Ioctls.Where(ioctl => ioctl.Note.Length > 0))
        {
            text.Append($"| `{ioctl.Name}` | {ioctl.Summary} | {ioctl.Note} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Row(TypedIoctl ioctl)
    {
        var needs = new ValueNeeds(Catalog);
        var parameters = string.Join(", ", IoctlInput.Of(ioctl.Method, needs).Parameters.Select(Short));
        var output = IoctlOutput.Of(ioctl.Method, needs);
        var result = output.IsVoid ? "" : $"`{Short(output.Type)}`";
        var deprecated = ioctl.Method.Deprecated.Length > 0 ? " *deprecated*" : "";
        return $"| `{ioctl.Ioctl.Name}` | `{ioctl.Method.Name}({parameters})`{deprecated} | {result} | {ioctl.Ioctl.Kinds} | {ioctl.MinWindows} |\n";
    }

    private static string Short(string type) => type[..(type.IndexOf(' ') < 0 ? type.Length : type.IndexOf(' '))] is var name
        ? name[(name.LastIndexOf('.') + 1)..] + type[name.Length..]
        : type;

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "ioctls.md"));
}
