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
        bench [WHAT]    measure against the budgets; WHAT is `generator`, `options` (typed options against the BCL's), `runtime` (servers against
                          System.Net.Sockets and a lean one in C), `core` (the runtime's own cost) or `growth` (a million connections); all take
                          `--write`, which puts the figures into docs/performance.md
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var writes = arguments.Contains("--write");
        string[] wanted = [.. arguments.Where(argument => argument != "--write")];
        (string Name, Func<bool, Task> Measure)[] all =
        [
            ("generator", MeasureGeneratorAsync),
            ("core", MeasureCoreAsync),
            ("growth", MeasureGrowthAsync),
            ("options", MeasureOptionsAsync),
            ("runtime", MeasureServersAsync),
        ];
        if (wanted.FirstOrDefault(name => all.All(benchmark => benchmark.Name != name)) is { } unknown)
            throw new BuildException($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
        foreach (var (name, measure) in all)
        {
            if (wanted.Length == 0 || wanted.Contains(name))
                await measure(writes).ConfigureAwait(false);
        }

        return 0;
    }

    private async Task MeasureGeneratorAsync(bool writes)
    {
        var figures = await new GeneratorBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        Summarize(figures);
        if (writes)
            await WriteAsync("generator", await DescribeMachineAsync().ConfigureAwait(false), figures).ConfigureAwait(false);
    }

    private async Task MeasureOptionsAsync(bool writes)
    {
        var (machine, run) = await new OptionBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        if (writes)
            await WriteAsync("options", $"{machine}, {RuntimeInformation.OSArchitecture}:", OptionFigures.Read(run.Lines)).ConfigureAwait(false);
    }

    private async Task MeasureServersAsync(bool writes)
    {
        var (machine, figures) = await new ServerBenchmark(repository, log, commands).RunAsync(ServerScenario.All).ConfigureAwait(false);
        Summarize(figures);
        if (writes)
            await WriteAsync("runtime", $"{machine}, {RuntimeInformation.OSArchitecture}:", figures).ConfigureAwait(false);
    }

    private async Task MeasureCoreAsync(bool writes)
    {
        var figures = await new CoreBenchmark(repository, log, commands).RunAsync().ConfigureAwait(false);
        Summarize(figures);
        if (writes)
            await WriteAsync("core", await DescribeMachineAsync().ConfigureAwait(false), figures).ConfigureAwait(false);
    }

    private async Task MeasureGrowthAsync(bool writes)
    {
        var rows = GrowthRow.Read(await new CoreBenchmark(repository, log, commands).RunAsync("growth").ConfigureAwait(false));
        Figure[] figures = [.. rows.Select(row => row.ToFigure())];
        Summarize(figures);
        if (!writes)
            return;
        await WriteAsync("growth", await DescribeMachineAsync().ConfigureAwait(false), figures).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(repository.Root, "docs", "growth.svg"), GrowthPlot.Draw(rows)).ConfigureAwait(false);
    }

    private void Summarize(IReadOnlyList<Figure> figures) =>
        log.Step($"{figures.Count(figure => figure.IsWithin)} of {figures.Count} figures are within their budgets");

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
