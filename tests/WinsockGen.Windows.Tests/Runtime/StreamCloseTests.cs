using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class StreamCloseTests
{
    [Fact]
    public async Task A_graceful_close_delivers_everything_and_takes_what_still_comes()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            await client.SendAsync(new byte[200_000]);
            Task closing = CloseAsync(client, Loopback.Patience);
            await server.SendAsync(new byte[300_000]);
            await Loopback.ReceiveExactlyAsync(server, new byte[200_000]);
            Assert.Equal(0, await server.ReceiveAsync(new byte[1]));
            Assert.False(closing.IsCompleted);
            server.ShutdownSend();
            await closing.WaitAsync(Loopback.Patience);
            Assert.Throws<ObjectDisposedException>(client.ShutdownSend);
            await client.CloseAsync(Loopback.Patience);
        }
    }

    [Fact]
    public async Task Two_graceful_closes_meet()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        await Task.WhenAll(CloseAsync(client, Loopback.Patience), CloseAsync(server, Timeout.InfiniteTimeSpan)).WaitAsync(Loopback.Patience);
    }

    [Fact]
    public async Task A_peer_that_does_not_end_is_not_waited_for_longer_than_the_time()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (server)
        {
            Task closing = CloseAsync(client, TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAsync<TimeoutException>(() => closing.WaitAsync(Loopback.Patience));
            Assert.Throws<ObjectDisposedException>(client.ShutdownSend);
        }
    }

    [WinsockFact(Requires = WinsockFeature.AbortiveClose)]
    public async Task A_reset_by_the_peer_ends_the_close()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        Task closing = CloseAsync(client, Loopback.Patience);
        server.Abort();
        var failure = await Assert.ThrowsAsync<SocketException>(() => closing.WaitAsync(Loopback.Patience));
        Assert.Contains(failure.SocketErrorCode, new[] { SocketError.ConnectionReset, SocketError.ConnectionAborted });
    }

    [Fact]
    public async Task Disposing_the_socket_ends_the_wait()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (server)
        {
            Task closing = CloseAsync(client, Timeout.InfiniteTimeSpan);
            await client.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => closing.WaitAsync(Loopback.Patience));
        }
    }

    [Fact]
    public async Task First_data_come_with_the_connection()
    {
        using StreamListener listener = Loopback.Listen();
        Task<StreamSocket> accepting = listener.AcceptAsync().AsValueTask().AsTask();
        using StreamSocket client = await StreamSocket.ConnectAsync(listener.LocalEndPoint, new StreamConnectOptions { FirstData = new byte[] { 1, 2, 3 } });
        using StreamSocket server = await accepting.WaitAsync(Loopback.Patience);
        var received = new byte[3];
        await Loopback.ReceiveExactlyAsync(server, received);
        Assert.Equal(new byte[] { 1, 2, 3 }, received);
        Assert.Equal(3, client.FirstDataSent);
    }

    private static async Task CloseAsync(StreamSocket socket, TimeSpan linger) => await socket.CloseAsync(linger);
}
