using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.Options;
using Xunit;

namespace WinsockGen.Generator.Tests.Ioctls;

/// <summary>Where an ioctl exists, and what the compiler says of it.</summary>
public sealed class IoctlKindTests
{
    [Theory]
    [InlineData("Tcp", "StreamSocket", "TcpGetInfoV0()", "DatagramSocket")]
    [InlineData("Tcp", "StreamSocket", "TcpWaitForIdealSendBacklogChangeAsync()", "MessageSocket")]
    [InlineData("Udp", "DatagramSocket", "UdpSetConnectionReset(false)", "StreamSocket")]
    [InlineData("Socket", "MessageSocket", "SocketEnableCircularQueueing()", "StreamSocket")]
    [InlineData("IP", "System.Net.Sockets.Socket", "IPSetReceiveAll(ReceiveAllMode.On)", "DatagramSocket")]
    [InlineData("Unix", "StreamSocket", "UnixGetPeerProcessId()", "DatagramSocket")]
    [InlineData("Atm", "StreamSocket", "AtmGetDeviceCount()", "MessageSocket")]
    public async Task A_call_that_compiles_on_one_socket_does_not_on_another(string level, string has, string call, string lacks)
    {
        Assert.Empty(await ComplaintsOf($"socket.{call};", has, level));
        Assert.Equal(["CS1929"], await ComplaintsOf($"socket.{call};", lacks, level));
    }

    [Theory]
    [InlineData("socket.TcpSetKeepAliveValues(true);", "CS1503")]
    [InlineData("socket.TcpSetPriorityHint(1);", "CS1503")]
    [InlineData("socket.TcpSetInitialRto(new TcpKeepAliveValues());", "CS1503")]
    public async Task What_an_ioctl_takes_has_a_type(string statement, string error) =>
        Assert.Equal([error], await ComplaintsOf(statement, "System.Net.Sockets.Socket", "Tcp"));

    [Fact]
    public async Task The_loopback_fast_path_warns() =>
        Assert.Equal(["CS0618"], await ComplaintsOf("socket.TcpSetLoopbackFastPath(true);", "StreamSocket", "Tcp"));

    [Theory]
    [InlineData("net10.0", "SocketGetBaseHandle", "windows")]
    [InlineData("net10.0", "TcpGetInfoV0", "windows10.0.15063")]
    [InlineData("net10.0", "TcpGetInfoV1", "windows10.0.17763")]
    [InlineData("net472", "TcpGetInfoV1", null)]
    public async Task An_ioctl_names_the_Windows_that_it_needs_where_the_framework_does_not_need_it_already(string platform, string method, string? windows)
    {
        var project = await UserProject.CreateAsync(
            "[WinsockGen.SocketOptions] internal static partial class Options { }", TargetPlatform.Named(platform), LanguageVersion.CSharp13);

        var attributes = project.Output.GetTypeByMetadataName("Options")!.GetMembers(method).Single().GetAttributes()
            .Where(attribute => attribute.AttributeClass!.Name == "SupportedOSPlatformAttribute");

        Assert.Equal(windows is null ? [] : [windows], attributes.Select(attribute => attribute.ConstructorArguments[0].Value));
    }

    [Fact]
    public async Task On_another_system_the_error_names_the_ioctl()
    {
        var project = await UserProject.CreateAsync(
            """
            namespace Acme
            {
                /// <summary>Options.</summary>
                [WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Socket)]
                public static partial class Options
                {
                    /// <summary>Asks.</summary>
                    public static nint Ask(System.Net.Sockets.Socket socket) => socket.SocketGetBaseHandle();
                    /// <summary>Waits.</summary>
                    public static System.Threading.Tasks.Task Wait(System.Net.Sockets.Socket socket) => socket.SocketWaitForAddressListChangeAsync();
                }
            }
            """);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var type = project.Load().GetType("Acme.Options")!;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        var ask = Assert.Throws<PlatformNotSupportedException>(() => type.GetMethod("Ask")!.CreateDelegate<Func<Socket, nint>>()(socket));
        Assert.Equal("SIO_BASE_HANDLE is an ioctl of Windows Sockets, and this is not Windows.", ask.Message);
        var wait = await Assert.ThrowsAsync<PlatformNotSupportedException>(() => type.GetMethod("Wait")!.CreateDelegate<Func<Socket, Task>>()(socket));
        Assert.Equal("SIO_ADDRESS_LIST_CHANGE is an ioctl of Windows Sockets, and this is not Windows.", wait.Message);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]\n", false)]
    public async Task The_last_error_is_saved_by_the_runtime_where_it_does_that(string attribute, bool saves)
    {
        var project = await UserProject.CreateAsync(attribute + "[WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Socket)] internal static partial class Options { }");
        var text = project.Bindings["Options.RawIoctl.g.cs"];

        Assert.Empty(project.Complaints);
        Assert.Equal(saves, text.Contains("SetLastError = true", StringComparison.Ordinal));
        Assert.Equal(!saves, text.Contains("GetLastSystemError()", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> ComplaintsOf(string statement, string socketType, string level)
    {
        var source =
            $$"""
            #pragma warning disable CS1591
            namespace Acme
            {
                using WinsockGen;

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
        var project = await UserProject.CreateAsync(source + RuntimeStandIn.Source);
        return [.. project.Complaints.Select(complaint => complaint.Id)];
    }
}
