using System;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Demo;

/// <summary>An echo server, such as the Quickstart sample, that says where it listens (`Listening on 127.0.0.1:7007`).</summary>
public sealed partial class EchoServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<IPEndPoint> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunningCommand _process;

    private EchoServerProcess(Command command, BuildLog log) => _process = RunningCommand.Start(command, line =>
    {
        log.Detail("server: " + line);
        if (ListeningLine().Match(line) is { Success: true } match)
            _listening.TrySetResult(IPEndPoint.Parse(match.Groups[1].Value));
    });

    /// <summary>Starts the server and waits until it listens.</summary>
    public static async Task<(EchoServerProcess Server, IPEndPoint EndPoint)> StartAsync(Command command, BuildLog log, CancellationToken cancellationToken)
    {
        var server = new EchoServerProcess(command, log);
        var ended = server.WaitAsync(cancellationToken);
        var first = await Task.WhenAny(server._listening.Task, ended, Task.Delay(StartLimit, cancellationToken)).ConfigureAwait(false);
        if (first == server._listening.Task)
            return (server, await server._listening.Task.ConfigureAwait(false));

        await server.DisposeAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        throw new BuildException(first == ended
            ? $"The server {(await ended.ConfigureAwait(false)).Outcome} before it listened."
            : $"The server did not listen within {StartLimit.TotalSeconds:0} s.");
    }

    /// <summary>Waits for the server to end by itself, which it does when its clients are gone.</summary>
    public Task<CommandResult> WaitAsync(CancellationToken cancellationToken) => _process.WaitAsync(cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>What the closing line of the server says.</summary>
    public static EchoServerReport ReadReport(CommandResult result)
    {
        foreach (var line in result.Lines)
        {
            if (ServedLine().Match(line) is { Success: true } match)
                return new EchoServerReport(Number(match, 1), Number(match, 2), Number(match, 3));
        }

        throw new BuildException("The server did not say what it had served.");

        static long Number(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^Listening on (\S+)$")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"^Served (\d+) clients: (\d+) bytes echoed, (\d+) bytes allocated\.")]
    private static partial Regex ServedLine();
}
