using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>What an edit makes the generator do again.</summary>
public sealed class IncrementalityTests
{
    private const string TwoRequests =
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "send")]
        internal static unsafe partial class First { }
        [WinsockBindings(WinsockApi.None, Include = "recv")]
        internal static unsafe partial class Second { }
        """;

    private static readonly string[] OwnSteps =
        [TrackingNames.Capabilities, TrackingNames.BindingsRequest, TrackingNames.BindingsSelection, TrackingNames.BindingsEmission];

    [Fact]
    public async Task An_edit_in_another_file_makes_nothing_be_done_again()
    {
        var project = await UserProject.CreateAsync(TwoRequests);

        project.Edit("Other.cs", "class Unrelated { }");
        project.Edit("Other.cs", "class Unrelated { int _field; }");

        Assert.All(OwnSteps, step => Assert.All(ReasonsOf(project, step), AssertNotDone));
        Assert.All(OutputReasons(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task An_edit_beside_the_attribute_makes_nothing_be_done_again()
    {
        var project = await UserProject.CreateAsync(TwoRequests);

        project.Edit("User.cs", TwoRequests + "\nclass Unrelated { void M() { } }");

        Assert.All(OwnSteps, step => Assert.All(ReasonsOf(project, step), AssertNotDone));
        Assert.All(OutputReasons(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task An_edit_inside_the_class_makes_no_text_be_written_again()
    {
        var project = await UserProject.CreateAsync(TwoRequests);

        project.Edit("User.cs", TwoRequests.Replace("class First { }", "class First { private const int Mine = 1; }", System.StringComparison.Ordinal));

        Assert.All(OutputReasons(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task A_change_of_one_request_leaves_the_other_alone()
    {
        var project = await UserProject.CreateAsync(TwoRequests);

        project.Edit("User.cs", TwoRequests.Replace("\"recv\"", "\"recv, WSARecv\"", System.StringComparison.Ordinal));

        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
            ReasonsOf(project, TrackingNames.BindingsRequest));
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
            ReasonsOf(project, TrackingNames.BindingsSelection));
        Assert.Contains("WSARecv(", project.Bindings["Second.Functions.g.cs"], System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_names_in_another_order_are_the_same_request()
    {
        var project = await UserProject.CreateAsync(TwoRequests.Replace("\"recv\"", "\"recv, bind\"", System.StringComparison.Ordinal));

        project.Edit("User.cs", TwoRequests.Replace("\"recv\"", "\"bind; recv, bind\"", System.StringComparison.Ordinal));

        Assert.All(ReasonsOf(project, TrackingNames.BindingsRequest), AssertNotDone);
        Assert.All(OutputReasons(project), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task A_request_that_goes_takes_its_files_along()
    {
        var project = await UserProject.CreateAsync(TwoRequests);

        project.Edit("User.cs", TwoRequests.Replace("[WinsockBindings(WinsockApi.None, Include = \"recv\")]", string.Empty, System.StringComparison.Ordinal));

        Assert.DoesNotContain(project.Bindings.Keys, name => name.StartsWith("Second.", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_the_project_writes_the_text_again_but_selects_nothing_again()
    {
        var project = await UserProject.CreateAsync(TwoRequests.Replace("unsafe ", string.Empty, System.StringComparison.Ordinal));

        project.Reconfigure(compilation => compilation.WithOptions(compilation.Options.WithAllowUnsafe(false)));

        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(project, TrackingNames.Capabilities));
        Assert.All(ReasonsOf(project, TrackingNames.BindingsSelection), AssertNotDone);
        Assert.Empty(project.Bindings);
    }

    [Fact]
    public async Task No_step_keeps_a_symbol_a_syntax_node_or_a_compilation()
    {
        var project = await UserProject.CreateAsync(TwoRequests);

        var outputs = OwnSteps.SelectMany(step => project.Result.TrackedSteps[step]).SelectMany(step => step.Outputs).Select(output => output.Value);

        Assert.All(outputs, output => ObjectGraph.AssertFreeOf(output, typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Compilation), typeof(Location)));
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(UserProject project, string step) =>
        project.Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(UserProject project) =>
        project.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static void AssertNotDone(IncrementalStepRunReason reason) =>
        Assert.Contains(reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged });
}
