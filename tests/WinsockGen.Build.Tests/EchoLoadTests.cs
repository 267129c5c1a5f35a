using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Demo;
using Xunit;

namespace WinsockGen.Build.Tests;

/// <summary>That the demo's clients would notice a server that does it wrong.</summary>
public sealed class EchoLoadTests
{
    private const int Clients = 4;
    private const int Messages = 200;

    [Fact]
    public async Task An_echo_that_is_right_is_counted()
    {
        var result = await RunAgainstAsync(bytes => { });

        Assert.Equal(Messages, result.Messages);
        Assert.Equal(Clients, result.MessagesByClient.Count);
        Assert.InRange(result.Bytes, Messages, Messages * EchoLoad.LongestMessage);
    }

    [Fact]
    public async Task One_wrong_byte_is_found()
    {
        var echoed = 0;

        var failure = await Assert.ThrowsAsync<BuildException>(() => RunAgainstAsync(bytes =>
        {
            if (Interlocked.Increment(ref echoed) == 50)
                bytes[^1] ^= 1;
        }));

        Assert.Matches("was sent as .. and came back as ..", failure.Message);
    }

    [Fact]
    public async Task A_connection_that_ends_early_is_a_failure()
    {
        var echoed = 0;

        var failure = await Assert.ThrowsAsync<BuildException>(() => RunAgainstAsync(bytes =>
        {
            if (Interlocked.Increment(ref echoed) == 50)
                throw new SocketException();
        }));

        Assert.Contains("lost its connection", failure.Message);
    }

    private static async Task<EchoLoadResult> RunAgainstAsync(SpanAction change)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var server = Task.Run(async () =>
        {
            while (true)
                _ = EchoAsync(await listener.AcceptSocketAsync(end.Token), change);
        });

        return await new EchoLoad((IPEndPoint)listener.LocalEndpoint, Clients, Messages, seed: 1).RunAsync(end.Token);
    }

    private static async Task EchoAsync(Socket connection, SpanAction change)
    {
        using (connection)
        {
            var buffer = new byte[EchoLoad.LongestMessage];
            while (await connection.ReceiveAsync(buffer) is var count and > 0)
            {
                change(buffer.AsSpan(0, count));
                await connection.SendAsync(buffer.AsMemory(0, count));
            }
        }
    }

    private delegate void SpanAction(Span<byte> bytes);
}
