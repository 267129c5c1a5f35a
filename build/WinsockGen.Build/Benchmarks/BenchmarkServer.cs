using System;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Benchmarks;

/// <summary>A server under comparison, as a program of its own that says where it listens and where it reports.</summary>
internal sealed partial class BenchmarkServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly TaskCompletionSource<string> _target = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunningCommand _process;

    private BenchmarkServer(string name, Command command) => _process = RunningCommand.Start(command, line =>
    {
        if (ListeningLine().Match(line) is { Success: true } match)
            _target.TrySetResult($"{name}={match.Groups[1].Value}={match.Groups[2].Value}");
    });

    /// <summary>Starts a server, and waits until it listens.</summary>
    /// <returns>The server, and how the clients are told of it.</returns>
    public static async Task<(BenchmarkServer Server, string Target)> StartAsync(string name, Command command)
    {
        var server = new BenchmarkServer(name, command);
        try
        {
            var ended = server._process.WaitAsync(CancellationToken.None);
            var first = await Task.WhenAny(server._target.Task, ended, Task.Delay(StartLimit)).ConfigureAwait(false);
            if (first == server._target.Task)
                return (server, await server._target.Task.ConfigureAwait(false));
            throw new BuildException(first == ended
                ? $"The server {name} {(await ended.ConfigureAwait(false)).Outcome} before it listened."
                : $"The server {name} did not listen within {StartLimit.TotalSeconds:0} s.");
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"^Listening on (\S+), reporting on (\S+)$")]
    private static partial Regex ListeningLine();
}
