using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>On the runtime's sockets an option exists only where some protocol of that kind of socket has it.</summary>
public sealed class OptionKindTests
{
    [Theory]
    [InlineData("Tcp", "StreamSocket", "TcpNoDelay", "DatagramSocket")]
    [InlineData("Socket", "StreamSocket", "SocketOutOfBandInline", "MessageSocket")]
    [InlineData("Udp", "DatagramSocket", "UdpSendMessageSize", "StreamSocket")]
    [InlineData("Socket", "DatagramSocket", "SocketBroadcast", "StreamSocket")]
    [InlineData("IP", "DatagramSocket", "IPMulticastTimeToLive", "StreamSocket")]
    [InlineData("Socket", "MessageSocket", "SocketConditionalAccept", "DatagramSocket")]
    [InlineData("IP", "System.Net.Sockets.Socket", "IPHeaderIncluded", "DatagramSocket")]
    public async Task A_property_that_compiles_on_one_socket_does_not_on_another(string level, string has, string property, string lacks)
    {
        Assert.Empty(await ErrorsOf($"_ = socket.{property};", has, level));
        Assert.Equal(["CS9286"], await ErrorsOf($"_ = socket.{property};", lacks, level));
    }

    [Theory]
    [InlineData("Tcp", "StreamSocket", "GetTcpNoDelay()", "DatagramSocket")]
    [InlineData("Tcp", "StreamSocket", "SetTcpNoDelay(true)", "DatagramSocket")]
    [InlineData("Udp", "DatagramSocket", "GetUdpSendMessageSize()", "MessageSocket")]
    public async Task A_method_that_compiles_on_one_socket_does_not_on_another(string level, string has, string call, string lacks)
    {
        Assert.Empty(await ErrorsOf($"socket.{call};", has, level, LanguageVersion.CSharp13));
        Assert.Equal(["CS1929"], await ErrorsOf($"socket.{call};", lacks, level, LanguageVersion.CSharp13));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp13, "IP", "DatagramSocket", "IPAddMembership(default)", "StreamSocket")]
    [InlineData(LanguageVersion.CSharp14, "IP", "DatagramSocket", "IPAddMembership(default)", "StreamSocket")]
    [InlineData(LanguageVersion.CSharp14, "IP", "DatagramSocket", "IPAddMembership(default)", "MessageSocket")]
    [InlineData(LanguageVersion.CSharp14, "Socket", "System.Net.Sockets.Socket", "SocketUpdateAcceptContext(null!)", "StreamSocket")]
    public async Task A_method_that_acts_exists_where_the_option_does(LanguageVersion language, string level, string has, string call, string lacks)
    {
        Assert.Empty(await ErrorsOf($"socket.{call};", has, level, language));
        Assert.Equal(["CS1929"], await ErrorsOf($"socket.{call};", lacks, level, language));
    }

    [Fact]
    public async Task What_acts_cannot_be_assigned() =>
        Assert.Equal(["CS1656"], await ErrorsOf("socket.IPAddMembership = default;", "DatagramSocket", "IP"));

    [Theory]
    [InlineData("socket.SocketConnectTime = null;", "CS0200")]
    [InlineData("socket.SocketIsListening = true;", "CS0200")]
    [InlineData("socket.SocketLinger = 5;", "CS0029")]
    [InlineData("socket.SocketKeepAlive = 1;", "CS0029")]
    public async Task What_Windows_only_tells_has_no_setter_and_what_it_takes_has_a_type(string statement, string error) =>
        Assert.Equal([error], await ErrorsOf(statement, "System.Net.Sockets.Socket", "Socket"));

    [Fact]
    public async Task A_level_that_is_not_asked_for_is_not_there()
    {
        Assert.Empty(await ErrorsOf("_ = socket.TcpNoDelay;", "System.Net.Sockets.Socket", "Tcp"));
        Assert.Equal(["CS1061"], await ErrorsOf("_ = socket.TcpNoDelay;", "System.Net.Sockets.Socket", "Udp"));
    }

    [Fact]
    public async Task Without_the_runtime_only_Socket_has_options()
    {
        var project = await UserProject.CreateAsync(Source("Tcp", "System.Net.Sockets.Socket", "_ = socket.TcpNoDelay;"));

        Assert.Empty(project.Complaints);
        Assert.Equal(
            ["RawIoctl", "RawOption", "Socket", "SocketIoctls", "Values"],
            project.Bindings.Keys.Select(file => file.Replace("Acme.Options.", "").Replace(".g.cs", "")).Order());
    }

    private static async Task<IReadOnlyList<string>> ErrorsOf(
        string statement, string socketType, string level, LanguageVersion language = LanguageVersion.CSharp14)
    {
        var project = await UserProject.CreateAsync(Source(level, socketType, statement) + RuntimeStandIn.Source, languageVersion: language);
        return [.. project.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id)];
    }

    private static string Source(string level, string socketType, string statement) =>
        $$"""
        namespace Acme
        {
            using WinsockGen;

            /// <summary>Options.</summary>
            [SocketOptions(SocketOptionLevels.{{level}})]
            public static partial class Options
            {
                internal static void Use({{socketType}} socket)
                {
                    {{statement}}
                }
            }
        }

        """;
}
