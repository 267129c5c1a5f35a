using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>Words that could be left out of a request without a change (WSG0008), and requests that ask for nothing (WSG0009).</summary>
public sealed class WordEffectTests
{
    [Theory]
    [InlineData("WinsockApi.Sockets, Include = \"send\"", "send", "'send' has no effect in Include: the areas that are asked for have it already")]
    [InlineData("WinsockApi.Sockets, Include = \"AF_INET*\"", "AF_INET*", "'AF_INET*' has no effect in Include: the areas that are asked for have it already")]
    [InlineData("WinsockApi.Sockets, Include = \"sockaddr_in\"", "sockaddr_in", "'sockaddr_in' has no effect in Include: the areas that are asked for have it already")]
    [InlineData("WinsockApi.None, Include = \"send, recv, send\"", "send", "'send' has no effect in Include: it stands there twice")]
    [InlineData("WinsockApi.None, Include = \"SIO_*, SIO_TCP_INFO\"", "SIO_TCP_INFO", "'SIO_TCP_INFO' has no effect in Include: 'SIO_*' stands for it too")]
    [InlineData("WinsockApi.None, Include = \"SIO_TCP_*, SIO_*\"", "SIO_TCP_*", "'SIO_TCP_*' has no effect in Include: 'SIO_*' stands for it too")]
    [InlineData("WinsockApi.None, Include = \"SIO_*, SIO*_*\"", "SIO*_*", "'SIO*_*' has no effect in Include: 'SIO_*' stands for it too")]
    [InlineData("WinsockApi.None, Include = \"send, recv\", Exclude = \"send\"", "send", "'send' has no effect in Include: Exclude takes it away again")]
    [InlineData("WinsockApi.None, Include = \"send\", Exclude = \"recv\"", "recv", "'recv' has no effect in Exclude: nothing that is asked for has this name")]
    [InlineData("WinsockApi.Sockets, Exclude = \"MCAST_*\"", "MCAST_*", "'MCAST_*' has no effect in Exclude: nothing that is asked for has this name")]
    [InlineData("WinsockApi.Sockets, Exclude = \"SOCKADDR\"", "SOCKADDR", "'SOCKADDR' has no effect in Exclude: something that stays needs it")]
    [InlineData("WinsockApi.Sockets, Exclude = \"WSAE*, WSAEINTR\"", "WSAEINTR", "'WSAEINTR' has no effect in Exclude: 'WSAE*' stands for it too")]
    public async Task A_word_without_effect_is_an_information_at_the_word(string arguments, string word, string message)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(arguments));

        Assert.Equal(("WSG0008", DiagnosticSeverity.Info, message), (diagnostic.Id, diagnostic.Severity, diagnostic.GetMessage()));
        Assert.Equal(word, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [InlineData("WinsockApi.None, Include = \"bind, SOCKADDR\"")] // Comes along with bind, but is named on purpose.
    [InlineData("WinsockApi.None, Include = \"SIO_TCP_INFO, SIO_TCP_*\", Exclude = \"SIO_TCP_SET*\"", "SIO_TCP_INFO")]
    [InlineData("WinsockApi.Sockets, Include = \"MCAST_*, SIO_TCP_INFO, WSARecvMsg\", Exclude = \"WSAE*\"", "SIO_TCP_INFO")]
    [InlineData("WinsockApi.Sockets, Exclude = \"WSAE*, SO_*\"")]
    [InlineData("WinsockApi.Sockets, Include = \"nonsense_of_mine, NONSENSE_*\"", "nonsense_of_mine", "NONSENSE_*")]
    public async Task A_word_with_an_effect_or_a_rule_of_its_own_is_not(string arguments, params string[] others)
    {
        var words = (await AnalyzeAsync(arguments)).Where(diagnostic => diagnostic.Id == "WSG0008")
            .Select(diagnostic => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));

        Assert.Empty(words.Except(others));
    }

    [Theory]
    [InlineData("WinsockApi.Sockets, Include = \"WSASocketA\"")]
    [InlineData("WinsockApi.Sockets, Include = \"WSAPROTOCOL_INFOA\"")]
    [InlineData("WinsockApi.Sockets, Include = \"WSASocket*\"")]
    [InlineData("WinsockApi.Sockets, Include = \"WSA*A\", Exclude = \"WSASocketA\"")]
    [InlineData("WinsockApi.NameResolution, Include = \"GetAddrInfoExA, FreeAddrInfoEx, ADDRINFOEXA\"")]
    public async Task An_ANSI_name_has_an_effect_beside_its_area(string arguments) => Assert.Empty(await AnalyzeAsync(arguments));

    [Theory]
    [InlineData("WinsockApi.All, Include = \"WSASocketA, FreeAddrInfoEx, ADDRINFOEXA\"", "in Include: the areas that are asked for have it already", 3)]
    [InlineData("WinsockApi.NameResolution, Include = \"ADDRINFOA\"", "in Include: the areas that are asked for have it already", 1)] // getaddrinfo needs it.
    [InlineData("WinsockApi.Sockets, Exclude = \"WSASocketA\"", "in Exclude: nothing that is asked for has this name", 1)]
    [InlineData("WinsockApi.Sockets, Exclude = \"WSASock*A, WSAPROTOCOL_INFOA\"", "in Exclude: nothing that is asked for has this name", 2)]
    [InlineData("WinsockApi.NameResolution, Exclude = \"GetAddrInfoExA, FreeAddrInfoEx, ADDRINFOEXA\"", "in Exclude: nothing that is asked for has this name", 3)]
    public async Task An_ANSI_name_has_none_where_it_comes_or_stays_away_anyway(string arguments, string reason, int words)
    {
        var diagnostics = await AnalyzeAsync(arguments);

        Assert.Equal(words, diagnostics.Length);
        Assert.All(diagnostics, diagnostic => Assert.EndsWith("has no effect " + reason, diagnostic.GetMessage(), System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_All_Exclude_takes_ANSI_names_away() => Assert.Empty(await AnalyzeAsync("WinsockApi.All, Exclude = \"WSASocketA, FreeAddrInfoEx\""));

    [Theory]
    [InlineData("WinsockApi.None", "ask for an area of WinsockApi, or name members in Include")]
    [InlineData("WinsockApi.None, Include = \"\"", "ask for an area of WinsockApi, or name members in Include")]
    [InlineData("WinsockApi.None, Include = null", "ask for an area of WinsockApi, or name members in Include")]
    [InlineData("WinsockApi.None, Include = \" , \"", "ask for an area of WinsockApi, or name members in Include")]
    [InlineData("WinsockApi.None, Include = \"send\", Exclude = \"send\"", "Exclude takes away all that is asked for")]
    [InlineData("WinsockApi.All, Exclude = \"*\"", "Exclude takes away all that is asked for")]
    [InlineData("(WinsockApi)0x80000000", "no area of WinsockApi is asked for")]
    public async Task A_request_for_nothing_is_a_warning_at_the_attribute(string arguments, string reason)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(arguments));

        Assert.Equal(("WSG0009", DiagnosticSeverity.Warning, $"'Ws2' receives nothing: {reason}"), (diagnostic.Id, diagnostic.Severity, diagnostic.GetMessage()));
        Assert.StartsWith("WinsockBindings(", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("WinsockApi.None, Include = \"LPWSAOVERLAPPED_COMPLETION_ROUTINE\"")]
    [InlineData("WinsockApi.None, Include = \"sendd\"")] // WSG0001 has said it.
    [InlineData("WinsockApi.Nonsense")] // CS0117 has.
    public async Task A_request_for_something_or_one_with_an_error_is_not(string arguments) =>
        Assert.DoesNotContain("WSG0009", (await AnalyzeAsync(arguments)).Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("SocketOptionLevels.None")]
    [InlineData("(SocketOptionLevels)(1 << 30)")]
    public async Task Options_of_no_level_are_a_warning(string levels)
    {
        var project = await UserProject.CreateAsync($"using WinsockGen; [SocketOptions({levels})] internal static partial class Options;");

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal(("WSG0009", "'Options' receives nothing: ask for a level of SocketOptionLevels"), (diagnostic.Id, diagnostic.GetMessage()));
    }

    private static async Task<Diagnostic[]> AnalyzeAsync(string arguments)
    {
        var project = await UserProject.CreateAsync(
            $$"""
            using WinsockGen;
            [WinsockBindings({{arguments}})]
            internal static unsafe partial class Ws2 { }
            """);
        return [.. await project.AnalyzeAsync()];
    }
}
