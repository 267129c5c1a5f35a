using WinsockGen.Generator.Requests;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>What a word that the catalog does not have is taken for.</summary>
public sealed class NameSuggestionTests
{
    [Theory]
    [InlineData("wsasendto", "WSASendTo")]
    [InlineData("SENDTO", "sendto")]
    [InlineData("sockaddr_In6", "SOCKADDR_IN6")]
    public void A_wrong_case_is_certain(string word, string name) => Assert.Equal([name], NameSuggestions.ForName(word));

    [Theory]
    [InlineData("WSASocket", "WSASocketW")]
    [InlineData("WSAPROTOCOL_INFO", "WSAPROTOCOL_INFOW")]
    public void Of_twins_the_wide_one_comes_first(string word, string wide) => Assert.Equal(wide, NameSuggestions.ForName(word)[0]);

    [Theory]
    [InlineData("WSASendToW", "WSASendTo")]
    [InlineData("bindA", "bind")]
    public void A_function_without_twins_loses_the_letter(string word, string name) => Assert.Equal([name], NameSuggestions.ForName(word));

    [Theory]
    [InlineData("SOCKADDRIN", "SOCKADDR_IN")]
    [InlineData("sockaddrin6", "SOCKADDR_IN6")]
    [InlineData("TCPNODELAY", "TCP_NODELAY")]
    [InlineData("SO_KEEP_ALIVE", "SO_KEEPALIVE")]
    public void Underscores_may_be_wrong(string word, string name) => Assert.Equal(name, NameSuggestions.ForName(word)[0]);

    [Theory]
    [InlineData("LPSOCKADDR", "SOCKADDR")]
    [InlineData("PSOCKADDR_IN", "SOCKADDR_IN")]
    [InlineData("PSOCKADDR_IN6", "SOCKADDR_IN6")]
    [InlineData("LPWSADATA", "WSADATA")]
    [InlineData("LPWSAPROTOCOL_INFO", "WSAPROTOCOL_INFOW")]
    [InlineData("PADDRINFOA", "ADDRINFOA")]
    public void A_pointer_type_is_answered_with_its_struct(string word, string name) => Assert.Equal(name, NameSuggestions.ForName(word)[0]);

    [Theory]
    [InlineData("WSARevcMsg", "WSARecvMsg")]
    [InlineData("gethostnmae", "gethostname")]
    [InlineData("SO_RESUEADDR", "SO_REUSEADDR")]
    public void Swapped_letters_count_once(string word, string name) => Assert.Equal(name, NameSuggestions.ForName(word)[0]);

    [Fact]
    public void What_is_much_farther_than_the_nearest_is_not_named()
    {
        Assert.Equal(["WSARecvMsg"], NameSuggestions.ForName("WSARecvMsgg"));
        Assert.InRange(NameSuggestions.ForName("WSAEINVALL").Count, 1, 3);
    }

    [Theory]
    [InlineData("CompletelyUnrelatedWord")]
    [InlineData("xyz")]
    [InlineData("__________")]
    public void A_word_that_resembles_nothing_gets_no_suggestion(string word) => Assert.Empty(NameSuggestions.ForName(word));

    [Fact]
    public void An_overlong_word_is_not_even_compared() => Assert.Empty(NameSuggestions.ForName("send" + new string('d', 100_000)));

    [Theory]
    [InlineData("SOI_*", "SIO_*")]
    [InlineData("sio_*", "SIO_*")]
    [InlineData("WSARecvv*", "WSARecv*")]
    [InlineData("MCATS_*", "MCAST_*")]
    public void A_pattern_is_answered_with_one_that_matches(string pattern, string nearest) =>
        Assert.Equal(nearest, NameSuggestions.ForPattern(pattern)[0]);

    [Theory]
    [InlineData("*_NONSENSE")]
    [InlineData("SIO_*_NONSENSE")]
    [InlineData("Unrelated*")]
    public void A_pattern_whose_beginning_is_not_to_blame_gets_no_suggestion(string pattern) => Assert.Empty(NameSuggestions.ForPattern(pattern));
}
