using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class CommandRunnerTests
{
    private readonly StringWriter _console = new();

    [Fact]
    public async Task A_command_tells_its_exit_code_and_what_it_wrote()
    {
        var result = await Runner().RunAsync(new Command("dotnet", "--version"));

        Assert.True(result.Succeeded);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.LastLine);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_ended_and_has_failed()
    {
        var result = await Runner().RunAsync(Endless with { TimeLimit = TimeSpan.FromSeconds(1) });

        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_interrupt_ends_the_command_that_runs()
    {
        using var interrupt = new CancellationTokenSource();
        var running = RunningCommand.Start(Endless);
        await using (running)
        {
            var end = running.WaitAsync(interrupt.Token);
            await interrupt.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end);
            Assert.True(SpinWait.SpinUntil(() => running.HasExited, TimeSpan.FromSeconds(10)));
        }
    }

    [Fact]
    public async Task What_a_failed_command_wrote_is_shown()
    {
        var failure = await Assert.ThrowsAsync<BuildException>(() => Runner().RequireAsync(new Command("dotnet", "no-such-verb-of-dotnet")));

        Assert.Contains("`dotnet no-such-verb-of-dotnet` ended with exit code", failure.Message);
        Assert.Contains("no-such-verb-of-dotnet", _console.ToString());
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<BuildException>(() => Runner().RunAsync(new Command("no-such-program-here")));

        Assert.StartsWith("'no-such-program-here' could not be started", failure.Message);
    }

    // A program that every machine has and that runs until it is ended.
    private static Command Endless => OperatingSystem.IsWindows() ? new Command("ping", "-t", "127.0.0.1") : new Command("sleep", "600");

    private CommandRunner Runner() => new(new BuildLog(_console), CancellationToken.None);
}
