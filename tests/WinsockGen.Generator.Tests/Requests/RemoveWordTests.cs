using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.CodeFixes.Requests;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>Words that can go are taken out of the list, and the argument with the last of them.</summary>
public sealed class RemoveWordTests
{
    [Theory]
    [InlineData("WinsockApi.Unix, Include = \"SOCKADDR_UN\"", "WinsockApi.Unix")]
    [InlineData("Include = \"send, recv\"", "")]
    [InlineData("Include = \"send\", Overloads = false", "Overloads = false")]
    [InlineData("WinsockApi.Unix, Include = \"SOCKADDR_UN, htons\", Exclude = \"RIO*\"", "WinsockApi.Unix, Include = \"htons\"")]
    [InlineData("WinsockApi.None, Include = \"recv, recv, send\"", "WinsockApi.None, Include = \"recv, send\"")]
    [InlineData("WinsockApi.None, Include = \"recv;send ,  send\"", "WinsockApi.None, Include = \"recv;send\"")]
    [InlineData("WinsockApi.None, Include = \"recv,recv,send,recv,send\"", "WinsockApi.None, Include = \"recv,send\"")]
    [InlineData("WinsockApi.None, Include = \"recv, \" + \"recv, send\"", "WinsockApi.None, Include = \"recv, \" + \"send\"")]
    [InlineData("WinsockApi.None, Include = \"\"\"\n    recv,\n    recv,\n    send\n    \"\"\"", "WinsockApi.None, Include = \"\"\"\n    recv,\n    send\n    \"\"\"")]
    public async Task Words_without_effect_are_removed(string before, string after)
    {
        var expected = Request(after).Replace("()", "", System.StringComparison.Ordinal);
        var project = await ProjectAsync(new BindingsRequestAnalyzer(), Request(before));
        Assert.Equal([expected], await project.FixOneByOneAsync());

        project = await ProjectAsync(new BindingsRequestAnalyzer(), Request(before));
        Assert.Equal([expected], await project.FixAllAsync());
    }

    [Fact]
    public async Task An_ANSI_name_stays_beside_its_area()
    {
        const string use = "internal static class Program { static object Use() => nameof(Ws2.WSASocketA); }";
        var project = await ProjectAsync(new BindingsRequestAnalyzer(), Request("WinsockApi.Sockets, Include = \"WSASocketA, send\", Exclude = \"WSAConnectByNameA\"") + use);

        Assert.Equal([Request("WinsockApi.Sockets, Include = \"WSASocketA\"") + use], await project.FixAllAsync());
        Assert.Empty(await project.ErrorsAsync());
    }

    [Fact]
    public async Task Names_that_nobody_uses_are_removed()
    {
        const string use = "internal static class Program { static int Use() => Ws2.htons(1); }";
        var project = await ProjectAsync(new UnusedNameAnalyzer(), Request("WinsockApi.None, Include = \"send, htons, MCAST_*\"") + use);

        Assert.Equal([Request("WinsockApi.None, Include = \"htons\"") + use], await project.FixAllAsync());
        Assert.Empty(await project.ErrorsAsync());
    }

    [Fact]
    public async Task A_word_of_a_constant_stays()
    {
        var project = await ProjectAsync(
            new BindingsRequestAnalyzer(),
            Request("WinsockApi.Unix, Include = Names.Family") + "internal static class Names { public const string Family = \"SOCKADDR_UN\"; }");

        Assert.Empty(await project.OffersAsync());
    }

    private static Task<EditedProject> ProjectAsync(DiagnosticAnalyzer analyzer, string code) =>
        EditedProject.CreateAsync(new WSG0008RemoveWord(), [analyzer], code);

    private static string Request(string arguments) => $$"""
        using WinsockGen;
        [WinsockBindings({{arguments}})]
        internal static unsafe partial class Ws2 { }

        """;
}
