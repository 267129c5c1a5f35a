using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.ControlMessages;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.Options;
using Xunit;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>
/// docs/control-messages.md: its tables are made from the catalog, and its code compiles. With the environment variable
/// <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1 the tables are written anew.
/// </summary>
public sealed class ControlMessagesPageTests
{
    private const string Begin = "<!-- messages -->\n";
    private const string End = "<!-- /messages -->";

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

    [Fact]
    public async Task The_code_compiles_without_a_warning()
    {
        var blocks = Regex.Matches(File.ReadAllText(PagePath()), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value).ToArray();
        var (declarations, methods, statements) = (
            blocks.Where(block => block.StartsWith('[')),
            blocks.Where(block => block.StartsWith("static ", StringComparison.Ordinal)),
            blocks.Where(block => !block.StartsWith('[') && !block.StartsWith("static ", StringComparison.Ordinal)));
        Assert.Equal((1, 2, 2), (declarations.Count(), methods.Count(), statements.Count()));

        var source =
            $$"""
            using System;
            using System.Net;
            using System.Threading.Tasks;
            using WinsockGen;

            {{string.Concat(declarations)}}
            internal static class Guide
            {
                {{string.Concat(methods)}}
                {{string.Concat(statements.Select((block, index) => $"internal static async Task Use{index}(DatagramSocket socket, byte[] data, SocketAddressValue to)\n{{\n{block.Replace("byte[] data = ", "data = ", StringComparison.Ordinal)}}}\n"))}}
            }

            namespace WinsockGen
            {
                public readonly struct SocketAddressValue { }

                public readonly struct ReceivedDatagram
                {
                    public int ControlLength => 0;
                    public bool IsControlTruncated => false;
                }

                internal static class Sending
                {
                    internal static Task<ReceivedDatagram> ReceiveAsync(this DatagramSocket socket, Memory<byte> data, Memory<byte> control) => Task.FromResult<ReceivedDatagram>(default);
                    internal static Task<int> SendAsync(this DatagramSocket socket, ReadOnlyMemory<byte> data, in SocketAddressValue to, ReadOnlyMemory<byte> control) => Task.FromResult(0);
                }
            }

            #pragma warning disable CS1591
            """ + "\n" + RuntimeStandIn.Source;
        var project = await UserProject.CreateAsync(source, allowUnsafe: false);

        Assert.DoesNotContain(project.Complaints, complaint => complaint.Id != "CS1591");
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
            var messages = TypedMessage.Of(Catalog, level.Mask).ToArray();
            if (messages.Length == 0)
            {
                continue;
            }

            text.Append($"\n### {level.Flag} (`{level.Name}`)\n\n");
            text.Append("| message | name | type | direction | turned on by | meaning | Windows |\n|---|---|---|---|---|---|---|\n");
            foreach (var (_, facts, shape) in messages)
            {
                text.Append($"| `{facts.Name}` | `{facts.Message}` | `{shape.DisplayType}` | {Words(facts)} | {Code(facts.Option)} | {facts.Summary} | {facts.MinWindows} |\n");
            }
        }

        text.Append("\n### Without a type\n\nThese are defined, and handed out as bytes.\n\n| level | message | why |\n|---|---|---|\n");
        foreach (var facts in Catalog.Messages.Where(message => message.Type == "raw"))
        {
            text.Append($"| `{facts.Level}` | `{facts.Name}` | {facts.Unit} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Words(CatalogMessage message) => message.Direction.ToString().ToLowerInvariant();

    private static string Code(string name) => name.Length > 0 ? $"`{name}`" : "";

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "control-messages.md"));
}
