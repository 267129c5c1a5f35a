using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Benchmarks;

/// <summary>Runs the benchmark of the core, over a Winsock that does nothing, on this machine.</summary>
internal sealed class CoreBenchmark(Repository repository, BuildLog log, CommandRunner commands)
{
    private const string Project = "WinsockGen.Benchmarks";
    private const string Taskset = "/usr/bin/taskset";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<Figure>> RunAsync() => CoreFigures.Read(await RunAsync("core").ConfigureAwait(false));

    /// <param name="what">What the program measures.</param>
    /// <returns>The lines that it prints.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(string what)
    {
        var project = Path.Combine(repository.Tests, Project);
        await commands.RequireAsync(new Command("dotnet", "build", project, "--configuration", "Release", "-v", "quiet", "-nologo") { WorkingDirectory = repository.Root })
            .ConfigureAwait(false);
        log.Step($"Measuring the runtime's own cost: {what}");
        var program = Path.Combine(project, "bin", "Release", "net10.0", Project + ".dll");
        string[] line = File.Exists(Taskset) ? [Taskset, "-c", "1", "dotnet", program, what] : ["dotnet", program, what];
        var run = await commands.RequireAsync(new Command(line[0], line[1..]) { ShowsOutput = true, TimeLimit = TimeLimit }).ConfigureAwait(false);
        return run.Lines;
    }
}
