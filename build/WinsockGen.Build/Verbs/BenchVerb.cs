using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using WinsockGen.Build.Benchmarks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Verbs;

/// <summary>Measures the generator on this machine, the runtime and typed options on the Windows machine.</summary>
internal sealed class BenchVerb(Repository repository, BuildLog log, CommandRunner commands) : IVerb
{
    public string Name => "bench";

    public string Summary =>
        """
        bench [WHAT]    measure the generator against its budgets, and the runtime and typed options against System.Net.Sockets;
                          WHAT is `runtime`, `options` or `generator`; the last two take `--write`, which puts the figures into docs/performance.md
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var (generator, runtime, options, writes) = arguments switch
        {
            [] => (true, true, true, false),
            ["generator"] => (true, false, false, false),
            ["generator", "--write"] => (true, false, false, true),
            ["runtime"] => (false, true, false, false),
            ["options"] => (false, false, true, false),
            ["options", "--write"] => (false, false, true, true),
            _ => throw new BuildException("bench takes `generator` or `options`, either with `--write`, `runtime`, or nothing for all."),
        };

        if (generator)
            await MeasureGeneratorAsync(writes).ConfigureAwait(false);
        if (runtime)
            await new RuntimeBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        if (options)
            await MeasureOptionsAsync(writes).ConfigureAwait(false);
        return 0;
    }

    private async Task MeasureGeneratorAsync(bool writes)
    {
        var figures = await new GeneratorBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        var missed = figures.Count(figure => !figure.IsWithin);
        log.Step($"{figures.Count - missed} of {figures.Count} figures are within their budgets");
        if (writes)
            await WriteAsync("generator", await DescribeMachineAsync().ConfigureAwait(false), figures).ConfigureAwait(false);
    }

    private async Task MeasureOptionsAsync(bool writes)
    {
        var (machine, run) = await new RuntimeBenchmark(repository, log, commands).RunAsync("options").ConfigureAwait(false);
        if (writes)
            await WriteAsync("options", $"{machine}, {RuntimeInformation.OSArchitecture}:", OptionFigures.Read(run.Lines)).ConfigureAwait(false);
    }

    private async Task WriteAsync(string benchmark, string machine, IReadOnlyList<Figure> figures)
    {
        var page = Path.Combine(repository.Root, "docs", "performance.md");
        var text = PerformancePage.WithFigures(await File.ReadAllTextAsync(page).ConfigureAwait(false), benchmark, machine, figures);
        await File.WriteAllTextAsync(page, text).ConfigureAwait(false);
        log.Detail(Path.GetRelativePath(repository.Root, page));
    }

    private async Task<string> DescribeMachineAsync()
    {
        var sdk = await commands.RequireAsync(new Command("dotnet", "--version") { WorkingDirectory = repository.Root }).ConfigureAwait(false);
        return $"{RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors"
            + $"{(GeneratorProbe.Pins ? " (one for the generator, all for csc)" : "")}, .NET SDK {sdk.LastLine}:";
    }
}
