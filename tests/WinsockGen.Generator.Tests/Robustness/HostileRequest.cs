using System;
using System.Linq;

namespace WinsockGen.Generator.Tests.Robustness;

/// <summary>
/// Writes sources with requests that a person would hardly write: every kind of type in every place, arguments of wrong types, lists of
/// anything. Some of it is valid C#; the rest is what an editor sees between two keystrokes, or what another generator might write.
/// </summary>
internal sealed class HostileRequest(Random random)
{
    private static readonly string[] Names =
    [
        "send", "recv", "bind", "htons", "AF_INET", "SOCKADDR_IN", "sockaddr_in", "FD_SET", "WSARecvMsg", "SIO_TCP_INFO", "closesocket", "WSADATA", "IN6_ADDR",
        "getaddrinfo", "RIOReceive", "WSAStartup", "LPWSAOVERLAPPED_COMPLETION_ROUTINE", "SIO_TCP_*", "SOCKADDR_U*", "MCAST_J*", "*_LOOPBACK*", "MSG_*",
        "sendd", "LPSOCKADDR", "WSASOCKET", "nonsense", "SOI_*", "a*b*c*d*e*f", "Ws2", "@send", "send.recv", "global::send", "\u00DCnwort", "\U0001F50C", "send()",
    ];

    private static readonly string[] Texts =
    [
        "null", "default", "\"\"", "\" ,;\\t\\r\\n, \"", "\"\\0\\u0001\\uD800\\uDFFF\\uDC00\"", "\"\\\\\\\"\"", "@\"\"\"\"", "\"\"\"send\"\"\"", "$\"\"", "$\"{{}}\"",
        "\"\"\"\n    send,\n      recv\n    \"\"\"", "$\"\"\"\n    send,\n    {Names.A}\n    \"\"\"", "\"send\"u8", "nameof(Ws2)", "nameof(WinsockGen)", "Names.A", "Names.A + Names.A", "Names.Missing",
        "$\"{Names.A},{$\"{Names.A}{\"recv\"}\"}\"", "$$\"\"\"{{Names.A}} {send}\"\"\"", "(string)null", "(\"send\")", "\"send\" + null", "true ? \"send\" : \"recv\"", "\"send\"[0]",
        "7", "'c'", "new[] { \"send\" }", "typeof(int)", "new string('a', 3)", "WinsockApi.All", "checked(1 + int.MaxValue)", "\"unterminated", "\"\\q\"", "$\"{\"", "",
    ];

    private static readonly string[] Areas =
    [
        "WinsockApi.None", "WinsockApi.Unix", "WinsockApi.Infrared", "WinsockApi.HyperV", "WinsockApi.Atm | WinsockApi.Ipx", "api: WinsockApi.Unix", "(WinsockApi)0x80000000",
        "(WinsockApi)0xFFE00000u", "(WinsockApi)(-1)", "unchecked((WinsockApi)(-2147483648))", "~WinsockApi.All", "WinsockApi.Unix & 0", "WinsockApi.Nonsense", "default", "(WinsockApi)1.5",
        "WinsockApi", "0", "null", "\"Sockets\"", "WinsockGen.WinsockApi.Unix", "global::WinsockGen.WinsockApi.Unix", "(WinsockApi)SocketOptionLevels.Tcp", "",
    ];

    private static readonly string[] Levels =
    [
        "SocketOptionLevels.None", "SocketOptionLevels.Udp", "levels: SocketOptionLevels.IPv6", "(SocketOptionLevels)(-1)", "(SocketOptionLevels)int.MinValue", "(SocketOptionLevels)(1 << 30)",
        "SocketOptionLevels.Nonsense", "3", "null", "", "SocketOptionLevels.Udp, SocketOptionLevels.Udp", "WinsockApi.None",
    ];

    private static readonly string[] ClassNames = ["Ws2", "@class", "\u00C4rger", "AF_INET", "SOCKADDR", "send", "Names", "record", "partial", "_", "\U00010400", "Ws2<T>", "ws2", ""];

    private static readonly string[] OwnMembers =
    [
        "", "", "", "const int AF_INET = 2;", "struct SOCKADDR { }", "public static int send(nuint s, byte* buf, int len, int flags) => 0;", "static int closesocket(System.IntPtr s) => 0;",
        "class FD_SET { }", "static int SocketFailure;", "int htons { get; set; }", "static delegate*<int, void> bind;", "static partial class Inner { }", "event System.Action recv;", "send(",
    ];

    private bool Often => random.Next(4) > 0;

    /// <summary>A file with one to three classes that ask for something.</summary>
    public string Next()
    {
        var text = random.Next(8) == 0 ? "" : "using WinsockGen;\n";
        text += random.Next(10) == 0 ? "namespace " + Pick("A;", "A.@class.B;", "WinsockGen;", "WinsockGen { ", "System.Net;") + "\n" : "";
        for (var count = random.Next(10) == 0 ? 3 : 1; count > 0; count--)
        {
            text += Type(depth: 0) + "\n";
        }

        return text + (Often ? "internal static class Names { public const string A = \"send\"; }\n" : "");
    }

    private string Type(int depth)
    {
        var modifiers = Often ? "internal static unsafe partial " : Pick("", "static ", "partial ", "file static unsafe partial ", "public static unsafe partial ", "abstract sealed ", "static static ", "private protected ");
        var kind = random.Next(6) > 0 ? "class" : Pick("struct", "interface", "record", "record struct", "enum", "ref struct", "delegate", "namespace", "extension(int)");
        var name = Often ? "Ws2" + Pick("", "B", "C") : Pick(ClassNames);
        var body = Pick(OwnMembers) + (depth < 3 && random.Next(5) == 0 ? Type(depth + 1) : "");
        var attributes = depth > 0 && random.Next(2) == 0 ? "" : Attributes();
        var type = $"{attributes}\n{modifiers}{kind} {name} {{ {body} }}";
        return random.Next(12) == 0 ? type + $"\npartial class {name} {{ {Pick(OwnMembers)} }}" : random.Next(20) == 0 ? type + "\n" + type : type;
    }

    private string Attributes() => random.Next(12) switch
    {
        0 => $"[{Bindings()}, {Options()}]",
        1 => $"[{Bindings()}][{Bindings()}]",
        2 => $"[{Options()}]",
        3 => $"[System.Obsolete, {Bindings()}]",
        4 => $"[{Pick("assembly", "type", "return", "nonsense")}: {Bindings()}]",
        _ => $"[{Bindings()}]",
    };

    private string Bindings()
    {
        var arguments = Often ? [Often ? Pick(Areas[..6]) : Pick(Areas)] : Array.Empty<string>();
        arguments = random.Next(6) == 0 && arguments.Length == 0 ? arguments : [.. arguments.DefaultIfEmpty("WinsockApi.None"), "Include = " + List()];
        arguments = random.Next(3) == 0 ? [.. arguments, "Exclude = " + List()] : arguments;
        arguments = random.Next(3) == 0 ? [.. arguments, "Overloads = " + Pick("false", "true", "null", "\"no\"", "1 > 0")] : arguments;
        arguments = arguments.Length > 0 && random.Next(20) == 0 ? [.. arguments, arguments[^1]] : arguments;
        if (random.Next(20) == 0)
        {
            random.Shuffle(arguments);
        }

        var name = Often ? "WinsockBindings" : Pick("WinsockBindingsAttribute", "WinsockGen.WinsockBindings", "global::WinsockGen.WinsockBindings", "@WinsockBindings", "winsockBindings", "WinsockBindings<int>", "Embedded");
        return $"{name}({string.Join(", ", arguments)})";
    }

    private string Options() => $"SocketOptions({Pick(Levels)})";

    private string List()
    {
        if (!Often)
        {
            return Pick(Texts);
        }

        var words = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Often ? Pick(Names[..16]) : Pick(Names));
        var list = string.Join(Pick(", ", ",", " ", ";", "\\n", ",,"), words);
        return random.Next(60) switch
        {
            0 => $"\"{list}{new string(Pick("a", "*", ",", "_")[0], 20_000)}\"",
            1 => $"\"{string.Concat(Enumerable.Repeat(list + ",", 200))}\"",
            2 => $"\"{list}\"" + string.Concat(Enumerable.Repeat(" + \"\"", 300)),
            3 => $"@\"{list}\"",
            4 => $"$\"{list} {{Names.A}}\"",
            5 => $"\"{list}, \" + Names.A + \" recv\"",
            _ => $"\"{list}\"",
        };
    }

    private string Pick(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
