using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using WinsockGen.CodeFixes.Requests;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>What the code fixes make of a request.</summary>
public sealed class RequestFixTests
{
    [Fact]
    public Task An_unknown_name_is_replaced_by_the_nearest() => FixAsync<WSG0001UseNearestName>(
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "send, {|WSG0001:WSARecvMsgg|}, recv")]
        internal static unsafe partial class Ws2 { }
        """,
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "send, WSARecvMsg, recv")]
        internal static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task Fixing_all_gives_each_word_its_own_nearest_name() => FixAsync<WSG0001UseNearestName>(
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "{|WSG0001:sendd|}, recv" + @", {|WSG0001:Wsasendto|}", Exclude = "{|WSG0002:WSARecvv*|}")]
        internal static unsafe partial class Ws2 { }
        """,
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "send, recv" + @", WSASendTo", Exclude = "{|WSG0008:WSARecv*|}")]
        internal static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task A_word_that_is_spelt_with_escapes_is_left_alone()
    {
        const string escaped =
            """
            using WinsockGen;
            [WinsockBindings(WinsockApi.None, Include = "send, {|WSG0001:WSARecvMsg\u0067|}")]
            internal static unsafe partial class Ws2 { }
            """;
        return FixAsync<WSG0001UseNearestName>(escaped, escaped);
    }

    [Fact]
    public Task The_modifiers_that_are_missing_are_added_in_order() => FixAsync<WSG0003AddModifiers>(
        """
        using WinsockGen;
        // Ours.
        [WinsockBindings(WinsockApi.Unix)]
        internal class {|WSG0003:Ws2|} { }
        """,
        """
        using WinsockGen;
        // Ours.
        [WinsockBindings(WinsockApi.Unix)]
        internal static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task A_class_without_modifiers_keeps_its_indentation() => FixAsync<WSG0003AddModifiers>(
        """
        namespace Acme
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Unix)]
            class {|WSG0003:Ws2|} { }
        }
        """,
        """
        namespace Acme
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Unix)]
            static unsafe partial class Ws2 { }
        }
        """);

    [Fact]
    public Task Partial_stays_last() => FixAsync<WSG0003AddModifiers>(
        """
        [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Unix)]
        partial class {|WSG0003:Ws2|} { }
        """,
        """
        [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Unix)]
        static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task The_types_around_become_partial() => FixAsync<WSG0003AddModifiers>(
        """
        public class Outer
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Unix)]
            static unsafe partial class {|WSG0003:Ws2|} { }
        }
        """,
        """
        public partial class Outer
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Unix)]
            static unsafe partial class Ws2 { }
        }
        """);

    [Fact]
    public Task A_class_of_options_does_not_become_unsafe() => FixAsync<WSG0003AddModifiers>(
        """
        [WinsockGen.SocketOptions]
        internal class {|WSG0003:Options|} { }
        """,
        """
        [WinsockGen.SocketOptions]
        internal static partial class Options { }
        """);

    [Fact]
    public Task No_modifier_helps_options_inside_another_class()
    {
        const string nested =
            """
            public class Outer
            {
                [WinsockGen.SocketOptions]
                internal static partial class {|WSG0003:Options|} { }
            }
            """;
        return FixAsync<WSG0003AddModifiers>(nested, nested);
    }

    private static Task FixAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() => new GeneratingFixTest<TFix> { TestCode = before, FixedCode = after }.RunAsync();
}
