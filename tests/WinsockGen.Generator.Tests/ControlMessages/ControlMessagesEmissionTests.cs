using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>Where control messages are emitted, what of them, and how often.</summary>
public sealed class ControlMessagesEmissionTests
{
    private const string Messages = "Options.ControlMessages.g.cs";

    [Theory]
    [InlineData("net10.0", true)]
    [InlineData("net8.0", true)]
    [InlineData("net472 with System.Memory", true)]
    [InlineData("net472", false)]
    [InlineData("netstandard2.0", false)]
    public async Task They_are_where_spans_are(string platform, bool expected)
    {
        var project = await UserProject.CreateAsync(Request("All"), TargetPlatform.Named(platform), LanguageVersion.CSharp9);

        Assert.Equal(expected, project.Bindings.ContainsKey(Messages));
        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("IP", "TryGetIPPacketInfo", "TryGetIPv6PacketInfo")]
    [InlineData("IPv6", "TryWriteIPv6TrafficClass", "TryWriteIPTypeOfService")]
    [InlineData("Udp", "TryWriteUdpSendMessageSize", "TryGetSocketTimestamp")]
    [InlineData("Socket", "TryGetSocketTimestamp", "TryGetUdpCoalescedSize")]
    public async Task Only_levels_that_are_asked_for_have_methods(string level, string has, string lacks)
    {
        var project = await UserProject.CreateAsync(Request(level));

        Assert.Contains(has, project.Bindings[Messages], StringComparison.Ordinal);
        Assert.DoesNotContain(lacks, project.Bindings[Messages], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_without_messages_gets_none()
    {
        var project = await UserProject.CreateAsync(Request("Tcp"));

        Assert.DoesNotContain(Messages, project.Bindings.Keys);
    }

    [Theory]
    [InlineData("new Options.ControlMessageWriter(default).TryWriteUdpSendMessageSize(1)", null)]
    [InlineData("new Options.ControlMessageWriter(default).TryWriteUdpCoalescedSize(1)", "CS1061")]
    [InlineData("default(Options.ControlMessage).TryGetUdpCoalescedSize(out _)", null)]
    [InlineData("default(Options.ControlMessage).TryGetUdpSendMessageSize(out _)", "CS1061")]
    public async Task A_message_goes_only_its_own_way(string expression, string? error)
    {
        var project = await UserProject.CreateAsync(Request("Udp") + $"\ninternal static class Use {{ internal static bool It() => {expression}; }}");

        Assert.Equal(error is null ? [] : [error], project.Output.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id));
    }

    [Fact]
    public async Task What_is_read_cannot_outlive_its_buffer()
    {
        var project = await UserProject.CreateAsync(
            Request("IPv6") +
            """

            internal static class Use
            {
                internal static System.ReadOnlySpan<byte> Leak()
                {
                    System.Span<byte> control = stackalloc byte[64];
                    foreach (var message in new Options.ControlMessageReader(control))
                        return message.Data;
                    return default;
                }
            }
            """);

        Assert.Equal(["CS8352"], project.Output.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id));
    }

    [Theory]
    [InlineData("IPv6", LanguageVersion.CSharp14)]
    public async Task They_read_as_in_the_snapshot(string level, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Request(level), languageVersion: language);

        Assert.Empty(project.Complaints);
        AssertSnapshot(level.ToLowerInvariant(), project.Bindings[Messages]);
    }

    [Fact]
    public async Task An_edit_elsewhere_writes_nothing_again()
    {
        var project = await UserProject.CreateAsync(Request("IP"));

        project.Edit("Other.cs", "internal class Other { }");
        project.Edit("Other.cs", "internal class Other { int field; }");

        Assert.All(OutputReasonsOf(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task Another_level_writes_again()
    {
        var project = await UserProject.CreateAsync(Request("IP"));

        project.Edit("User.cs", Request("Udp"));

        Assert.Contains(IncrementalStepRunReason.Modified, OutputReasonsOf(project));
        Assert.Contains("TryGetUdpCoalescedSize", project.Bindings[Messages], StringComparison.Ordinal);
        Assert.DoesNotContain("TryGetIPPacketInfo", project.Bindings[Messages], StringComparison.Ordinal);
    }

    private static string Request(string levels) =>
        $"[WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.{levels})] internal static partial class Options {{ }}";

    private static IEnumerable<IncrementalStepRunReason> OutputReasonsOf(UserProject project) =>
        project.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static void AssertSnapshot(string name, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("WINSOCKGEN_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
