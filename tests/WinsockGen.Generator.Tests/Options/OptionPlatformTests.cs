using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>Options say on which system they are.</summary>
public sealed class OptionPlatformTests
{
    private const string Source =
        """
        namespace Acme
        {
            /// <summary>Options.</summary>
            [WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Tcp)]
            public static partial class Options
            {
                /// <summary>Turns Nagle's algorithm off.</summary>
                public static void Hasten(System.Net.Sockets.Socket socket) => socket.TcpNoDelay = true;
            }
        }
        """;

    [Theory]
    [InlineData("net10.0", "GetTcpNoDelay", "windows")]
    [InlineData("net10.0", "SetTcpNoDelay", "windows")]
    [InlineData("net10.0", "GetTcpMaxRetransmissionTime", "windows")]
    [InlineData("net10.0", "GetTcpFastOpen", "windows")]
    [InlineData("net10.0", "SetTcpKeepAliveTime", "windows10.0.16299")]
    [InlineData("net10.0", "IPAddMembership", "windows")]
    [InlineData("net472", "IPAddMembership", null)]
    [InlineData("netstandard2.0", "SetTcpKeepAliveTime", null)]
    [InlineData("net472", "SetTcpKeepAliveTime", null)]
    public async Task An_option_names_the_Windows_that_it_needs_where_the_framework_does_not_need_it_already(string platform, string method, string? windows)
    {
        var project = await UserProject.CreateAsync(
            "[WinsockGen.SocketOptions] internal static partial class Options { }", TargetPlatform.Named(platform), LanguageVersion.CSharp13);

        var attributes = project.Output.GetTypeByMetadataName("Options")!.GetMembers(method).Single().GetAttributes()
            .Where(attribute => attribute.AttributeClass!.Name == "SupportedOSPlatformAttribute");

        Assert.Equal(windows is null ? [] : [windows], attributes.Select(attribute => attribute.ConstructorArguments[0].Value));
    }

    [Fact]
    public async Task A_property_names_it_too()
    {
        var project = await UserProject.CreateAsync(Source);

        var property = project.Output.GetSymbolsWithName("TcpKeepAliveTime", SymbolFilter.Member).Single();

        Assert.Contains(property.GetAttributes(), attribute => attribute.ConstructorArguments is [{ Value: "windows10.0.16299" }]);
    }

    [Fact]
    public async Task On_another_system_the_error_names_the_option()
    {
        var project = await UserProject.CreateAsync(Source);
        var hasten = project.Load().GetType("Acme.Options")!.GetMethod("Hasten")!.CreateDelegate<Action<Socket>>();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        if (OperatingSystem.IsWindows())
        {
            hasten(socket);
            Assert.True(socket.NoDelay);
        }
        else
        {
            var error = Assert.Throws<PlatformNotSupportedException>(() => hasten(socket));
            Assert.Equal("TCP_NODELAY is an option of Windows Sockets, and this is not Windows.", error.Message);
            Assert.False(socket.NoDelay);
        }
    }

    [Theory]
    [InlineData("socket.TcpKeepAliveTime = System.TimeSpan.FromSeconds(-1)", "TCP_KEEPIDLE")]
    [InlineData("socket.IPAddMembership(default)", "IP_ADD_MEMBERSHIP")]
    [InlineData("_ = socket.SocketProtocolInfo", "SO_PROTOCOL_INFOW")]
    [InlineData("socket.SocketUpdateConnectContext()", "SO_UPDATE_CONNECT_CONTEXT")]
    [InlineData("socket.SocketUpdateAcceptContext(null!)", "SO_UPDATE_ACCEPT_CONTEXT")]
    public async Task On_another_system_that_is_said_before_anything_else(string statement, string option)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // This is the system that it is about.
        }

        var project = await UserProject.CreateAsync(
            $$"""
            [WinsockGen.SocketOptions]
            public static partial class Options { public static void Use(System.Net.Sockets.Socket socket) { {{statement}}; } }
            """);
        var use = project.Load().GetType("Options")!.GetMethod("Use")!.CreateDelegate<Action<Socket>>();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        var error = Assert.Throws<PlatformNotSupportedException>(() => use(socket));
        Assert.Equal(option + " is an option of Windows Sockets, and this is not Windows.", error.Message);
    }
}
