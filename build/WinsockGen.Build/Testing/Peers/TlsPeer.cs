using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Testing.Peers;

/// <summary>OpenSSL's server, with a certificate of its own. It sends back every line reversed.</summary>
public sealed partial class TlsPeer : IAsyncDisposable
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(30);

    private RunningCommand? _server;

    private TlsPeer()
    {
    }

    /// <summary>Where it listens on the loopback; null when there is none.</summary>
    public string? Port { get; private set; }

    /// <summary>Why there is none.</summary>
    public string? WhyMissing { get; private set; }

    public static async Task<TlsPeer> StartAsync(string folder)
    {
        var peer = new TlsPeer();
        try
        {
            await peer.ListenAsync(folder).ConfigureAwait(false);
        }
        catch (BuildException error)
        {
            peer.WhyMissing = $"needs openssl on the host: {error.Message}";
        }

        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ListenAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var making = RunningCommand.Start(new Command(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=winsock.test", "-keyout", "key.pem", "-out", "certificate.pem")
        {
            WorkingDirectory = folder,
            TimeLimit = StepLimit,
        });
        await using (making.ConfigureAwait(false))
        {
            var made = await making.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            if (!made.Succeeded)
                throw new BuildException($"`{made.Command}` {made.Outcome}.");
        }

        // Port zero is a free one, which the server tells.
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = RunningCommand.Start(
            new Command("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem", "-rev") { WorkingDirectory = folder },
            line =>
            {
                if (Accepting().Match(line) is { Success: true } match)
                    listening.TrySetResult(match.Groups[1].Value);
            });
        try
        {
            Port = await listening.Task.WaitAsync(StepLimit).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new BuildException("`openssl s_server` does not say where it listens.", error);
        }
    }

    [GeneratedRegex(@"^ACCEPT .*:(\d+)$")]
    private static partial Regex Accepting();
}
