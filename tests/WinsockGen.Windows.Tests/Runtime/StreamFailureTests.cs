using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class StreamFailureTests
{
    [Fact]
    public async Task A_refused_connect_says_so()
    {
        EndPoint nobody;
        using (StreamListener listener = Loopback.Listen())
            nobody = listener.LocalEndPoint;
        var failure = await Assert.ThrowsAsync<SocketException>(async () => await StreamSocket.ConnectAsync(nobody));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [Fact]
    public void A_port_that_is_in_use_says_so()
    {
        using StreamListener listener = Loopback.Listen();
        var failure = Assert.Throws<SocketException>(() => StreamListener.Listen(listener.LocalEndPoint));
        // Two exclusive owners: Windows documents WSAEADDRINUSE here and WSAEACCES where the first one shares.
        Assert.Contains(failure.SocketErrorCode, new[] { SocketError.AddressAlreadyInUse, SocketError.AccessDenied });
    }

    [Fact]
    public async Task A_reset_by_the_peer_fails_the_receive_and_the_listener_goes_on()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (server)
        {
            Task<int> receiving = server.ReceiveAsync(new byte[1]).AsValueTask().AsTask();
            client.Abort();
            var failure = await Assert.ThrowsAsync<SocketException>(() => receiving.WaitAsync(Loopback.Patience));
            Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        }

        var (second, secondServer) = await Loopback.ConnectAsync(listener);
        second.Dispose();
        secondServer.Dispose();
    }

    [Fact]
    public async Task A_reset_before_the_accept_does_not_end_the_listener()
    {
        using StreamListener listener = Loopback.Listen();
        for (int i = 0; i < 20; i++)
        {
            StreamSocket client = await StreamSocket.ConnectAsync(listener.LocalEndPoint);
            client.Abort();
        }

        using StreamSocket last = await StreamSocket.ConnectAsync(listener.LocalEndPoint);
        await last.SendAsync(new byte[] { 42 });
        for (int i = 0; i < 21; i++)
        {
            // The ones that were reset may have been accepted in time; they fail by themselves.
            using StreamSocket server = await listener.AcceptAsync().AsValueTask().AsTask().WaitAsync(Loopback.Patience);
            var first = new byte[1];
            try
            {
                if (await server.ReceiveAsync(first) == 1 && first[0] == 42)
                    return;
            }
            catch (SocketException)
            {
            }
        }

        Assert.Fail("The connection that was not reset did not arrive.");
    }

    [Fact]
    public async Task A_cancelled_receive_ends_with_its_token_and_the_next_one_receives()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task<int> receiving = server.ReceiveAsync(new byte[1], cancellation.Token).AsValueTask().AsTask();
            cancellation.Cancel();
            var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(Loopback.Patience));
            Assert.Equal(cancellation.Token, failure.CancellationToken);

            await client.SendAsync(new byte[] { 1 });
            Assert.Equal(1, await server.ReceiveAsync(new byte[1]));
        }
    }

    [Fact]
    public async Task A_cancelled_accept_ends_and_loses_no_connection()
    {
        using StreamListener listener = Loopback.Listen();
        using var cancellation = new CancellationTokenSource();
        Task<StreamSocket> accepting = listener.AcceptAsync(cancellation.Token).AsValueTask().AsTask();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.WaitAsync(Loopback.Patience));
        var (client, server) = await Loopback.ConnectAsync(listener);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task Many_cancelled_receives_leave_nothing_behind()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            int rented = server.Loop.Slab.Rented;
            for (int i = 0; i < 500; i++)
            {
                using var cancellation = new CancellationTokenSource();
                Task<int> receiving = server.ReceiveAsync(new byte[1], cancellation.Token).AsValueTask().AsTask();
                cancellation.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(Loopback.Patience));
            }

            // One record for the receive direction, which had none before; the rest came back.
            Assert.InRange(server.Loop.Slab.Rented - rented, int.MinValue, 64);
        }
    }

    [Fact]
    public async Task Disposing_a_socket_ends_its_pending_receive()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        {
            Task<int> receiving = server.ReceiveAsync(new byte[1]).AsValueTask().AsTask();
            server.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving.WaitAsync(Loopback.Patience));
            Assert.Throws<ObjectDisposedException>(() => { server.ReceiveAsync(new byte[1]); });
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closing_a_socket_ends_a_send_that_the_peer_does_not_take(bool hard)
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (server)
        {
            // More than both sides buffer.
            Task<int> sending = client.SendAsync(new byte[1 << 24]).AsValueTask().AsTask();
            await Task.Delay(100);
            Assert.False(sending.IsCompleted, "The send is not blocked.");
            if (hard)
                client.Abort();
            else
                client.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(TimeSpan.FromSeconds(10)));
        }
    }

    [Fact]
    public async Task Disposing_a_listener_ends_its_pending_accept()
    {
        StreamListener listener = Loopback.Listen();
        Task<StreamSocket> accepting = listener.AcceptAsync().AsValueTask().AsTask();
        listener.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => accepting.WaitAsync(Loopback.Patience));
    }

    [Fact]
    public async Task A_second_receive_while_one_is_outstanding_is_refused()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            Task<int> receiving = server.ReceiveAsync(new byte[1]).AsValueTask().AsTask();
            Assert.Throws<InvalidOperationException>(() => { server.ReceiveAsync(new byte[1]); });
            await client.SendAsync(new byte[1]);
            Assert.Equal(1, await receiving.WaitAsync(Loopback.Patience));
        }
    }

    [Fact]
    public async Task A_dispose_that_races_with_sends_and_receives_ends_them_all()
    {
        using StreamListener listener = Loopback.Listen();
        for (int round = 0; round < 30; round++)
        {
            var (client, server) = await Loopback.ConnectAsync(listener);
            Task echo = Task.Run(() => UntilItFailsAsync(async () => await Loopback.EchoAsync(server)));
            Task sending = Task.Run(() => UntilItFailsAsync(async () => await client.SendAsync(new byte[100])));
            Task receiving = Task.Run(() => UntilItFailsAsync(async () => await client.ReceiveAsync(new byte[100])));
            await Task.Delay(round % 4);
            client.Dispose();
            server.Dispose();
            await Task.WhenAll(echo, sending, receiving).WaitAsync(Loopback.Patience);
        }
    }

    [Fact]
    public async Task A_receive_whose_time_is_over_is_cancelled_and_the_next_one_receives()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            for (int i = 0; i < 3; i++)
            {
                long started = Environment.TickCount64;
                Task<int> receiving = server.ReceiveAsync(new byte[1]).WithTimeout(TimeSpan.FromMilliseconds(50)).AsValueTask().AsTask();
                await Assert.ThrowsAsync<TimeoutException>(() => receiving.WaitAsync(Loopback.Patience));
                Assert.InRange(Environment.TickCount64 - started, 50, 10_000);
            }

            await client.SendAsync(new byte[1]);
            Assert.Equal(1, await server.ReceiveAsync(new byte[1]).WithTimeout(Loopback.Patience));
        }
    }

    [Fact]
    public async Task An_accept_whose_time_is_over_leaves_the_listener_accepting()
    {
        using StreamListener listener = Loopback.Listen();
        Task<StreamSocket> accepting = listener.AcceptAsync().WithTimeout(TimeSpan.FromMilliseconds(30)).AsValueTask().AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => accepting.WaitAsync(Loopback.Patience));
        var (client, server) = await Loopback.ConnectAsync(listener);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task A_loop_that_is_disposed_fails_what_is_pending()
    {
        var loop = new CompletionLoop();
        using StreamListener listener = Loopback.Listen();
        Task<StreamSocket> accepting = listener.AcceptAsync().AsValueTask().AsTask();
        using StreamSocket client = await StreamSocket.ConnectAsync(listener.LocalEndPoint, new StreamConnectOptions { Loop = loop });
        using StreamSocket server = await accepting.WaitAsync(Loopback.Patience);
        Task<int> receiving = client.ReceiveAsync(new byte[1]).AsValueTask().AsTask();
        loop.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving.WaitAsync(Loopback.Patience));
        Assert.Equal(1, loop.Slab.Leaked);
    }

    private static async Task UntilItFailsAsync(Func<Task> step)
    {
        try
        {
            while (true)
                await step();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
        }
    }
}
