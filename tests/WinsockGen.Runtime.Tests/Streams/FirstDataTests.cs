using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class FirstDataTests
{
    [Fact]
    public void An_accept_that_waits_for_first_data_is_over_when_the_client_sends()
    {
        using var world = new StreamWorld(firstDataLength: 8);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        using StreamSocket client = world.Finish(world.ConnectAsync());
        world.Settle();
        Assert.False(accepting.IsCompleted);
        world.Finish(client.SendAsync(new byte[] { 1, 2, 3 }));
        using StreamSocket server = world.Finish(accepting);
        int calls = world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.WSARecv));
        var buffer = new byte[8];
        SocketOperation<int> receiving = server.ReceiveAsync(buffer);
        Assert.True(receiving.IsCompleted);
        Assert.Equal(3, world.Finish(receiving));
        Assert.Equal(new byte[] { 1, 2, 3, 0, 0, 0, 0, 0 }, buffer);
        Assert.Equal(calls, world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.WSARecv)));
    }

    [Fact]
    public void First_data_comes_before_everything_else_in_pieces_as_small_as_asked_for()
    {
        using var world = new StreamWorld(firstDataLength: 4);
        var (client, server) = Connect(world, [1, 2, 3, 4, 5, 6]);
        for (byte expected = 1; expected <= 6; expected++)
        {
            var one = new byte[1];
            Assert.Equal(1, world.Finish(server.ReceiveAsync(one)));
            Assert.Equal(expected, one[0]);
        }

        client.Dispose();
        Assert.Equal(0, world.Finish(server.ReceiveAsync(new byte[1])));
        server.Dispose();
    }

    [Fact]
    public void Waiting_for_data_is_over_at_once_while_there_is_first_data_and_takes_none()
    {
        using var world = new StreamWorld(firstDataLength: 4);
        var (client, server) = Connect(world, [7]);
        Task waiting = StreamWorld.Await(server.WaitForDataAsync());
        world.Finish(waiting);
        var one = new byte[2];
        Assert.Equal(1, world.Finish(server.ReceiveAsync(one)));
        Assert.Equal(7, one[0]);
        Assert.False(server.WaitForDataAsync().IsCompleted);
        world.Settle();
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_stream_that_ends_without_a_byte_is_accepted_and_ends()
    {
        using var world = new StreamWorld(firstDataLength: 4);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        world.Finish(world.ConnectAsync()).Dispose();
        using StreamSocket server = world.Finish(accepting);
        Assert.Equal(0, world.Finish(server.ReceiveAsync(new byte[1])));
    }

    [Fact]
    public void First_data_that_nobody_receives_goes_with_the_connection()
    {
        using var world = new StreamWorld(firstDataLength: 4);
        var (client, server) = Connect(world, [7]);
        server.Dispose();
        Assert.False(server.HasFirstData);
        client.Dispose();
    }

    [Fact]
    public void A_client_that_sends_nothing_is_disconnected_and_its_accept_takes_the_next_one()
    {
        using var world = new StreamWorld(outstandingAccepts: 1, firstDataLength: 4);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        using StreamSocket silent = world.Finish(world.ConnectAsync());
        using StreamSocket honest = world.Finish(world.ConnectAsync());
        world.Finish(honest.SendAsync(new byte[] { 1 }));
        world.Settle();
        Assert.False(accepting.IsCompleted);

        Advance(world, seconds: 9);
        Assert.False(accepting.IsCompleted, "The silent client was not given its time.");
        Advance(world, seconds: 4);
        using StreamSocket server = world.Finish(accepting);
        Assert.Equal(honest.LocalEndPoint, server.RemoteEndPoint);
        Assert.Equal(0, world.Finish(silent.ReceiveAsync(new byte[1])));
    }

    [Fact]
    public void Waiting_for_a_client_does_not_count_as_silence()
    {
        using var world = new StreamWorld(outstandingAccepts: 1, firstDataLength: 4);
        Advance(world, seconds: 60);
        var (client, server) = Connect(world, [1]);
        client.Dispose();
        server.Dispose();
        Assert.Equal(0, world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.closesocket)) - 3);
    }

    [Fact]
    public void Data_that_comes_while_a_silent_client_is_closed_does_no_harm()
    {
        using var world = new StreamWorld(outstandingAccepts: 1, firstDataLength: 4);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        using StreamSocket late = world.Finish(world.ConnectAsync());
        world.Settle();
        Advance(world, seconds: 9);
        Task<int> sending = StreamWorld.Await(late.SendAsync(new byte[] { 1 }));

        // The accept completes, but nobody has dequeued it yet when the time is over.
        while (world.Winsock.Step())
        {
        }

        world.Winsock.Now += 10_000;
        world.Settle();
        StreamSocket? server = accepting.IsCompleted ? accepting.Result : null;
        world.Finish(sending);
        using StreamSocket next = world.Finish(world.ConnectAsync());
        world.Finish(next.SendAsync(new byte[] { 2 }));
        if (server is null)
            server = world.Finish(accepting);
        else
            world.Finish(world.Listener.AcceptAsync()).Dispose();
        server.Dispose();
    }

    [Fact]
    public void First_data_that_Wine_has_lost_takes_its_connection_with_it()
    {
        using var world = new StreamWorld(outstandingAccepts: 1, firstDataLength: 4);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        Task<StreamSocket> connecting = world.ConnectAsync();
        while (world.Winsock.Step())
        {
        }

        world.Loop.RunOnce(0);
        world.Winsock.RunPool();
        StreamSocket client = connecting.Result;
        SocketOperation<int> sending = client.SendAsync(new byte[] { 1 });
        PendingSend(world);
        Assert.True(world.Winsock.Drop());
        world.Finish(sending);
        world.Settle();
        Assert.False(accepting.IsCompleted);
        Assert.Equal(0, world.Finish(client.ReceiveAsync(new byte[1])));
        client.Dispose();
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(1, 0.5)]
    public void Options_out_of_range_are_refused(int length, double seconds)
    {
        using var world = new StreamWorld();
        var options = new StreamListenerOptions { Loop = world.Loop, FirstDataLength = length, FirstDataTimeout = TimeSpan.FromSeconds(seconds) };
        Assert.Throws<ArgumentOutOfRangeException>(() => StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 7009), options));
    }

    [Fact]
    public void A_silent_client_may_be_let_be()
    {
        using var world = new StreamWorld();
        var options = new StreamListenerOptions { Loop = world.Loop, FirstDataLength = 1, FirstDataTimeout = Timeout.InfiniteTimeSpan, OutstandingAccepts = 1 };
        var endPoint = new IPEndPoint(IPAddress.Loopback, 7009);
        using StreamListener listener = StreamListener.Listen(endPoint, options);
        using StreamSocket client = world.Finish(StreamSocket.ConnectAsync(endPoint, new StreamConnectOptions { Loop = world.Loop }));
        Advance(world, seconds: 100);
        world.Finish(client.SendAsync(new byte[] { 1 }));
        world.Finish(listener.AcceptAsync()).Dispose();
    }

    private static (StreamSocket Client, StreamSocket Server) Connect(StreamWorld world, byte[] firstData)
    {
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        StreamSocket client = world.Finish(world.ConnectAsync());
        world.Finish(client.SendAsync(firstData));
        return (client, world.Finish(accepting));
    }

    /// <summary>Lets the send arrive, and nothing else happen.</summary>
    private static void PendingSend(StreamWorld world) => Assert.True(world.Winsock.Step());

    private static void Advance(StreamWorld world, int seconds)
    {
        for (int i = 0; i < 4 * seconds; i++)
        {
            world.Winsock.Now += 250;
            world.Settle();
        }
    }
}
