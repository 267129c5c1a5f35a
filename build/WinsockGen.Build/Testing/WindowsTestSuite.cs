using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Testing.Peers;
using WinsockGen.Build.Windows;

namespace WinsockGen.Build.Testing;

/// <summary>The tests that need the real ws2_32: published for win-x64, run on Windows or under Wine.</summary>
internal sealed class WindowsTestSuite(Repository repository, WindowsMachine machine)
{
    public const string Name = "WinsockGen.Windows.Tests";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    public async Task<SuiteResult> RunAsync(CommandRunner commands)
    {
        var program = await new WindowsProgram(repository, commands)
            .PublishAsync(Path.Combine(repository.Tests, Name), Name)
            .ConfigureAwait(false);

        var run = await RunAsync(program, commands).ConfigureAwait(false);
        if (run.TimedOut)
            await machine.RecoverAsync().ConfigureAwait(false);

        // The exit code alone is not to be trusted: under Wine a crash can look like success.
        if (TestTally.ParseLast(run.Lines) is not { } tally)
            return new SuiteResult(Name, TestTally.Zero, run.Elapsed, $"did not reach its closing line: it {run.Outcome}");

        var problem = run.Succeeded || (tally.Failed > 0 && !run.TimedOut) ? null : run.Outcome;
        return new SuiteResult(Name, tally, run.Elapsed, problem);
    }

    private async Task<CommandResult> RunAsync(string program, CommandRunner commands)
    {
        var peers = await HostPeers.StartAsync(Path.Combine(repository.Artifacts, "peers")).ConfigureAwait(false);
        await using (peers.ConfigureAwait(false))
        {
            var command = machine.CommandFor(program);
            return await commands.RunAsync(command with
            {
                Environment = new Dictionary<string, string?>(command.Environment.Concat(peers.Environment)),
                ShowsOutput = true,
                TimeLimit = TimeLimit,
            }).ConfigureAwait(false);
        }
    }
}
