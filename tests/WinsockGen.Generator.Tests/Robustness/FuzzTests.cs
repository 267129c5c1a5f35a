using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Generator.Tests.Robustness;

/// <summary>Whatever stands in an editor: the generator and the analyzers of its requests neither throw nor hang.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    /// <summary>Another seed, or a number of rounds, for a search by hand: <c>WINSOCKGEN_FUZZ_SEED=7 WINSOCKGEN_FUZZ_ROUNDS=100000</c>.</summary>
    private const string SeedVariable = "WINSOCKGEN_FUZZ_SEED";
    private const string RoundsVariable = "WINSOCKGEN_FUZZ_ROUNDS";

    private const int CompiledMutants = 100;

    /// <summary>Each with a seed of its own, so that what they do does not depend on how they take turns.</summary>
    private const int Lanes = 2;

    private const int RoundsPerBuild = 20;

    /// <summary>A round takes milliseconds; this is a hang even on a machine that is busy with other things.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Ten_thousand_mutated_sources_break_nothing()
    {
        var (seed, rounds) = (Number(SeedVariable, 20261123), Number(RoundsVariable, 10_000));
        output.WriteLine($"seed {seed}, {rounds} rounds");
        var tallies = await Task.WhenAll(Enumerable.Range(seed, Lanes).Select(lane => Task.Run(() => RunLaneAsync(lane, rounds / Lanes))));
        var (answered, compiled) = (tallies.Sum(tally => tally.Answered), tallies.Sum(tally => tally.Compiled));
        output.WriteLine($"{answered} sources received something, {compiled} were compiled, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of the process's time");

        Assert.True(answered > rounds / 5, $"only {answered} of {rounds} sources received something: the mutants no longer reach the generator");
        Assert.True(compiled >= Math.Min(CompiledMutants, rounds / 50), $"only {compiled} sources were valid");
    }

    [Fact]
    public async Task Five_hundred_mutated_members_break_nothing()
    {
        var (seed, rounds) = (Number(SeedVariable, 20261124), Number(RoundsVariable, 500));
        output.WriteLine($"seed {seed}, {rounds} rounds");
        var random = new Random(seed);
        var members = new HostileOwnMember(random);
        var (_, compiled) = await RunAsync(seed, rounds, members.Next, new TokenMutator(random), random);
        output.WriteLine($"{compiled} sources were compiled");

        Assert.True(compiled >= Math.Min(CompiledMutants / Lanes, rounds / 20), $"only {compiled} sources were valid");
    }

    [Fact]
    public async Task Fifty_classes_that_each_ask_for_everything_compile()
    {
        var project = await UserProject.CreateAsync(string.Join('\n', Enumerable.Range(0, 50).Select(i =>
            $"namespace N{i} {{ [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.All)] internal static unsafe partial class Ws2 {{ }} }}")));

        Assert.Null(project.Result.Exception);
        Assert.Equal(50, project.Bindings.Keys.Count(name => name.EndsWith("Functions.g.cs", StringComparison.Ordinal)));
        Assert.DoesNotContain(project.Output.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    private static async Task<(int Answered, int Compiled)> RunLaneAsync(int seed, int rounds)
    {
        var random = new Random(seed);
        return await RunAsync(seed, rounds, new HostileRequest(random).Next, new TokenMutator(random), random);
    }

    private static async Task<(int Answered, int Compiled)> RunAsync(int seed, int rounds, Func<string> next, TokenMutator mutator, Random random)
    {
        var project = await FuzzedProject.CreateAsync();
        var (answered, compiled) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var source = next();
            source = random.Next(2) == 0 ? mutator.Mutate(source) : source;
            var failure = await FailureAsync(project, source, isBuild: round % RoundsPerBuild == 0);
            Assert.True(failure is null, $"seed {seed}, round {round}:\n{source}\n{failure}");

            answered += project.HasBindings ? 1 : 0;
            if (compiled < CompiledMutants / Lanes && project.HasBindings && project.ErrorsOfValidSource() is { } errors)
            {
                Assert.True(errors.Count == 0, $"seed {seed}, round {round}:\n{source}\n{string.Join('\n', errors.Take(5))}");
                compiled++;
            }
        }

        return (answered, compiled);
    }

    private static async Task<string?> FailureAsync(FuzzedProject project, string source, bool isBuild)
    {
        using var limit = new CancellationTokenSource(Hang);
        try
        {
            // What does not even look at its token is left behind.
            return await Task.Run(() => project.ReplaceAsync(source, isBuild, limit.Token)).WaitAsync(Hang * 2);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            return "a hang";
        }
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
