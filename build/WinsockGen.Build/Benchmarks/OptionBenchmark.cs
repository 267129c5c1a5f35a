using System;
using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Windows;

namespace WinsockGen.Build.Benchmarks;

/// <summary>Runs the benchmark of typed options on the Windows machine.</summary>
internal sealed class OptionBenchmark(Repository repository, BuildLog log, CommandRunner commands)
{
    private const string Project = "WinsockGen.Benchmarks";
    private const string Taskset = "/usr/bin/taskset";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    /// <returns>What it said of itself, and the machine.</returns>
    public async Task<(string Machine, CommandResult Run)> RunAsync()
    {
        var machine = await WindowsMachine.PrepareAsync(log, commands).ConfigureAwait(false);
        log.Step($"Publishing {Project}");
        var program = await new WindowsProgram(repository, commands).PublishAsync(Path.Combine(repository.Tests, Project), Project).ConfigureAwait(false);

        // Under Wine everything shares one processor, the wineserver included: what the scheduler does with two is more
        // than what is compared. One that runs already is not pinned, and would stay so.
        var command = machine.CommandFor(program, "options");
        if (File.Exists(Taskset))
        {
            await machine.RecoverAsync().ConfigureAwait(false);
            command = command with { Program = Taskset, Arguments = ["-c", "0", command.Program, .. command.Arguments] };
        }

        log.Step($"Running it on {machine.Description}{(File.Exists(Taskset) ? ", on one processor" : "")}");
        var run = await commands.RunAsync(command with { ShowsOutput = true, TimeLimit = TimeLimit }).ConfigureAwait(false);
        if (run.TimedOut)
            await machine.RecoverAsync().ConfigureAwait(false);
        if (!run.Succeeded)
            throw new BuildException($"{Project} {run.Outcome}.");
        return (machine.Name, run);
    }
}
