using System;
using System.Linq;

namespace WinsockGen.Generator.Tests.Robustness;

/// <summary>
/// Writes members of the user's own that a person would hardly write: any type in any place, any argument, any modifier. Some of it is valid C#;
/// the rest is what an editor sees between two keystrokes. Every other source is calm: as strange in what it asks for, but the compiler has
/// nothing against it, so that what is emitted for it is compiled too.
/// </summary>
internal sealed class HostileOwnMember(Random random)
{
    private const string Prologue =
        """
        using System;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        using WinsockGen;
        using L = Ws2.LINGER;
        struct Good { public int A; public short B; }
        struct Bad { public string Text; }
        [StructLayout(LayoutKind.Auto)] struct Auto { public int A; }
        ref struct Reference { public Span<byte> Bytes; }
        class OwnSocket : Socket { public OwnSocket() : base(SocketType.Stream, ProtocolType.Tcp) { } }
        static class Names { public const int A = Ws2.SOL_SOCKET; public const string D = "d"; public static int E = 1; }
        [WinsockBindings(WinsockApi.None, Include = "LINGER, tcp_keepalive, SOL_SOCKET, SO_RCVBUF, SO_LINGER, SIO_KEEPALIVE_VALS, IPPROTO_IP, IP_PKTINFO, IP_TTL")]
        static unsafe partial class Ws2 { }

        """;

    /// <summary>What the compiler refuses, and readers must survive.</summary>
    private const string Circles =
        """
        struct Circle { public Circle Inner; }
        struct Ring { public Gnir Inner; }
        struct Gnir { public Ring Inner; }
        static class Loops { public const int B = C; public const int C = B; }

        """;

    private static readonly string[] Types =
    [
        "int", "bool", "byte", "long", "nint", "Good", "Ws2.LINGER", "L", "Ws2.tcp_keepalive", "byte[]", "Span<byte>", "ReadOnlySpan<byte>", "TimeSpan", "TimeSpan?", "IPAddress",
        "DayOfWeek", "Guid", "string", "object", "char", "decimal", "float", "dynamic", "Bad", "Circle", "Ring", "Auto", "Reference", "int?", "Ws2.LINGER?", "Ws2.LINGER[]", "Ws2.NONSENSE",
        "Span<int>", "Span<Ws2.LINGER>", "Task", "Task<int>", "ValueTask<Ws2.LINGER>", "(int, int)", "int*", "void*", "Nonsense", "T", "List<", "Ws2", "Ws2.", "DateTime", "Socket", "byte[,]",
    ];

    private static readonly string[] Arguments =
    [
        "1", "0xFFFF", "0x98000004", "0xC0000001", "-1", "(int)SocketOptionLevel.Socket", "SocketOptionLevel.IP", "SocketOptionName.Linger", "IOControlCode.KeepAliveValues", "Ws2.SOL_SOCKET",
        "Ws2.SO_LINGER", "Ws2.SO_RCVBUF", "Ws2.IP_TTL", "Ws2.IPPROTO_IP", "Ws2.SIO_KEEPALIVE_VALS", "Ws2.NONSENSE", "Names.A", "Loops.B", "Names.D", "Names.E", "~Ws2.SOL_SOCKET", "unchecked((int)Ws2.SIO_KEEPALIVE_VALS)",
        "Ws2.SOL_SOCKET | 1 << 33", "1.5", "\"text\"", "null", "typeof(int)", "'c'", "true", "default", "1L << 40", "level: 1", "name: 2", "code: 3", "nonsense: 4", "", "Ws2.", "checked(int.MaxValue + 1)",
        "-(Ws2.SOL_SOCKET)", "(byte)Ws2.SOL_SOCKET", "(Nonsense)1", "nameof(Ws2)", "Width = 1", "Width = 3", "TimeUnit = SocketTimeUnit.Seconds", "TimeUnit = (SocketTimeUnit)9", "Width = Ws2.SOL_SOCKET",
    ];

    private static readonly string[] Receivers = ["Socket socket", "this Socket socket", "this OwnSocket @this", "this Socket? socket", "in Socket socket", "ref Socket socket", "out Socket socket", "this string socket", "params Socket[] sockets", "this Nonsense socket"];

    /// <summary>How many types, and arguments, of the lists' beginnings any place takes.</summary>
    private const int SoundTypes = 17;
    private const int SoundArguments = 15;

    private bool _isCalm;

    private bool Often => _isCalm || random.Next(4) > 0;

    public string Next()
    {
        _isCalm = random.Next(2) == 0;
        return Prologue + (Often ? "" : Circles) + string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(i => Type("Own" + i, depth: 0)));
    }

    private bool Rarely(int oneIn) => !_isCalm && random.Next(oneIn) == 0;

    private string Type(string name, int depth)
    {
        if (_isCalm)
        {
            return CalmType(name, depth);
        }

        var kind = Often ? "static partial class" : Pick("partial class", "class", "partial struct", "ref partial struct", "readonly partial struct", "partial record", "partial record struct", "partial interface", "file static partial class", "enum", "static class");
        var head = kind + " " + name + (random.Next(6) == 0 ? Pick("<T>", "<T, @class>", "(Socket socket)", " : Socket") : "");
        var members = Members(Receivers[1]);
        var attribute = random.Next(5) == 0 ? $"[ControlMessage({List(2)})]\n" : "";
        return $"{attribute}{head}\n{{\n{members}{(depth < 2 && random.Next(5) == 0 ? Type("Inner", depth + 1) : "")}}}\n" + (random.Next(4) == 0 ? Message(name) : "");
    }

    private string CalmType(string name, int depth)
    {
        var kind = Pick("static partial class", "static partial class", "partial class", "partial struct", "readonly partial struct", "partial record", "partial record struct", "partial interface");
        var parameters = Pick("", "", "<T>", "<T, @class>");
        var canExtend = depth == 0 && parameters.Length == 0 && kind.StartsWith("static", StringComparison.Ordinal);
        var inner = depth < 2 && random.Next(4) == 0 ? Type("Inner", depth + 1) : "";
        return $"{kind} {name}{parameters}\n{{\n{Members(Receivers[canExtend ? 1 : 0])}{inner}}}\n"
            + (depth == 0 && random.Next(3) == 0 ? $"[ControlMessage({List(2)})] partial struct M{name} {{ public {Pick("Good", "int", "Ws2.LINGER", "L", "bool", "string", "DayOfWeek")} A; {Pick("", "int TryRead;", "int ControlSize => 1;")} }}\n" : "");
    }

    private string Members(string receiver) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(index => Member(index, receiver)));

    private string Message(string name) =>
        $"[ControlMessage({List(2)})] {Pick("", "internal ", "readonly ", "ref ")}{Pick("partial ", "partial ", "")}{Pick("struct", "struct", "record struct", "class")} M{name}{Pick("", "", "", "<T>")} {{ public {Pick(Types)} A; {Pick("", "public int B { get; set; }", "int TryRead;", "int ControlSize => 1;", "public bool TryRead(int a) => true;")} }}\n";

    private string Member(int index, string receiver)
    {
        var isOption = random.Next(3) > 0;
        var attribute = isOption ? $"SocketOption({List(2)})" : $"SocketIoctl({List(1)})";
        attribute = Rarely(30) ? attribute + ", " + attribute : random.Next(30) == 0 ? attribute + ", SocketIoctl(1)" : attribute;
        var modifiers = Often ? "internal static partial " : Pick("static partial ", "public static ", "partial ", "static ", "private protected static partial ", "internal virtual partial ", "static unsafe partial ", "abstract ", "async static partial ", "static partial async ", "extern ");
        var parameters = Enumerable.Range(0, random.Next(3)).Select(i => $"{(_isCalm ? Pick("", "", "in ", "ref ", "[Out] ") : Pick("", "", "in ", "out ", "ref ", "ref readonly ", "params ", "scoped ", "[Out] "))}{Type()} {Pick("value", "@event", "p", "\\u0061")}{i}");
        var list = string.Join(", ", Often ? parameters.Prepend(Often ? receiver : Pick(Receivers)) : parameters);
        var result = random.Next(3) == 0 ? "void" : Type();
        var body = Rarely(12) ? Pick(" => default;", " { }", " { throw null; }", "") : ";";
        return $"    [{attribute}] {modifiers}{(Rarely(30) ? "ref " : "")}{result} M{index}{(Rarely(20) ? "<T>" : "")}({list}){body}\n";
    }

    private string Type() => Often ? Pick(Types[..SoundTypes]) : Pick(Types);

    private string List(int usual) => string.Join(", ", Enumerable.Range(0, Often ? usual : random.Next(4)).Select(_ => Often ? Pick(Arguments[..SoundArguments]) : Pick(Arguments)));

    private string Pick(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
