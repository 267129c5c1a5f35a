using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen.Build.Commands;

/// <summary>Runs programs one at a time, shows that something happens, and shows what they wrote when they fail.</summary>
public sealed class CommandRunner(BuildLog log, CancellationToken cancellationToken)
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(20);
    private const int LinesShownOfAFailure = 60;

    /// <summary>Runs a program to its end, whatever that is.</summary>
    public async Task<CommandResult> RunAsync(Command command)
    {
        var running = RunningCommand.Start(command, command.ShowsOutput ? log.Write : null);
        await using (running.ConfigureAwait(false))
        {
            var end = running.WaitAsync(cancellationToken);
            var started = Stopwatch.GetTimestamp();
            while (await Task.WhenAny(end, Task.Delay(SignOfLife, cancellationToken)).ConfigureAwait(false) != end)
            {
                if (!cancellationToken.IsCancellationRequested)
                    log.Detail($"… {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s of at most {command.TimeLimit.TotalSeconds:0} s: {command.Program} {command.Arguments.FirstOrDefault()}");
            }

            return await end.ConfigureAwait(false);
        }
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <exception cref="BuildException">It ended with another exit code than 0, or not in time.</exception>
    public async Task<CommandResult> RequireAsync(Command command)
    {
        var result = await RunAsync(command).ConfigureAwait(false);
        if (result.Succeeded)
            return result;

        if (!command.ShowsOutput)
        {
            foreach (var line in result.Lines.TakeLast(LinesShownOfAFailure))
                log.Write(line);
        }

        throw new BuildException($"`{command}` {result.Outcome}.");
    }
}
