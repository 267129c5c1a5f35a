using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Testing;

/// <summary>A built test project that `dotnet test` runs on this machine.</summary>
internal sealed class DotnetTestSuite(Repository repository, string project)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    public string Name => Path.GetFileNameWithoutExtension(project);

    public async Task<SuiteResult> RunAsync(BuildLog log, CommandRunner commands)
    {
        var results = Path.Combine(repository.Artifacts, "test-results");
        var trx = Path.Combine(results, Name + ".trx");
        Directory.CreateDirectory(results);
        File.Delete(trx); // A file of an earlier run must not speak for this one.

        var run = await commands.RunAsync(new Command(
            "dotnet",
            "test",
            project,
            "--no-build",
            "--configuration",
            "Release",
            "--results-directory",
            results,
            "--logger",
            $"trx;LogFileName={Name}.trx",
            "--blame-hang-timeout",
            "360s",
            "--blame-hang-dump-type",
            "none",
            "-nologo")
        {
            WorkingDirectory = repository.Root,
            TimeLimit = TimeLimit,
        }).ConfigureAwait(false);

        if (!File.Exists(trx))
        {
            log.Write(run.Output);
            return new SuiteResult(Name, TestTally.Zero, run.Elapsed, $"left no results: it {run.Outcome}");
        }

        var file = TrxFile.Load(trx);
        foreach (var line in file.Failures.Concat(file.Skips))
            log.Write(line);

        // A failed test explains the exit code; anything else that it says is on top of that.
        var problem = run.Succeeded || (file.Tally.Failed > 0 && !run.TimedOut) ? null : run.Outcome;
        if (problem is not null)
            log.Write(run.Output);
        return new SuiteResult(Name, file.Tally, run.Elapsed, problem);
    }
}
