using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using WinsockGen.Build.Benchmarks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Verbs;

/// <summary>Measures the generator on this machine, and the runtime on the Windows machine.</summary>
internal sealed class BenchVerb(Repository repository, BuildLog log, CommandRunner commands) : IVerb
{
    public string Name => "bench";

    public string Summary =>
        """
        bench [WHAT]    measure the generator against its budgets, and the runtime by itself and against System.Net.Sockets;
                          WHAT is `runtime`, `generator`, or `generator --write`, which puts the figures into docs/performance.md
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (generator, runtime, writes) = arguments switch
        {
            [] => (true, true, false),
            ["generator"] => (true, false, false),
            ["generator", "--write"] => (true, false, true),
            ["runtime"] => (false, true, false),
            _ => throw new BuildException("bench takes `generator`, `generator --write`, `runtime`, or nothing for both."),
        };

        if (generator)
            await MeasureGeneratorAsync(writes).ConfigureAwait(false);
        if (runtime)
            await new RuntimeBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        return 0;
    }

    private async Task MeasureGeneratorAsync(bool writes)
    {
        var figures = await new GeneratorBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        var missed = figures.Count(figure => !figure.IsWithin);
        log.Step($"{figures.Count - missed} of {figures.Count} figures are within their budgets");
        if (writes)
        {
            var page = Path.Combine(repository.Root, "docs", "performance.md");
            var machine = await DescribeMachineAsync().ConfigureAwait(false);
            await File.WriteAllTextAsync(page, PerformancePage.WithFigures(await File.ReadAllTextAsync(page).ConfigureAwait(false), machine, figures)).ConfigureAwait(false);
            log.Detail(Path.GetRelativePath(repository.Root, page));
        }
    }

    private async Task<string> DescribeMachineAsync()
    {
        var sdk = await commands.RequireAsync(new Command("dotnet", "--version") { WorkingDirectory = repository.Root }).ConfigureAwait(false);
        return $"{RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors"
            + $"{(GeneratorProbe.Pins ? " (one for the generator, all for csc)" : "")}, .NET SDK {sdk.LastLine}:";
    }
}
