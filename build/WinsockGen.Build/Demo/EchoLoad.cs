using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen.Build.Demo;

/// <summary>
/// Clients on this machine's own socket stack that each send a message, wait for its echo and check every byte. They draw
/// on one common number of messages, so a client that is served less often ends with fewer.
/// </summary>
public sealed class EchoLoad(IPEndPoint server, int clients, int messages, int seed)
{
    /// <summary>Messages have between 1 and this many bytes.</summary>
    public const int LongestMessage = 1024;

    private int _drawn;

    /// <exception cref="BuildException">A connection failed, ended early, or echoed a wrong byte.</exception>
    public async Task<EchoLoadResult> RunAsync(CancellationToken cancellationToken)
    {
        var connections = new List<Socket>();
        try
        {
            for (var client = 0; client < clients; client++)
                connections.Add(await ConnectAsync(client, cancellationToken).ConfigureAwait(false));

            var started = Stopwatch.GetTimestamp();
            var counts = await Task.WhenAll(connections.Select((connection, client) => Task.Run(() => ExchangeAsync(connection, client, cancellationToken))))
                .ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(started);

            return new EchoLoadResult(elapsed, counts.Sum(count => count.Bytes), [.. counts.Select(count => count.Messages)]);
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }
    }

    private async Task<Socket> ConnectAsync(int client, CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new BuildException($"Client {client} could not connect to {server}: {error.Message}", error);
        }
    }

    private async Task<(int Messages, long Bytes)> ExchangeAsync(Socket socket, int client, CancellationToken cancellationToken)
    {
        var random = new Random(seed + client);
        var sent = new byte[LongestMessage];
        var received = new byte[LongestMessage];
        var count = 0;
        var bytes = 0L;

        using var stream = new NetworkStream(socket);
        try
        {
            while (Interlocked.Increment(ref _drawn) <= messages)
            {
                var length = random.Next(1, LongestMessage + 1);
                random.NextBytes(sent.AsSpan(0, length));

                await stream.WriteAsync(sent.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                await stream.ReadExactlyAsync(received.AsMemory(0, length), cancellationToken).ConfigureAwait(false);

                var equal = sent.AsSpan(0, length).CommonPrefixLength(received);
                if (equal < length)
                {
                    throw new BuildException(
                        $"Client {client}, message {count} of {length} bytes: byte {equal} was sent as {sent[equal]:X2} and came back as {received[equal]:X2}.");
                }

                count++;
                bytes += length;
            }

            socket.Shutdown(SocketShutdown.Send);
            if (await stream.ReadAsync(received, cancellationToken).ConfigureAwait(false) != 0)
                throw new BuildException($"Client {client} received more than it had sent.");
        }
        catch (IOException error)
        {
            throw new BuildException($"Client {client} lost its connection after {count} messages: {error.Message}", error);
        }

        return (count, bytes);
    }
}
