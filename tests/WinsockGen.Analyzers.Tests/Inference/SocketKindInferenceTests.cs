using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Analyzers.Inference;
using WinsockGen.Analyzers.Symbols;
using WinsockGen.Analyzers.Tests.Verification;
using Xunit;

namespace WinsockGen.Analyzers.Tests.Inference;

public class SocketKindInferenceTests
{
    private const string Udp = "new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)";
    private const string Tcp = "new Socket(SocketType.Stream, ProtocolType.Tcp)";

    [Theory]
    [InlineData("TcpClient", SocketKind.Stream)]
    [InlineData("TcpListener", SocketKind.Stream)]
    [InlineData("NetworkStream", SocketKind.Stream)]
    [InlineData("SslStream", SocketKind.Stream)]
    [InlineData("UdpClient", SocketKind.Datagram)]
    [InlineData("WinsockGen.StreamSocket", SocketKind.Stream)]
    [InlineData("WinsockGen.DatagramSocket", SocketKind.Datagram)]
    [InlineData("Socket", SocketKind.Unknown)]
    [InlineData("Stream", SocketKind.Unknown)]
    public void A_type_may_decide(string type, SocketKind expected)
        => Assert.Equal(expected, KindOf($"void M({type} p) {{ Ask(p); }}"));

    [Theory]
    [InlineData("SocketType.Stream", SocketKind.Stream)]
    [InlineData("SocketType.Dgram", SocketKind.Datagram)]
    [InlineData("SocketType.Seqpacket", SocketKind.Message)]
    [InlineData("SocketType.Rdm", SocketKind.Message)]
    [InlineData("SocketType.Raw", SocketKind.Unknown)]
    [InlineData("(SocketType)2", SocketKind.Datagram)]
    [InlineData("type", SocketKind.Unknown)]
    public void The_socket_type_of_the_constructor_decides(string argument, SocketKind expected)
        => Assert.Equal(expected, KindOf($"void M(SocketType type) {{ Ask(new Socket(AddressFamily.InterNetwork, {argument}, ProtocolType.IP)); }}"));

    [Theory]
    [InlineData("var s = UDP; Ask(s);")]
    [InlineData("Socket s; s = UDP; Ask(s);")]
    [InlineData("Socket s = null; s = UDP; Ask(s);")]
    [InlineData("using var s = UDP; Ask(s);")]
    [InlineData("using (var s = UDP) { Ask(s); }")]
    [InlineData("var s = UDP; var t = s; Ask(t);")]
    [InlineData("object o = UDP; if (o is Socket s) Ask(s);")]
    [InlineData("object o = UDP; Ask((Socket)o);")]
    [InlineData("object o = UDP; Ask(o as Socket);")]
    [InlineData("Socket s = b ? UDP : null; Ask(s);")]
    [InlineData("Socket s = null; Ask(s ?? UDP);")]
    [InlineData("Socket s = null; s ??= UDP; Ask(s);")]
    [InlineData("var s = b switch { true => UDP, _ => throw new Exception() }; Ask(s);")]
    [InlineData("Socket s; int i; (s, i) = (UDP, 1); Ask(s);")]
    [InlineData("var s = UDP; Action a = () => Ask(s); a();")]
    [InlineData("Local(UDP); void Local(Socket s) { Ask(s); }")]
    [InlineData("Ask(Create()); Socket Create() => UDP;")]
    [InlineData("Ask(Create()); Socket Create() { var s = UDP; return s; }")]
    public void Locals_patterns_conditionals_and_local_functions_are_followed(string statements)
        => Assert.Equal(SocketKind.Datagram, KindOf($"void M(bool b) {{ {statements.Replace("UDP", Udp)} }}"));

    [Theory]
    [InlineData("Socket _s = UDP; void M() { Ask(_s); }")]
    [InlineData("readonly Socket _s; C() { _s = UDP; } void M() { Ask(this._s); }")]
    [InlineData("Socket _s; void Open() { _s = UDP; } void Close() { _s = null; } void M() { Ask(_s); }")]
    [InlineData("Socket S { get; } = UDP; void M() { Ask(S); }")]
    [InlineData("Socket S { get; set; } void Open() { S = UDP; } void M() { Ask(S); }")]
    [InlineData("Socket S => _s; Socket _s = UDP; void M() { Ask(S); }")]
    [InlineData("Socket S { get { return _s; } } Socket _s = UDP; void M() { Ask(S); }")]
    [InlineData("static Socket Create() => UDP; Socket _s = Create(); void M() { Ask(_s); }")]
    [InlineData("void Start() { Run(UDP); } void Run(Socket s) { Ask(s); }")]
    [InlineData("static C Open() => new C(UDP); C(Socket s) { Ask(s); }")]
    [InlineData("Socket _s = UDP; void M() { _s?.Equals(Ask(_s)); }")]
    public void Fields_properties_and_parameters_with_visible_callers_are_followed(string members)
        => Assert.Equal(SocketKind.Datagram, KindOf(members.Replace("UDP", Udp)));

    [Fact]
    public void A_field_may_be_assigned_in_another_part_of_its_type()
        => Assert.Equal(SocketKind.Datagram, KindOf("Socket _s; void M() { Ask(_s); }", $"using System.Net.Sockets; partial class C {{ void Open() {{ _s = {Udp}; }} }}"));

    [Theory]
    [InlineData("new UdpClient().Client", SocketKind.Datagram)]
    [InlineData("new TcpClient().Client", SocketKind.Stream)]
    [InlineData("new TcpListener(IPAddress.Any, 0).Server", SocketKind.Stream)]
    [InlineData("new TcpListener(IPAddress.Any, 0).AcceptSocket()", SocketKind.Stream)]
    [InlineData("unknown.Accept()", SocketKind.Stream)]
    [InlineData("await unknown.AcceptAsync()", SocketKind.Stream)]
    [InlineData("unknown.EndAccept(null)", SocketKind.Stream)]
    public void What_comes_from_a_client_or_a_listener_is_known(string expression, SocketKind expected)
        => Assert.Equal(expected, KindOf($"async Task M(Socket unknown) {{ await Task.Yield(); Ask({expression}); }}"));

    [Theory]
    [InlineData("socket(2, 1, 6)", SocketKind.Stream)]
    [InlineData("socket(2, 2, 17)", SocketKind.Datagram)]
    [InlineData("socket(2, 5, 0)", SocketKind.Message)]
    [InlineData("socket(2, type, 0)", SocketKind.Unknown)]
    [InlineData("Accept(1, null, null)", SocketKind.Stream)]
    [InlineData("UnixSocket(2, 2, 17)", SocketKind.Unknown)]
    public void Native_sockets_are_known_by_the_type_they_are_created_with(string call, SocketKind expected)
        => Assert.Equal(expected, KindOf($"unsafe void M(int type) {{ var s = Native.{call}; Ask(s); }}"));

    [Theory]
    [InlineData("p.ReceiveFrom(b, ref ep); Ask(p);", SocketKind.Datagram)]
    [InlineData("p.SendTo(b, ep); Ask(p);", SocketKind.Datagram)]
    [InlineData("p?.ReceiveFrom(b, ref ep); Ask(p);", SocketKind.Datagram)]
    [InlineData("p.Listen(1); Ask(p);", SocketKind.Stream)]
    [InlineData("p.Listen(1); p.SendTo(b, ep); Ask(p);", SocketKind.Unknown)]
    [InlineData("q.SendTo(b, ep); Ask(p);", SocketKind.Unknown)]
    [InlineData("p.Receive(b); Ask(p);", SocketKind.Unknown)]
    public void Calls_that_one_kind_has_are_evidence_where_the_creation_is_hidden(string statements, SocketKind expected)
        => Assert.Equal(expected, KindOf($"public void M(Socket p, Socket q, byte[] b, EndPoint ep) {{ {statements} }}"));

    [Fact]
    public void The_creation_outweighs_the_calls()
        => Assert.Equal(SocketKind.Datagram, KindOf($"void M() {{ var s = {Udp}; s.Listen(1); Ask(s); }}"));

    [Theory]
    [InlineData("Socket _s; void A() { _s = UDP; } void B() { _s = TCP; } void M() { Ask(_s); }")]
    [InlineData("void M(bool b) { Ask(b ? UDP : TCP); }")]
    [InlineData("void M(Socket p) { Socket s = UDP; s = p; Ask(s); }")]
    [InlineData("void M() { Socket s = UDP; Change(ref s); Ask(s); } void Change(ref Socket s) { }")]
    [InlineData("void M() { Run(UDP); Run(TCP); } void Run(Socket s) { Ask(s); }")]
    [InlineData("public void M() { Run(UDP); } public void Run(Socket s) { Ask(s); }")]
    [InlineData("void M() { Action<Socket> a = Run; Run(UDP); } void Run(Socket s) { Ask(s); }")]
    [InlineData("void M(IEnumerable<Socket> all) { foreach (var s in all) Ask(s); }")]
    [InlineData("Socket A() => B(); Socket B() => A(); void M() { Ask(A()); }")]
    [InlineData("void M() { Socket a = null, b = null; a = b; b = a; Ask(a); }")]
    [InlineData("void M() { Ask(null); }")]
    [InlineData("void M() { Ask(Missing()); }")]
    public void Disagreement_and_what_cannot_be_seen_make_the_kind_unknown(string members)
        => Assert.Equal(SocketKind.Unknown, KindOf(members.Replace("UDP", Udp).Replace("TCP", Tcp)));

    /// <summary>The kind of the argument of <c>Ask</c> in the members of a class.</summary>
    private static SocketKind KindOf(string members, params string[] others)
    {
        string source = $$"""
            using System; using System.Collections.Generic; using System.IO; using System.Net; using System.Net.Security; using System.Net.Sockets; using System.Threading.Tasks;
            partial class C { static object Ask(object socket) => socket; {{members}} }
            """;
        CSharpCompilation compilation = SourceFacts.Compile([source, TestPlatform.Imports, TestPlatform.Runtime, .. others]);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        ExpressionSyntax argument = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Single(call => call.Expression.ToString() == "Ask").ArgumentList.Arguments[0].Expression;
        var inference = new SocketKindInference(new SocketTypes(compilation), new SourceModels(compilation));
        return inference.KindOf(compilation.GetSemanticModel(tree).GetOperation(argument), CancellationToken.None);
    }
}
