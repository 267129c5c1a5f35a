using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamCloseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_graceful_close_ends_our_stream_takes_what_still_comes_and_waits_for_the_peers_end(bool atOnce)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Winsock.CompletesAtOnce = atOnce;
        Task closing = StreamWorld.Await(client.CloseAsync(Second));
        Assert.Equal(0, world.Finish(server.ReceiveAsync(new byte[1])));
        for (int i = 0; i < 40; i++)
            world.Finish(server.SendAsync(new byte[100]));
        Assert.False(closing.IsCompleted);
        int open = world.Winsock.OpenSockets;
        server.ShutdownSend();
        world.Finish(closing);
        Assert.Equal(open - 1, world.Winsock.OpenSockets);
        Assert.True(client.IsClosed);
        server.Dispose();
    }

    [Fact]
    public void Two_graceful_closes_meet()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task both = Task.WhenAll(StreamWorld.Await(client.CloseAsync(Second)), StreamWorld.Await(server.CloseAsync(Timeout.InfiniteTimeSpan)));
        world.Finish(both);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_peer_that_has_ended_its_stream_is_not_waited_for(bool atOnce)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Winsock.CompletesAtOnce = atOnce;
        server.ShutdownSend();
        world.Finish(StreamWorld.Await(client.CloseAsync(Second)));
        Assert.True(client.IsClosed);
        server.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_peer_that_does_not_end_its_stream_in_time_is_reset(bool talks)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task closing = StreamWorld.Await(client.CloseAsync(Second));
        world.Winsock.Now += 900;
        if (talks)
            world.Finish(server.SendAsync(new byte[10]));
        world.Settle();
        Assert.False(closing.IsCompleted);
        world.Winsock.Now += 200;
        Assert.Throws<TimeoutException>(() => world.Finish(closing));
        Assert.True(client.IsClosed);
        Assert.Equal(0, world.Loop.Slab.Leaked);
        var failure = Assert.Throws<SocketException>(() => world.Finish(server.ReceiveAsync(new byte[1])));
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        server.Dispose();
    }

    [Fact]
    public void A_peer_that_sends_for_ever_is_cut_off_when_the_time_is_over_and_keeps_nobody_else_waiting()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Winsock.CompletesAtOnce = true;
        int receives = 0;
        int longest = 0;
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.WSARecv))
                return;
            longest = Math.Max(longest, ++receives);
            world.Winsock.OnlyEndOf(server).Incoming.Enqueue(1);
        };
        world.Winsock.OnlyEndOf(server).Incoming.Enqueue(1);
        Task closing = StreamWorld.Await(client.CloseAsync(Second));
        for (int turn = 0; turn < 20; turn++)
        {
            receives = 0;
            world.Loop.RunOnce(0);
        }

        Assert.InRange(longest, 2, 32);
        Assert.False(closing.IsCompleted);
        world.Winsock.Now += 1100;
        for (int turn = 0; turn < 5; turn++)
            world.Loop.RunOnce(0);
        world.Winsock.BeforeReturn = null;
        Assert.Throws<TimeoutException>(() => world.Finish(closing));
        server.Dispose();
    }

    [Fact]
    public void Without_time_the_socket_is_closed_in_order_and_nobody_waits()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        SocketOperation closing = client.CloseAsync(TimeSpan.Zero);
        Assert.True(closing.IsCompleted);
        Assert.True(client.IsClosed);
        Assert.Equal(0, world.Finish(server.ReceiveAsync(new byte[1])));
        server.Dispose();
    }

    [Fact]
    public void Outstanding_operations_refuse_a_close_and_nothing_has_happened()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = StreamWorld.Await(client.ReceiveAsync(new byte[1]));
        Assert.Throws<InvalidOperationException>(() => { client.CloseAsync(Second); });
        world.Finish(server.SendAsync(new byte[1]));
        world.Finish(receiving);
        Task<long> sending = StreamWorld.Await(client.SendAsync([new byte[1]]));
        Assert.Throws<InvalidOperationException>(() => { client.CloseAsync(Second); });
        world.Finish(sending);
        Assert.Equal(1, world.Finish(client.SendAsync(new byte[1])));
        Assert.Throws<ArgumentOutOfRangeException>(() => { client.CloseAsync(TimeSpan.FromSeconds(-2)); });
        Assert.False(client.IsClosed);
        server.Dispose();
        client.Dispose();
    }

    [Fact]
    public void A_socket_that_is_closing_refuses_transfers_and_a_second_close_and_once_closed_leaves_it_at_that()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task closing = StreamWorld.Await(client.CloseAsync(Second));
        Assert.Throws<InvalidOperationException>(() => { client.ReceiveAsync(new byte[1]); });
        Assert.Throws<InvalidOperationException>(() => { client.SendAsync(new byte[1]); });
        Assert.Throws<InvalidOperationException>(() => { client.CloseAsync(Second); });
        server.Dispose();
        world.Finish(closing);
        Assert.True(client.CloseAsync(Second).IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_and_abort_end_the_wait(bool hard)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task closing = StreamWorld.Await(client.CloseAsync(Timeout.InfiniteTimeSpan));
        if (hard)
            client.Abort();
        else
            client.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(closing));
        server.Dispose();
    }

    [Fact]
    public void A_loop_that_ends_ends_the_wait()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task closing = StreamWorld.Await(client.CloseAsync(Timeout.InfiniteTimeSpan));
        world.Loop.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(closing));
        Assert.True(client.IsClosed);
        server.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reset_by_the_peer_closes_the_socket_and_says_so(bool before)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        if (before)
            server.Abort();
        Task closing = StreamWorld.Await(client.CloseAsync(Second));
        server.Abort();
        var failure = Assert.Throws<SocketException>(() => world.Finish(closing));
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void A_close_that_nobody_awaits_closes_all_the_same_and_a_receive_that_is_dropped_begins_again()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        client.CloseAsync(Second);
        Assert.True(world.Winsock.Drop());
        world.Settle();
        Assert.False(client.IsClosed);
        server.Dispose();
        world.Settle();
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void SO_LINGER_of_the_users_is_off_when_the_socket_is_closed()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        client.SetRawSocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER, new byte[] { 1, 0, 30, 0 });
        server.ShutdownSend();
        world.Finish(StreamWorld.Await(client.CloseAsync(Second)));
        Assert.Equal(new byte[4], world.Winsock.OptionCalls.Last(call => call.Name == Ws2.SO_LINGER).Bytes);
        server.Dispose();
    }
}
