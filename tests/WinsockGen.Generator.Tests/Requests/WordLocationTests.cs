using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>Where a word of a list is found, however the list is written, and whether a fix may replace it there.</summary>
public sealed class WordLocationTests
{
    [Theory]
    [InlineData("\"send, sendd\"")]
    [InlineData("@\"send, sendd\"")]
    [InlineData("\"\"\"send, sendd\"\"\"")]
    [InlineData("\"\"\"\n        send,\n          sendd,\n        recv\n        \"\"\"")]
    [InlineData("\"send\" + \", sendd\"")]
    [InlineData("(\"send,\" + (@\"sendd,\" + \"recv\"))")]
    [InlineData("\"send\\tsendd\\u002Crecv\"")]
    [InlineData("\"\\U0000002C\\x2Csendd\"")]
    [InlineData("@\"\"\"\" + \"; sendd\"", 2)]
    [InlineData("$\"send,sendd\"")]
    [InlineData("$\"{nameof(Names.send)},sendd\"")]
    [InlineData("$\"sendd,{nameof(Names.send)}\"")]
    [InlineData("$@\"{nameof(Names.send)} sendd\"")]
    [InlineData("$\"\"\"{nameof(Names.send)}, sendd\"\"\"")]
    [InlineData("$\"\"\"\n        send {nameof(Names.send)}\n          sendd\n        \"\"\"")]
    [InlineData("Names.send + \",sendd,recv\"")]
    [InlineData("\"sendd,\" + Names.send")]
    [InlineData("Names.send + \",recv,\" + Names.send + \",sendd\"")]
    public async Task A_word_in_a_literal_is_found_and_can_be_replaced(string list, int complaints = 1)
    {
        var diagnostic = await ComplaintAsync(list, complaints);

        Assert.Equal("sendd", TextAt(diagnostic));
        Assert.Equal("send", diagnostic.Properties[BindingsRequestAnalyzer.NearestNames]!.Split(',')[0]);
    }

    [Theory]
    [InlineData("\"send,\" + \"sen\" + \"dd\"", "sen\" + \"dd")]
    [InlineData("\"\\u0073endd\"", "\\u0073endd")]
    [InlineData("\"send,\\x0073endd\"", "\\x0073endd")]
    [InlineData("$\"{Names.send}d\"", "$\"{Names.send}d\"")]
    [InlineData("Names.send + \"d\"", "Names.send + \"d\"")]
    [InlineData("Names.Wrong", "Names.Wrong")]
    [InlineData("Names.sendd", "Names.sendd")]
    public async Task A_word_that_no_literal_spells_out_is_not_replaced(string list, string place)
    {
        var diagnostic = await ComplaintAsync(list, 1);

        Assert.Equal(place, TextAt(diagnostic));
        Assert.False(diagnostic.Properties.ContainsKey(BindingsRequestAnalyzer.NearestNames));
    }

    [Fact]
    public async Task A_word_of_a_page_is_quoted_in_part()
    {
        var message = (await ComplaintAsync($"\"{new string('d', 5000)}\"", 1)).GetMessage();

        Assert.Equal($"Winsock has no '{new string('d', 60)}…'", message);
    }

    [Fact]
    public async Task Characters_that_no_console_shows_are_replaced_in_the_message() =>
        Assert.Equal("Winsock has no '\uFFFD\uFFFDx'", (await ComplaintAsync("\"\\u0001\\uD800x\"", 1)).GetMessage());

    private static async Task<Diagnostic> ComplaintAsync(string list, int complaints)
    {
        var project = await UserProject.CreateAsync(
            $$"""
            using WinsockGen;
            [WinsockBindings(WinsockApi.None, Include = {{list}})]
            internal static unsafe partial class Ws2 { }
            internal static class Names { public const string send = "send", sendd = "sendd", Wrong = "send,sendd"; }
            """);
        var diagnostics = (await project.AnalyzeAsync()).Where(diagnostic => diagnostic.Id == RequestRuleIds.UnknownName).ToArray();
        Assert.Equal(complaints, diagnostics.Length);
        return diagnostics[^1];
    }

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
