using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>What the analyzer says about members of the user's own, and where; each beside a twin that it says nothing about.</summary>
public sealed class OwnMemberDiagnosticTests
{
    [Theory]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "[SocketOption(1, 2)] internal static int [Get](this Socket socket);", "add 'partial' to it")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "[SocketOption(1, 2)] internal static partial int [Get]();", "it needs a socket, a System.Net.Sockets.Socket or one of WinsockGen's, as its first parameter")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "[SocketOption(1, 2)] internal static partial int [Get](this System.IO.Stream socket);", "it needs a socket, a System.Net.Sockets.Socket or one of WinsockGen's, as its first parameter")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "[SocketOption(1, 2)] internal static partial int Get<T>(this Socket socket);", "it must not be generic: Windows needs to know the width of a value", "<T>")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "[SocketOption(1, 2)] internal static partial [Task<int>] Get(this Socket socket);", "an option is read at once: return the value itself")]
    [InlineData("[SocketOption(1, 2)] internal static partial void Set(this Socket socket, int value);", "[SocketOption(1, 2)] internal static partial [Task] Set(this Socket socket, int value);", "an option is set at once: return nothing")]
    [InlineData("[SocketOption(1, 2)] internal static partial void Set(this Socket socket, int value);", "[SocketOption(1, 2)] internal static partial void [Set](this Socket socket);", null)]
    [InlineData("[SocketOption(1, 2)] internal static partial void Set(this Socket socket, int value);", "[SocketOption(1, 2)] internal static partial void Set[(this Socket socket, int value, int other)];", null)]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "[SocketOption(1, 2)] internal static partial [int] Get(this Socket socket, int value);", null)]
    [InlineData("[SocketOption(1, 2)] internal static partial byte[] Get(this Socket socket, int length);", "[SocketOption(1, 2)] internal static partial byte[] Get(this Socket socket);", "an int parameter must say how many bytes there may be, or a span must hold them", "byte[]")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket, Span<byte> value);", "[SocketOption(1, 2)] internal static partial void Get(this Socket socket, [Span<byte>] value);", null)]
    [InlineData("[SocketIoctl(0xC0000001)] internal static partial int Get(this Socket socket, int value);", "[SocketIoctl(0xC0000001)] internal static partial int Get(this Socket socket, int value, [long] other);", "it has two inputs: Windows takes one buffer, so make one struct of them")]
    [InlineData("[SocketIoctl(0xC0000001)] internal static partial void Get(this Socket socket, int value, out int other);", "[SocketIoctl(0xC0000001)] internal static partial [int] Get(this Socket socket, int value, out int other);", "it has two outputs")]
    [InlineData("[SocketIoctl(0x40000001)] internal static partial int Get(this Socket socket, Span<byte> value);", "[SocketIoctl(0x40000001)] internal static partial void Get(this Socket socket, [Span<byte>] value);", "it must return an int, which says how many bytes came")]
    [InlineData("[SocketIoctl(0x40000001)] internal static partial int Get(this Socket socket);", "[SocketIoctl(0x40000001)] internal static partial [ValueTask<int>] Get(this Socket socket);", null)]
    [InlineData("[SocketIoctl(0x40000001)] internal static partial int Get(this Socket socket);", "[SocketIoctl(0x40000001), [SocketOption(1, 2)]] internal static partial int Get(this Socket socket);", "one method is one option or one ioctl, and this has two attributes", "SocketIoctl(0x40000001)")]
    public Task A_shape_that_cannot_be_implemented_is_reported(string clean, string wrong, string? reason, string? at = null) => CheckAsync("WSG0012", clean, wrong, reason, at);

    [Theory]
    [InlineData("int", "char", "it is a char, which may have one byte or two: use byte or ushort")]
    [InlineData("int", "string", "text has no fixed width: use bytes")]
    [InlineData("int", "object", "it is a class: use a struct of the fields that Windows has")]
    [InlineData("int", "int[]", "it is a class: use a struct of the fields that Windows has")]
    [InlineData("int", "int?", null)]
    [InlineData("Good", "WithText", "its field 'Text' is of the managed type 'string'")]
    [InlineData("Good", "WithBool", "its field 'Flag' is a bool, which has another width in C# than in Windows: use byte or int")]
    [InlineData("Good", "Nested", "its field 'Inner' 'Flag' is a bool, which has another width in C# than in Windows: use byte or int")]
    [InlineData("Good", "Auto", "it is of a struct with automatic layout")]
    [InlineData("Good", "DateTime", "it is of a struct with automatic layout")]
    [InlineData("Good", "Generic<int>", null)]
    [InlineData("Good", "(int, int)", null)]
    [InlineData("Good", "RefStruct", "it is a ref struct")]
    [InlineData("Guid", "decimal", null)]
    [InlineData("int", "TimeSpan", "say what Windows counts: TimeUnit = SocketTimeUnit.Milliseconds or SocketTimeUnit.Seconds")]
    [InlineData("int", "IPAddress", "only IPPROTO_IP (4 bytes) and IPPROTO_IPV6 (16 bytes) say how wide it is")]
    [InlineData("Ws2.LINGER", "Ws2.LINGER?", null)]
    public async Task A_type_whose_bytes_are_not_Windows_is_reported_at_the_type(string clean, string wrong, string? reason)
    {
        if (wrong != "decimal")
        {
            await CheckAsync("WSG0013", Get(clean), Get($"[{wrong}]").Replace("int[]", "int\u200B", StringComparison.Ordinal).Replace("[int\u200B]", "[int[]]", StringComparison.Ordinal), reason, wrong);
        }

        static string Get(string type) => $"[SocketOption(91, 2)] internal static partial {type} Get(this Socket socket);";
    }

    [Theory]
    [InlineData("Width = 4", "Width = 3", "a Width of 3 is none of 1, 2 and 4")]
    public Task A_width_that_no_bool_has_is_reported(string clean, string wrong, string reason) => CheckAsync(
        "WSG0013",
        $"[SocketOption(1, 2, {clean})] internal static partial bool Get(this Socket socket);",
        $"[SocketOption(1, 2, {wrong})] internal static partial bool Get(this Socket socket);",
        reason,
        "bool");

    [Theory]
    [InlineData("1, 2", "1, [\"two\"]", "it is no integer")]
    [InlineData("1, 2", "[1.5], 2", "it is no integer")]
    [InlineData("1, 2", "1, [0x100000000]", "it has more than 32 bits")]
    [InlineData("1, (int)2L", "1, [null]", "it is no integer")]
    public Task An_argument_that_is_no_number_is_reported_at_the_argument(string clean, string wrong, string reason) => CheckAsync(
        "WSG0014",
        $"[SocketOption({clean})] internal static partial int Get(this Socket socket);",
        $"[SocketOption({wrong})] internal static partial int Get(this Socket socket);",
        reason);

    [Theory]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_RCVBUF", "int Get(this Socket socket)", "[short] Get(this Socket socket)", "'short' has 2 bytes, and SO_RCVBUF has 4 bytes")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_RCVBUF", "void Set(this Socket socket, int value)", "void Set(this Socket socket, [long] value)", "'long' has 8 bytes, and SO_RCVBUF has 4 bytes")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_RCVBUF", "uint Get(this Socket socket)", "[nint] Get(this Socket socket)", "'nint' has 8 bytes (4 on 32-bit Windows), and SO_RCVBUF has 4 bytes")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_LINGER", "Ws2.LINGER Get(this Socket socket)", "[Good] Get(this Socket socket)", "'Good' has 8 bytes, and SO_LINGER has 4 bytes")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_ACCEPTCONN", "bool Get(this Socket socket)", "void Set(this Socket socket, [bool] value)", "SO_ACCEPTCONN can only be read")]
    [InlineData("Ws2.IPPROTO_IP, Ws2.IP_ADD_IFLIST", "void Set(this Socket socket, int value)", "[int] Get(this Socket socket)", "IP_ADD_IFLIST can only be set")]
    public Task What_the_catalog_knows_otherwise_is_reported_at_the_type(string arguments, string clean, string wrong, string reason) => CheckAsync(
        "WSG0015", $"[SocketOption({arguments})] internal static partial {clean};", $"[SocketOption({arguments})] internal static partial {wrong};", reason);

    [Theory]
    [InlineData("0x40000001", "void Get(this Socket socket, out int value)", "void [Get](this Socket socket, int value)", "its code says that there is output, and nothing takes it")]
    [InlineData("0x80000001", "void Set(this Socket socket, int value)", "int [Set](this Socket socket)", "its code says that there is input, and nothing gives it")]
    [InlineData("0x20000001", "void Act(this Socket socket)", "void [Act](this Socket socket, int value)", "its code says that there is neither input nor output")]
    [InlineData("Ws2.SIO_KEEPALIVE_VALS", "void Set(this Socket socket, in Ws2.tcp_keepalive value)", "Ws2.tcp_keepalive [Get](this Socket socket)", "SIO_KEEPALIVE_VALS takes input, and nothing gives it")]
    [InlineData("0xC0000001", "int Ask(this Socket socket, int value)", "void [Ask](this Socket socket)", "its code says that there is input and output")]
    public Task A_code_that_says_another_direction_is_reported_at_the_method(string code, string clean, string wrong, string reason) => CheckAsync(
        "WSG0015", $"[SocketIoctl({code})] internal static partial {clean};", $"[SocketIoctl({code})] internal static partial {wrong};", reason);

    [Theory]
    [InlineData("Ws2.IPPROTO_IP, Ws2.IP_TTL", "[Ws2.SOL_SOCKET, Ws2.IP_TTL]", "'IP_TTL' belongs to IPPROTO_IP, not to SOL_SOCKET")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_RCVBUF", "[Ws2.IPPROTO_TCP, Ws2.SO_RCVBUF]", "'SO_RCVBUF' belongs to SOL_SOCKET, not to IPPROTO_TCP")]
    [InlineData("Ws2.IPPROTO_TCP, Ws2.TCP_NODELAY", "[0xFFFF, Ws2.TCP_NODELAY]", "'TCP_NODELAY' belongs to IPPROTO_TCP, not to SOL_SOCKET")]
    [InlineData("SocketOptionLevel.Tcp, SocketOptionName.NoDelay", "[SocketOptionLevel.Socket, SocketOptionName.NoDelay]", "'NoDelay' belongs to IPPROTO_TCP, not to SOL_SOCKET")]
    [InlineData("Ws2.IPPROTO_IP, (int)SocketOptionName.MulticastLoopback", "[Ws2.IPPROTO_TCP, (int)SocketOptionName.MulticastLoopback]", "'MulticastLoopback' belongs to IPPROTO_IP and IPPROTO_IPV6, not to IPPROTO_TCP")]
    [InlineData("(SocketOptionLevel)0xFFFF, SocketOptionName.ReceiveBuffer", "[(SocketOptionLevel)6, SocketOptionName.ReceiveBuffer]", "'ReceiveBuffer' belongs to SOL_SOCKET, not to IPPROTO_TCP")]
    public async Task A_name_of_another_level_is_reported_at_both_arguments(string clean, string wrong, string message)
    {
        var diagnostic = await CheckAsync(
            "WSG0016",
            $"[SocketOption({clean})] internal static partial int Get(this Socket socket);",
            $"[SocketOption({wrong})] internal static partial int Get(this Socket socket);",
            reason: null);
        Assert.Equal(message, diagnostic.GetMessage());
    }

    [Theory]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, 2)] internal struct [Message] { public int A; }", "WSG0012", null)]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, 2)] internal partial struct [Message]<T> { public int A; }", "WSG0012", null)]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, 2)] internal ref partial struct [Message] { public int A; }", "WSG0012", "it must not be a ref struct")]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, 2)] internal partial struct Message { public string [A]; }", "WSG0013", "it is of the managed type 'string'")]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, 2)] internal partial struct Message { public bool [A] { get; set; } }", "WSG0013", null)]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, 2), StructLayout(LayoutKind.Auto)] internal partial struct [Message] { public int A; }", "WSG0013", null)]
    [InlineData("[ControlMessage(1, 2)] internal partial struct Message { public int A; }", "[ControlMessage(1, [\"x\"])] internal partial struct Message { public int A; }", "WSG0014", null)]
    [InlineData("[ControlMessage(Ws2.IPPROTO_IP, Ws2.IP_PKTINFO)] internal partial struct Message { public long A; }", "[ControlMessage(Ws2.IPPROTO_IP, Ws2.IP_PKTINFO)] internal partial struct [Message] { public int A; }", "WSG0015", "it has 4 bytes, and the data of IP_PKTINFO have 8 bytes")]
    [InlineData("[ControlMessage(Ws2.IPPROTO_IP, Ws2.IP_PKTINFO)] internal partial struct Message { public long A; }", "[ControlMessage([Ws2.IPPROTO_TCP], Ws2.IP_PKTINFO)] internal partial struct Message { public long A; }", "WSG0016", null)]
    public Task A_control_message_that_cannot_work_is_reported(string clean, string wrong, string id, string? reason) => CheckAsync(id, clean, wrong, reason);

    [Theory]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket socket);", "begin with C# 9, and this project uses C# 7.3")]
    public async Task A_language_without_such_partial_methods_is_named(string member, string reason)
    {
        var project = await UserProject.CreateAsync(
            "using System.Net.Sockets; using WinsockGen; internal static partial class Own { " + member + " }", TargetPlatform.Net472, LanguageVersion.CSharp7_3);

        Assert.Contains(reason, Assert.Single(await project.AnalyzeAsync(new OwnMemberAnalyzer())).GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(project.Bindings.Keys, name => name.Contains("Own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_control_message_needs_spans()
    {
        const string source = "[WinsockGen.ControlMessage(1, 2)] internal partial struct Message { public int A; }";
        var without = await UserProject.CreateAsync(source, TargetPlatform.Net472, LanguageVersion.CSharp9);
        var with = await UserProject.CreateAsync(source, TargetPlatform.Net472WithSpans, LanguageVersion.CSharp9);

        Assert.Contains("System.Memory", Assert.Single(await without.AnalyzeAsync(new OwnMemberAnalyzer())).GetMessage(), StringComparison.Ordinal);
        Assert.Empty(without.Bindings);
        Assert.Empty(await with.AnalyzeAsync(new OwnMemberAnalyzer()));
    }

    [Fact]
    public async Task A_member_that_cannot_be_implemented_hides_no_diagnostic_behind_an_error_of_the_compiler()
    {
        var project = await UserProject.CreateAsync(Source("[SocketOption(1, 2)] internal static partial string Get(this Socket socket);"));

        Assert.Empty(project.Complaints);
        Assert.Contains("throw new global::System.NotSupportedException(\"WSG0013: ", project.Bindings["Own.OwnMethods.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagnostic_can_be_turned_off_where_it_stands()
    {
        var project = await UserProject.CreateAsync(Source(
            "#pragma warning disable WSG0015\n[SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVBUF)] internal static partial short Get(this Socket socket);\n#pragma warning restore WSG0015\n"));

        Assert.Empty(await project.AnalyzeAsync(new OwnMemberAnalyzer()));
        Assert.Contains("Get<short>", project.Bindings["Own.OwnMethods.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[SocketOption(")]
    [InlineData("[SocketOption(1, 2)]")]
    [InlineData("[SocketOption(1, 2)] internal static partial")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Socket);")]
    [InlineData("[SocketOption(1)] internal static partial int Get(this Socket socket);")]
    [InlineData("[SocketOption(1, 2, 3)] internal static partial int Get(this Socket socket);")]
    [InlineData("[SocketOption(, )] internal static partial int Get(this Socket socket);")]
    [InlineData("[SocketOption(1, 2, Width = )] internal static partial bool Get(this Socket socket);")]
    [InlineData("[SocketOption(1, 2)] internal static partial Nonsense Get(this Socket socket, Nonsense value);")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Get(this Nonsense socket);")]
    [InlineData("[SocketOption(1, 2)][SocketOption(1, 2)] internal static partial int Get(this Socket socket);")]
    [InlineData("[SocketIoctl(Ws2.)] internal static partial Ws2. Get(this Socket socket, in Ws2. values);")]
    [InlineData("[ControlMessage(1, )] internal partial struct { public int A; }")]
    [InlineData("[ControlMessage(1, 2)] internal partial struct A { public B B; } internal partial struct B { public A A; }")]
    [InlineData("struct A { A a; } [SocketOption(1, 2)] internal static partial A Get(this Socket socket);")]
    [InlineData("[SocketOption(1, 2)] internal static partial int Value { get; }")]
    [InlineData("[SocketIoctl(1)] internal static int Field; [ControlMessage(1, 2)] internal enum E { A }")]
    [InlineData("} file static partial class F { [SocketOption(1, 2)] internal static partial int Get(this Socket socket);")]
    [InlineData("[SocketOption(1, 2), SocketOption(1, 3), SocketIoctl(4)] internal static partial int Get(this Socket socket);")]
    [InlineData("[SocketOption(Ws2.AF_INET, Ws2.ADDRINFOA)] internal static partial Ws2.ADDRINFOA Get(this Socket socket);")]
    [InlineData("internal static int Get(this Socket socket) { [SocketOption(1, 2)] static partial int Local(Socket inner); return 1; }")]
    public async Task Half_typed_code_makes_nothing_throw(string member)
    {
        var project = await UserProject.CreateAsync(Source(member));

        await project.AnalyzeAsync(new OwnMemberAnalyzer());

        Assert.Null(project.Result.Exception);
    }

    /// <param name="id">The rule.</param>
    /// <param name="clean">A member that nothing is said about.</param>
    /// <param name="wrong">Its twin; what the diagnostic stands at is in brackets, the attribute's own apart.</param>
    /// <param name="reason">How the message ends.</param>
    /// <param name="at">What the diagnostic stands at, where brackets would not say it.</param>
    private static async Task<Diagnostic> CheckAsync(string id, string clean, string wrong, string? reason, string? at = null)
    {
        Assert.Empty(await (await UserProject.CreateAsync(Source(clean))).AnalyzeAsync(new OwnMemberAnalyzer()));
        var (source, marked) = Unmark(wrong);
        var project = await UserProject.CreateAsync(Source(source));
        Assert.Null(project.Result.Exception);

        var diagnostic = Assert.Single(await project.AnalyzeAsync(new OwnMemberAnalyzer()));

        Assert.Equal((id, at ?? marked), (diagnostic.Id, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)));
        Assert.EndsWith(reason ?? "", diagnostic.GetMessage(), StringComparison.Ordinal);
        return diagnostic;
    }

    /// <summary>Takes the inner pair of brackets away: the last that are no array's and no attribute's.</summary>
    private static (string Source, string Marked) Unmark(string text)
    {
        for (var start = text.Length - 1; start > 0; start--)
        {
            if (text[start] != '[' || text[start + 1] == ']' || text[start..].StartsWith("[SocketOption(", StringComparison.Ordinal) && !text[start..].StartsWith("[SocketOption(1, 2)]]", StringComparison.Ordinal))
            {
                continue;
            }

            var end = text.IndexOf(']', start);
            end = text[start..end].EndsWith('[') ? text.IndexOf(']', end + 1) : end;
            return (text[..start] + text[(start + 1)..end] + text[(end + 1)..], text[(start + 1)..end]);
        }

        return (text, "");
    }

    private static string Source(string member) =>
        $$"""
        #pragma warning disable CS0649
        using System;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        using WinsockGen;

        internal struct Good { public int A, B; }
        internal struct WithText { public string Text; }
        internal struct WithBool { public bool Flag; }
        internal struct Nested { public WithBool Inner; }
        internal struct Generic<T> { public T Value; }
        internal ref struct RefStruct { public int Value; }
        [StructLayout(LayoutKind.Auto)] internal struct Auto { public int Value; }

        [WinsockBindings(WinsockApi.None, Include = "LINGER, SOL_SOCKET, SO_*, SIO_KEEPALIVE_VALS, tcp_keepalive, IPPROTO_IP, IPPROTO_TCP, TCP_*, IP_*")]
        internal static unsafe partial class Ws2 { }

        internal static partial class Own
        {
            {{member}}
        }
        """;
}
