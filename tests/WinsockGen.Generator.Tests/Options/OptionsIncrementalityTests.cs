using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>What an edit costs: nothing, unless it concerns the request.</summary>
public sealed class OptionsIncrementalityTests
{
    private const string Request =
        """
        [WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Tcp)]
        internal static partial class Options { }
        """;

    [Fact]
    public async Task An_edit_elsewhere_reads_and_writes_nothing_again()
    {
        var project = await UserProject.CreateAsync(Request);

        project.Edit("Other.cs", "internal class Other { }");
        project.Edit("Other.cs", "internal class Other { int field; }");

        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(project, TrackingNames.OptionsRequest));
        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(project, TrackingNames.OptionsEmission));
        Assert.All(OutputReasonsOf(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task An_edit_inside_the_class_writes_nothing_again()
    {
        var project = await UserProject.CreateAsync(Request);

        project.Edit("User.cs", Request.Replace("{ }", "{ internal static int Field; }", System.StringComparison.Ordinal));

        Assert.All(ReasonsOf(project, TrackingNames.OptionsRequest), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(project, TrackingNames.OptionsEmission));
        Assert.All(OutputReasonsOf(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task Another_level_writes_again()
    {
        var project = await UserProject.CreateAsync(Request);

        project.Edit("User.cs", Request.Replace("Levels.Tcp", "Levels.Udp", System.StringComparison.Ordinal));

        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(project, TrackingNames.OptionsEmission));
        Assert.Contains("UdpSendMessageSize", project.Bindings["Options.Socket.g.cs"], System.StringComparison.Ordinal);
        Assert.DoesNotContain("TcpNoDelay", project.Bindings["Options.Socket.g.cs"], System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_that_appears_writes_again()
    {
        var project = await UserProject.CreateAsync(Request);

        project.Edit("Runtime.cs", RuntimeStandIn.Source);

        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(project, TrackingNames.OptionsEmission));
        Assert.Contains("Options.StreamSocket.g.cs", project.Bindings.Keys);
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(UserProject project, string step) =>
        project.Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static List<IncrementalStepRunReason> OutputReasonsOf(UserProject project) =>
        [.. project.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
