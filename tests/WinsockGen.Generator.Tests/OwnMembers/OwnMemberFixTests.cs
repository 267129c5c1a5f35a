using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using WinsockGen.CodeFixes.Requests;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Requests;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>What the code fixes make of members of the user's own.</summary>
public sealed class OwnMemberFixTests
{
    [Fact]
    public Task A_method_and_the_types_around_it_become_partial() => FixAsync<WSG0012AddPartial>(
        """
        using System.Net.Sockets;
        using WinsockGen;
        public class Outer
        {
            // Ours.
            static class Own
            {
                [SocketOption(1, 2)]
                internal static int {|CS0501:{|WSG0012:Get|}|}(Socket socket);
            }
        }
        """,
        """
        using System.Net.Sockets;
        using WinsockGen;
        public partial class Outer
        {
            // Ours.
            static partial class Own
            {
                [SocketOption(1, 2)]
                internal static partial int Get(Socket socket);
            }
        }
        """);

    [Fact]
    public Task A_struct_becomes_partial() => FixAsync<WSG0012AddPartial>(
        """
        using WinsockGen;
        // A message.
        [ControlMessage(1, 2)]
        struct {|WSG0012:Message|} { public int A { get; set; } }
        """,
        """
        using WinsockGen;
        // A message.
        [ControlMessage(1, 2)]
        partial struct Message { public int A { get; set; } }
        """);

    [Fact]
    public Task The_right_level_takes_the_place_of_the_wrong_one() => FixAsync<WSG0016UseRightLevel>(
        """
        using System.Net.Sockets;
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "SOL_SOCKET, IPPROTO_IP, IP_TTL")]
        internal static unsafe partial class Ws2 { }
        internal static partial class Own
        {
            [SocketOption({|WSG0016:Ws2.SOL_SOCKET, Ws2.IP_TTL|})]
            internal static partial int Get(Socket socket);
        }
        """,
        """
        using System.Net.Sockets;
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "SOL_SOCKET, IPPROTO_IP, IP_TTL")]
        internal static unsafe partial class Ws2 { }
        internal static partial class Own
        {
            [SocketOption(Ws2.IPPROTO_IP, Ws2.IP_TTL)]
            internal static partial int Get(Socket socket);
        }
        """);

    private static Task FixAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() => new GeneratingFixTest<TFix>(new OwnMemberAnalyzer()) { TestCode = before, FixedCode = after }.RunAsync();
}
