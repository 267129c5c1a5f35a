using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>What an edit costs: nothing, unless it concerns a member.</summary>
public sealed class OwnMemberIncrementalityTests
{
    private const string Members =
        """
        using System.Net.Sockets;
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "LINGER, SOL_SOCKET, SO_LINGER, SO_RCVBUF")] internal static unsafe partial class Ws2 { }
        internal static partial class Own
        {
            [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] internal static partial Ws2.LINGER GetLinger(this Socket socket);
            [SocketIoctl(0x80000001)] internal static partial void Act(this Socket socket, int value);
        }
        internal static partial class Second
        {
            [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVBUF)] internal static partial int Get(this Socket socket);
        }
        [ControlMessage(1, 2)] internal partial struct Message { public int A; }
        """;

    private static readonly string[] Steps =
        [TrackingNames.OwnMethod, TrackingNames.OwnMethodEmission, TrackingNames.OwnMessage, TrackingNames.OwnMessageEmission, TrackingNames.OwnSharedCode];

    [Fact]
    public async Task An_edit_elsewhere_writes_nothing_again()
    {
        var project = await UserProject.CreateAsync(Members);

        project.Edit("Other.cs", "internal class Other { }");
        project.Edit("Other.cs", "internal class Other { int field; }");

        Assert.All(Steps, step => Assert.All(ReasonsOf(project, step), AssertIdle));
        Assert.All(OutputReasonsOf(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task An_edit_around_the_members_writes_nothing_again()
    {
        var project = await UserProject.CreateAsync(Members);

        project.Edit("User.cs", "// Moved.\n\n" + Members.Replace("internal static partial class Own\n{", "internal static partial class Own\n{ internal static int Field;", StringComparison.Ordinal));

        Assert.All(Steps, step => Assert.All(ReasonsOf(project, step), AssertIdle));
        Assert.All(OutputReasonsOf(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task Another_member_writes_its_own_type_again_and_no_other()
    {
        var project = await UserProject.CreateAsync(Members);

        project.Edit("User.cs", Members.Replace("int Get(this Socket socket);", "int Get2(this Socket socket);", StringComparison.Ordinal));

        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
            ReasonsOf(project, TrackingNames.OwnMethodEmission).Select(reason => reason == IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : reason).OrderBy(reason => reason == IncrementalStepRunReason.Modified));
        Assert.All(ReasonsOf(project, TrackingNames.OwnSharedCode), AssertIdle);
        Assert.Contains("Get2", project.Bindings["Second.OwnMethods.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_member_takes_the_shared_code_with_it()
    {
        var project = await UserProject.CreateAsync(Members);

        project.Edit("User.cs", "internal class Nothing { }");

        Assert.Empty(project.Bindings);
    }

    [Fact]
    public async Task Nothing_that_is_kept_holds_symbols_or_syntax()
    {
        var project = await UserProject.CreateAsync(Members);

        foreach (var output in Steps.SelectMany(step => project.Result.TrackedSteps[step]).SelectMany(run => run.Outputs))
        {
            ObjectGraph.AssertFreeOf(output.Value, typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Compilation), typeof(SemanticModel), typeof(Location));
        }
    }

    private static void AssertIdle(IncrementalStepRunReason reason) => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(UserProject project, string step) =>
        project.Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static List<IncrementalStepRunReason> OutputReasonsOf(UserProject project) =>
        [.. project.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
