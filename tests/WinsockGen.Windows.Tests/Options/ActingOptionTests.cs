using System;
using System.Linq;
using System.Net.Sockets;
using WinsockGen.Catalog;
using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Every option that acts or is asked, through its method and through setsockopt and getsockopt themselves.</summary>
public sealed class ActingOptionTests
{
    public static TheoryData<string> All() => [.. ActingOption.All.Keys];

    [Fact]
    public void None_is_missing() => Assert.Equal(
        WinsockCatalog.Shared.Options.Where(option => option.Property.Length > 0 && (option.Access & (OptionAccess.Act | OptionAccess.Query)) != 0)
            .Select(option => option.Level + "." + option.Name).Order(StringComparer.Ordinal),
        ActingOption.All.Keys.Order(StringComparer.Ordinal));

    [OptionTheory]
    [Covers("options", "acted or asked")]
    [MemberData(nameof(All))]
    public void A_method_gets_the_answer_that_the_raw_call_gets_with_the_documented_bytes(string name)
    {
        var acting = ActingOption.All[name];
        var option = WinsockCatalog.Shared.Options.Find(name)!;
        using var socket = OptionSocket.Open(option);
        using var twin = OptionSocket.Open(option);
        if (acting.First is not null)
        {
            // By the other way than the call that is tested: they agree on the bytes, or the second finds nothing to undo.
            var first = WinsockCatalog.Shared.Options.Find(option.Level + "." + acting.First)!;
            SocketErrors.Of(() => ActingOption.All[option.Level + "." + first.Name].CallRaw(first, socket));
            SocketErrors.Of(() => ActingOption.All[option.Level + "." + first.Name].CallRaw(first, twin));
        }

        var answer = SocketErrors.Of(() => acting.Call(socket));

        Assert.Equal(SocketErrors.Of(() => acting.CallRaw(option, twin)), answer);

        // A second time what was done finds it done.
        Assert.Equal(SocketErrors.Of(() => acting.CallRaw(option, twin)), SocketErrors.Of(() => acting.Call(socket)));
    }

    [Fact]
    public void A_group_that_was_joined_can_be_left_once_by_either_way()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var option = WinsockCatalog.Shared.Options.Find("IPPROTO_IP.IP_DROP_MEMBERSHIP")!;
        var leave = ActingOption.All["IPPROTO_IP.IP_DROP_MEMBERSHIP"];

        ActingOption.All["IPPROTO_IP.IP_ADD_MEMBERSHIP"].Call(socket);
        leave.CallRaw(option, socket);

        Assert.NotEqual(SocketError.Success, SocketErrors.Of(() => leave.Call(socket)));
    }
}
