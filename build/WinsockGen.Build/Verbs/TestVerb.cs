using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Testing;
using WinsockGen.Build.Windows;

namespace WinsockGen.Build.Verbs;

/// <summary>Runs every test there is, and closes with what they came to.</summary>
internal sealed class TestVerb(Repository repository, BuildLog log, CommandRunner commands) : IVerb
{
    // It packs, and runs what it packed on the Windows machine, so it comes after everything that could explain its failure.
    private const string PackageSuite = "WinsockGen.Package.Tests";

    private readonly List<SuiteResult> _results = [];

    public string Name => "test";

    public string Summary => "test            build, and run all tests: on this machine, on ws2_32 (Windows, or Wine), and on the packed package";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
            throw new BuildException("test takes no arguments. For one project: `dotnet test tests/PROJECT`.");

        var suites = Directory.EnumerateFiles(repository.Tests, "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(project => new DotnetTestSuite(repository, project))
            .Where(suite => suite.Name != WindowsTestSuite.Name)
            .OrderBy(suite => suite.Name == PackageSuite)
            .ThenBy(suite => suite.Name, StringComparer.Ordinal)
            .ToList();

        if (await StepAsync("Building", BuildAsync).ConfigureAwait(false))
        {
            foreach (var suite in suites.Where(suite => suite.Name != PackageSuite))
                await SuiteAsync(suite.Name, () => suite.RunAsync(log, commands)).ConfigureAwait(false);

            await SuiteAsync(WindowsTestSuite.Name, RunWindowsTestsAsync).ConfigureAwait(false);

            foreach (var suite in suites.Where(suite => suite.Name == PackageSuite))
                await SuiteAsync(suite.Name, () => suite.RunAsync(log, commands)).ConfigureAwait(false);
        }

        return WriteSummary();
    }

    private async Task BuildAsync() => await commands.RequireAsync(new Command(
        "dotnet", "build", repository.Solution, "--configuration", "Release", "-v", "quiet", "-nologo", "-clp:ErrorsOnly")
    {
        WorkingDirectory = repository.Root,
        TimeLimit = TimeSpan.FromMinutes(15),
    }).ConfigureAwait(false);

    private async Task<SuiteResult> RunWindowsTestsAsync()
    {
        var machine = await WindowsMachine.PrepareAsync(log, commands).ConfigureAwait(false);
        log.Detail($"on {machine.Description}");
        return await new WindowsTestSuite(repository, machine).RunAsync(commands).ConfigureAwait(false);
    }

    private Task<bool> SuiteAsync(string name, Func<Task<SuiteResult>> run) => StepAsync(name, async () =>
    {
        var result = await run().ConfigureAwait(false);
        log.Detail($"{result.Tally}{(result.Problem is null ? "" : $" ({result.Problem})")}");
        _results.Add(result);
    });

    /// <summary>Does a step; one that fails becomes a failed result, and the rest goes on where it can.</summary>
    private async Task<bool> StepAsync(string name, Func<Task> step)
    {
        log.Step(name);
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (BuildException error)
        {
            log.Write(error.Message);
            _results.Add(new SuiteResult(name, TestTally.Zero, TimeSpan.Zero, error.Message));
            return false;
        }
    }

    private int WriteSummary()
    {
        log.Step("Summary");
        foreach (var result in _results)
        {
            log.Detail($"{result.Name,-30} {result.Tally}, {result.Elapsed.TotalSeconds:0.0} s");
            if (result.Problem is { } problem)
                log.Detail($"{"",-30} {problem}");
        }

        var total = _results.Aggregate(TestTally.Zero, (sum, result) => sum + result.Tally);
        log.Write(total.ToString());
        return total is { Failed: 0, Ran: > 0 } ? 0 : 1;
    }
}
