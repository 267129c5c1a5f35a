using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Analyzers.Rules.Options;
using Xunit;
using Verify = WinsockGen.Analyzers.Tests.Verification.Rule<
    WinsockGen.Analyzers.Rules.Options.WSG4001OptionAtWrongLevel,
    WinsockGen.CodeFixes.Options.WSG4001UseRightLevel>;

namespace WinsockGen.Analyzers.Tests.Rules;

public class OptionAtWrongLevelTests
{
    [Theory]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.IPv6, SocketOptionName.ReuseAddress|], 1);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Socket, SocketOptionName.NoDelay|], true);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Tcp, SocketOptionName.KeepAlive|], true);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Socket, SocketOptionName.IPv6Only|], false);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.Broadcast|], true);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Udp, SocketOptionName.ReceiveBuffer|], 9);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Socket, SocketOptionName.AddMembership|], new byte[8]);")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Socket, SocketOptionName.TcpKeepAliveTime|], 9);")]
    [InlineData("_ = s.GetSocketOption([|SocketOptionLevel.IP, SocketOptionName.Error|]);")]
    [InlineData("s.SetSocketOption([|(SocketOptionLevel)6, SocketOptionName.KeepAlive|], true);")]
    [InlineData("s.SetSocketOption(optionName: [|SocketOptionName.Linger, optionLevel: SocketOptionLevel.IP|], optionValue: 1);")]
    [InlineData("const SocketOptionLevel Level = SocketOptionLevel.IP; s.SetSocketOption([|Level, SocketOptionName.ReuseAddress|], true);")]
    [InlineData("s.SetRawSocketOption([|Native.IPPROTO_IP, Native.SO_REUSEADDR|], new byte[4]);")]
    [InlineData("udp.Client.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true);")]
    public Task An_option_of_another_level_is_found(string statement)
        => Verify.Finds($$"""void M(Socket s, UdpClient udp) { {{statement}} }""");

    [Theory]
    [InlineData("Native.setsockopt(s, [|Native.IPPROTO_IP, Native.SO_REUSEADDR|], p, 4);")]
    [InlineData("Native.setsockopt(s, [|Native.SOL_SOCKET, Native.TCP_NODELAY|], p, 4);")]
    [InlineData("Native.setsockopt(s, [|Native.IPPROTO_TCP, Native.SO_KEEPALIVE|], p, 4);")]
    [InlineData("Native.setsockopt(s, [|Native.SOL_SOCKET, Native.IP_TTL|], p, 4);")]
    [InlineData("Native.setsockopt(s, [|6, 128|], p, 4);")]
    [InlineData("int l = 4; Native.getsockopt(s, [|Native.IPPROTO_TCP, Native.SO_LINGER|], p, &l);")]
    public Task A_native_option_of_another_level_is_found(string statement)
        => Verify.Finds($$"""unsafe void M(nint s, void* p) { {{statement}} }""");

    [Fact]
    public Task Every_kind_of_body_is_analysed()
        => Verify.FindsIn(
            """
            using System;
            using System.Collections.Generic;
            using System.Net.Sockets;
            using System.Threading.Tasks;

            var s = new Socket(SocketType.Stream, ProtocolType.Tcp);
            s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true);
            Action lambda = () => s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true);
            lambda();
            Local();
            await Async();
            Iterator();
            void Local() => s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true);
            async Task Async() { await Task.Yield(); s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true); }
            IEnumerable<int> Iterator() { s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true); yield return 1; }
            """,
            Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ExclusiveAddressUse, true);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, 9);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IpTimeToLive, 9);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.HopLimit, 9);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, 9);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new byte[20]);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 9);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 9);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Udp, SocketOptionName.NoChecksum, 9);")]
    public Task An_option_at_its_level_is_right(string statement)
        => Verify.Finds($$"""void M(Socket s) { {{statement}} }""");

    [Theory]
    [InlineData("s.SetSocketOption(level, SocketOptionName.ReuseAddress, true);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.IP, name, true);")]
    [InlineData("s.SetSocketOption((SocketOptionLevel)270, SocketOptionName.ReuseAddress, true);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Socket, (SocketOptionName)15, true);")]
    [InlineData("s.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)0x200, true);")]
    [InlineData("s.SetRawSocketOption(1, 15, new byte[4]);")]
    public Task What_is_not_certain_is_not_judged(string statement)
        => Verify.Finds($$"""void M(Socket s, SocketOptionLevel level, SocketOptionName name) { {{statement}} }""");

    [Theory]
    [InlineData("Native.setsockopt(s, Native.SOL_SOCKET, Native.SO_REUSEADDR, p, 4);")]
    [InlineData("Native.setsockopt(s, Native.IPPROTO_IP, Native.IP_TTL, p, 4);")]
    [InlineData("Native.setsockopt(s, Native.IPPROTO_IPV6, Native.IP_TTL, p, 4);")]
    [InlineData("Native.setsockopt(s, 6, 1, p, 4);")]
    [InlineData("Native.setsockopt(s, 6, 0x7FF0, p, 4);")]
    [InlineData("Native.setsockopt(s, 270, 4, p, 4);")]
    public Task A_native_option_at_its_level_or_unknown_is_not_judged(string statement)
        => Verify.Finds($$"""unsafe void M(nint s, void* p) { {{statement}} }""");

    [Theory]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], true);", "s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);", "SOL_SOCKET")]
    [InlineData("s.SetSocketOption([|(SocketOptionLevel)6, SocketOptionName.KeepAlive|], true);", "s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);", "SOL_SOCKET")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.Socket, SocketOptionName.MulticastLoopback|], 1);", "s.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastLoopback, 1);", "IPPROTO_IPV6")]
    [InlineData("s.SetSocketOption([|SocketOptionLevel.IP, SocketOptionName.ReuseAddress|], 64);", "s.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, 64);", "KeepLevel")]
    [InlineData("Native.setsockopt(0, [|Native.IPPROTO_IP, Native.SO_REUSEADDR|], null, 4);", "Native.setsockopt(0, Native.SOL_SOCKET, Native.SO_REUSEADDR, null, 4);", "SOL_SOCKET")]
    [InlineData("Native.setsockopt(0, [|6, 128|], null, 4);", "Native.setsockopt(0, 0xFFFF, 128, null, 4);", "SOL_SOCKET")]
    public Task The_fix_uses_a_level_that_has_the_option_or_says_what_the_number_is(string bad, string good, string key)
        => Verify.Fixes($$"""unsafe void M(Socket s) { {{bad}} }""", $$"""unsafe void M(Socket s) { {{good}} }""", key);

    [Fact]
    public void The_names_of_the_BCL_stand_for_options_of_the_same_number()
    {
        Assert.NotEmpty(OptionTable.Shared.Members);
        foreach (string member in OptionTable.Shared.Members)
        {
            var name = Enum.Parse<SocketOptionName>(member);
            Assert.NotEmpty(OptionTable.Shared.OfMember(member));
            Assert.All(OptionTable.Shared.OfMember(member), option => Assert.Equal((long)name, option.Value));
        }
    }

    [Fact]
    public void Every_name_of_the_BCL_is_in_the_table()
        => Assert.Equal(
            Enum.GetNames<SocketOptionName>().Where(name => name != nameof(SocketOptionName.MaxConnections)).Order(StringComparer.Ordinal),
            OptionTable.Shared.Members.Order(StringComparer.Ordinal));
}
