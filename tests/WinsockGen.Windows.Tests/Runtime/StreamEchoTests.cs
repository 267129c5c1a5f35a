using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class StreamEchoTests
{
    [Fact]
    public Task What_is_sent_over_IPv4_comes_back() => EchoAsync(IPAddress.Loopback);

    [WinsockFact(Requires = WinsockFeature.IPv6)]
    public Task What_is_sent_over_IPv6_comes_back() => EchoAsync(IPAddress.IPv6Loopback);

    [Fact]
    public async Task Both_ends_know_both_end_points()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
            Assert.Equal(client.RemoteEndPoint, server.LocalEndPoint);
        }
    }

    [Fact]
    public async Task The_end_of_a_stream_is_a_receive_of_zero_bytes_and_the_other_direction_goes_on()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            client.ShutdownSend();
            Assert.Equal(0, await server.ReceiveAsync(new byte[1]));
            await server.SendAsync(new byte[] { 7 });
            var answer = new byte[1];
            Assert.Equal(1, await client.ReceiveAsync(answer));
            Assert.Equal(7, answer[0]);
        }
    }

    [Fact]
    public async Task Waiting_for_data_takes_none_of_it()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            SocketOperation waiting = server.WaitForDataAsync();
            await client.SendAsync(new byte[] { 1, 2, 3 });
            await waiting;
            Assert.Equal(3, await server.ReceiveAsync(new byte[8]));
        }
    }

    [Fact]
    public async Task Sixty_four_connections_all_get_their_turns()
    {
        const int connections = 64;
        const int rounds = 40;
        using StreamListener listener = Loopback.Listen();
        Task server = Task.Run(async () =>
        {
            await foreach (StreamSocket connection in listener.AcceptAllAsync())
                _ = Loopback.EchoAsync(connection);
        });

        var counts = new int[connections];
        Task[] clients = [.. Enumerable.Range(0, connections).Select(i => Task.Run(() => TalkAsync(listener.LocalEndPoint, rounds, counts, i)))];
        await Task.WhenAll(clients).WaitAsync(Loopback.Patience);
        Assert.All(counts, count => Assert.Equal(rounds, count));

        listener.Dispose();
        await server.WaitAsync(Loopback.Patience);
    }

    [Fact]
    public async Task A_loop_that_runs_continuations_inline_serves_many_connections_too()
    {
        const int connections = 16;
        const int rounds = 40;
        using var loop = new CompletionLoop(ContinuationScheduling.Inline);
        using StreamListener listener = StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 0), new StreamListenerOptions { Loop = loop });
        Task server = Task.Run(async () =>
        {
            await foreach (StreamSocket connection in listener.AcceptAllAsync())
                _ = Loopback.EchoAsync(connection);
        });

        var counts = new int[connections];
        Task[] clients = [.. Enumerable.Range(0, connections).Select(i => Task.Run(() => TalkAsync(listener.LocalEndPoint, rounds, counts, i)))];
        await Task.WhenAll(clients).WaitAsync(Loopback.Patience);
        Assert.All(counts, count => Assert.Equal(rounds, count));

        listener.Dispose();
        await server.WaitAsync(Loopback.Patience);
    }

    private static async Task EchoAsync(IPAddress address)
    {
        using StreamListener listener = Loopback.Listen(address);
        var (client, server) = await Loopback.ConnectAsync(listener);
        Task echo = Loopback.EchoAsync(server);
        using (client)
        {
            var random = new Random(1);
            for (int length = 1; length <= 1 << 18; length *= 8)
            {
                var message = new byte[length];
                var answer = new byte[length];
                random.NextBytes(message);
                Task sending = client.SendAsync(message).AsValueTask().AsTask();
                await Loopback.ReceiveExactlyAsync(client, answer).WaitAsync(Loopback.Patience);
                Assert.Equal(length, await ((Task<int>)sending).WaitAsync(Loopback.Patience));
                Assert.True(message.AsSpan().SequenceEqual(answer));
            }
        }

        await echo.WaitAsync(Loopback.Patience);
    }

    private static async Task TalkAsync(EndPoint server, int rounds, int[] counts, int index)
    {
        using StreamSocket client = await StreamSocket.ConnectAsync(server);
        var message = new byte[64];
        message.AsSpan().Fill((byte)index);
        var answer = new byte[64];
        for (int i = 0; i < rounds; i++)
        {
            await client.SendAsync(message);
            await Loopback.ReceiveExactlyAsync(client, answer);
            Assert.True(message.AsSpan().SequenceEqual(answer));
            counts[index]++;
        }
    }
}
