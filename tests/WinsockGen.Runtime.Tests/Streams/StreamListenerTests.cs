using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamListenerTests
{
    [Fact]
    public void Connections_are_taken_before_anybody_asks_for_them()
    {
        using var world = new StreamWorld(outstandingAccepts: 3);
        StreamSocket client = world.Finish(world.ConnectAsync());
        world.Settle();
        SocketOperation<StreamSocket> accepting = world.Listener.AcceptAsync();
        Assert.True(accepting.IsCompleted);
        world.Finish(StreamWorld.Await(accepting)).Dispose();
        client.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_backlog_is_at_least_one(int backlog)
    {
        using var world = new StreamWorld();
        var options = new StreamListenerOptions { Loop = world.Loop, Backlog = backlog };
        Assert.Throws<ArgumentOutOfRangeException>(() => StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 7008), options));
    }

    [Fact]
    public void An_accept_whose_packet_comes_while_its_record_is_pending_has_accepted()
    {
        using var world = new StreamWorld();
        Task<StreamSocket> connecting = world.ConnectAsync();
        world.Winsock.Step();
        Assert.True(world.Winsock.Drop());
        using StreamSocket server = world.Finish(StreamWorld.Await(world.Listener.AcceptAsync()));
        using StreamSocket client = world.Finish(connecting);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    }

    [Fact]
    public void Many_connections_arrive_each_once()
    {
        using var world = new StreamWorld();
        var clients = new List<Task<StreamSocket>>();
        var servers = new List<Task<StreamSocket>>();
        for (int i = 0; i < 20; i++)
        {
            clients.Add(world.ConnectAsync());
            servers.Add(StreamWorld.Await(world.Listener.AcceptAsync()));
        }

        var peers = new HashSet<EndPoint>();
        foreach (Task<StreamSocket> server in servers)
            Assert.True(peers.Add(world.Finish(server).RemoteEndPoint));
        foreach (Task<StreamSocket> client in clients)
            Assert.Contains(client.Result.LocalEndPoint, peers);
        clients.ForEach(client => client.Result.Dispose());
        servers.ForEach(server => server.Result.Dispose());
    }

    [Fact]
    public void A_connection_that_is_reset_in_the_backlog_is_skipped()
    {
        using var world = new StreamWorld(outstandingAccepts: 1);

        // The one accept takes the first, which nobody asks for; the second waits in the backlog and is reset there.
        StreamSocket first = world.Finish(world.ConnectAsync());
        StreamSocket second = world.Finish(world.ConnectAsync());
        second.Abort();
        StreamSocket third = world.Finish(world.ConnectAsync());
        using StreamSocket one = world.Finish(StreamWorld.Await(world.Listener.AcceptAsync()));
        using StreamSocket two = world.Finish(StreamWorld.Await(world.Listener.AcceptAsync()));
        Assert.Equal(first.LocalEndPoint, one.RemoteEndPoint);
        Assert.Equal(third.LocalEndPoint, two.RemoteEndPoint);
        first.Dispose();
        third.Dispose();
    }

    [Fact]
    public void An_accept_that_Windows_refuses_is_reported_once_and_tried_again_after_a_moment()
    {
        using var world = new StreamWorld(outstandingAccepts: 1);
        world.Winsock.FailNext(nameof(WinsockTable.AcceptEx), Ws2.WSAENETDOWN);
        using StreamSocket firstClient = world.Finish(world.ConnectAsync());
        world.Finish(world.Listener.AcceptAsync()).Dispose();
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Listener.AcceptAsync()));
        Assert.Equal(SocketError.NetworkDown, failure.SocketErrorCode);
        Assert.Equal(SocketError.NetworkDown, world.Listener.LastAcceptError);

        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        using StreamSocket client = world.Finish(world.ConnectAsync());
        world.Settle();
        Assert.False(accepting.IsCompleted, "The accept was tried again at once.");
        world.Winsock.Now += 100;
        world.Finish(accepting).Dispose();
    }

    [Theory]
    [InlineData(nameof(Ws2.WSASocketW), Ws2.WSAEMFILE)]
    [InlineData(nameof(Ws2.WSASocketW), Ws2.WSAENOBUFS)]
    [InlineData(nameof(WinsockTable.AcceptEx), Ws2.WSAENOBUFS)]
    public void A_shortage_is_waited_out_without_calling_Windows_all_the_time(string function, int error)
    {
        using var world = new StreamWorld(outstandingAccepts: 1);
        using StreamSocket firstClient = world.Finish(world.ConnectAsync());
        using StreamSocket secondClient = world.Finish(world.ConnectAsync());
        const int shortages = 5;
        for (int i = 0; i < shortages; i++)
            world.Winsock.FailNext(function, error);
        world.Finish(world.Listener.AcceptAsync()).Dispose();
        Task<StreamSocket> first = StreamWorld.Await(world.Listener.AcceptAsync());
        Task<StreamSocket> second = StreamWorld.Await(world.Listener.AcceptAsync());
        world.Settle();
        world.Winsock.Now += 49;
        world.Settle();
        for (int i = 0; i < shortages - 1; i++)
        {
            world.Winsock.Now += 50 << i;
            world.Settle();
            Assert.False(first.IsCompleted);
        }

        Assert.Equal((SocketError)error, world.Listener.LastAcceptError);
        world.Winsock.Now += 1000;
        world.Finish(first).Dispose();
        Assert.False(second.IsCompleted);
        world.Finish(world.ConnectAsync()).Dispose();
        world.Finish(second).Dispose();
    }

    [Theory]
    [InlineData(Ws2.WSAECONNRESET)]
    [InlineData(Ws2.WSAECONNABORTED)]
    [InlineData(Ws2.WSAENETRESET)]
    [InlineData(Ws2.WSAENOTCONN)]
    [InlineData(Ws2.WSAETIMEDOUT)]
    [InlineData(64)] // ERROR_NETNAME_DELETED
    [InlineData(1236)] // ERROR_CONNECTION_ABORTED
    public void A_connection_that_is_lost_before_it_is_accepted_is_skipped(int error)
    {
        using var world = new StreamWorld(outstandingAccepts: 1);
        StreamSocket lost = world.Finish(world.ConnectAsync());
        world.Winsock.FailNext(nameof(WinsockTable.AcceptEx), error);
        world.Finish(world.Listener.AcceptAsync()).Dispose();
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        using StreamSocket client = world.Finish(world.ConnectAsync());
        using StreamSocket server = world.Finish(accepting);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        Assert.Equal(SocketError.Success, world.Listener.LastAcceptError);
        lost.Dispose();
    }

    [Theory]
    [InlineData(Ws2.WSAENOTCONN)]
    [InlineData(Ws2.WSAEINVAL)]
    [InlineData(Ws2.WSAENOBUFS)]
    public void A_connection_that_cannot_be_updated_is_skipped(int error)
    {
        using var world = new StreamWorld(outstandingAccepts: 1);
        world.Winsock.FailNext(nameof(Ws2.SO_UPDATE_ACCEPT_CONTEXT), error);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        world.Winsock.CompletesAtOnce = true;
        StreamSocket first = world.Finish(world.ConnectAsync());
        world.Settle();
        StreamSocket second = world.Finish(world.ConnectAsync());
        using StreamSocket server = world.Finish(accepting);
        Assert.Contains(server.RemoteEndPoint, new[] { first.LocalEndPoint, second.LocalEndPoint });
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public void Accepts_that_fail_at_once_again_and_again_let_others_have_the_processor()
    {
        using var world = new StreamWorld(outstandingAccepts: 1);
        StreamSocket first = world.Finish(world.ConnectAsync());
        for (int i = 0; i < 1000; i++)
            world.Winsock.FailNext(nameof(WinsockTable.AcceptEx), Ws2.WSAECONNRESET);
        int before = world.Winsock.CallCounts[nameof(WinsockTable.AcceptEx)];
        world.Finish(world.Listener.AcceptAsync()).Dispose();
        Assert.InRange(world.Winsock.CallCounts[nameof(WinsockTable.AcceptEx)] - before, 1, 100);
        first.Dispose();
    }

    [Fact]
    public void A_loop_that_ends_during_a_shortage_ends_the_waits()
    {
        using var world = new StreamWorld(outstandingAccepts: 1);
        using CompletionLoop other = world.Winsock.CreateLoop();
        using StreamListener listener = StreamListener.Open(AddressFamily.InterNetwork, new StreamListenerOptions { Loop = other, OutstandingAccepts = 1 });
        world.Winsock.FailNext(nameof(WinsockTable.AcceptEx), Ws2.WSAENOBUFS);
        listener.Start(new IPEndPoint(IPAddress.Loopback, 7009));
        Task<StreamSocket> accepting = StreamWorld.Await(listener.AcceptAsync());
        other.Dispose();
        world.Winsock.Settle(world.Loop, other);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(accepting));
        Assert.Throws<ObjectDisposedException>(() => { listener.AcceptAsync(); });
    }

    [Fact]
    public void Options_can_be_set_before_a_listener_is_bound()
    {
        using var world = new StreamWorld();
        using StreamListener listener = StreamListener.Open(AddressFamily.InterNetwork, new StreamListenerOptions { Loop = world.Loop });
        Assert.Throws<InvalidOperationException>(() => { listener.AcceptAsync(); });
        listener.SetRawSocketOption(Ws2.SOL_SOCKET, 0x1002, [0, 0, 1, 0]);
        listener.Start(new IPEndPoint(IPAddress.Loopback, 7009));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7009), listener.LocalEndPoint);
        Assert.False(listener.AcceptAsync().IsCompleted);
    }

    [Fact]
    public void A_dual_mode_listener_turns_the_restriction_to_IPv6_off_before_it_is_bound()
    {
        using var world = new StreamWorld();
        var options = new StreamListenerOptions { Loop = world.Loop, DualMode = true };
        using StreamListener listener = StreamListener.Open(AddressFamily.InterNetworkV6, options);
        ScriptedOptionCall call = Assert.Single(world.Winsock.OptionCalls, static call => call.Level == Ws2.IPPROTO_IPV6 && call.Name == Ws2.IPV6_V6ONLY);
        Assert.Equal(new byte[4], call.Bytes);
        Assert.Throws<ArgumentException>(() => StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 7009), options));
    }

    [Fact]
    public void A_busy_port_says_so()
    {
        using var world = new StreamWorld();
        var failure = Assert.Throws<SocketException>(
            () => StreamListener.Listen(StreamWorld.ServerEndPoint, new StreamListenerOptions { Loop = world.Loop }));
        Assert.Equal(SocketError.AddressAlreadyInUse, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_refused_connect_says_so_and_closes_its_socket(bool atOnce)
    {
        using var world = new StreamWorld();
        int open = world.Winsock.OpenSockets;
        world.Winsock.CompletesAtOnce = atOnce;
        Task<StreamSocket> connecting = StreamWorld.Await(
            StreamSocket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 9), new StreamConnectOptions { Loop = world.Loop }));
        var failure = Assert.Throws<SocketException>(() => world.Finish(connecting));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void Pending_accepts_end_when_the_listener_is_disposed()
    {
        using var world = new StreamWorld();
        Task<StreamSocket> first = StreamWorld.Await(world.Listener.AcceptAsync());
        Task<StreamSocket> second = StreamWorld.Await(world.Listener.AcceptAsync());
        world.Listener.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(first));
        Assert.Throws<ObjectDisposedException>(() => world.Finish(second));
        Assert.Throws<ObjectDisposedException>(() => { world.Listener.AcceptAsync(); });
    }

    [Fact]
    public void Connections_that_nobody_took_are_closed_with_the_listener()
    {
        using var world = new StreamWorld();
        StreamSocket client = world.Finish(world.ConnectAsync());
        world.Settle();
        world.Listener.Dispose();
        Assert.Equal(0, world.Finish(StreamWorld.Await(client.ReceiveAsync(new byte[1]))));
        client.Dispose();
    }

    [Fact]
    public void All_connections_come_in_a_sequence_that_ends_with_the_listener()
    {
        using var world = new StreamWorld();
        int count = 0;
        async Task AcceptAllAsync()
        {
            await foreach (StreamSocket connection in world.Listener.AcceptAllAsync())
            {
                count++;
                connection.Dispose();
            }
        }

        Task accepting = AcceptAllAsync();
        for (int i = 0; i < 5; i++)
            world.Finish(world.ConnectAsync()).Dispose();
        world.Listener.Dispose();
        world.Finish(accepting);
        Assert.Equal(5, count);
    }

    [Fact]
    public void A_cancelled_sequence_ends_with_the_token()
    {
        using var world = new StreamWorld();
        using var cancellation = new CancellationTokenSource();
        async Task AcceptAllAsync()
        {
            await foreach (StreamSocket connection in world.Listener.AcceptAllAsync(cancellation.Token))
                connection.Dispose();
        }

        Task accepting = AcceptAllAsync();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(accepting));
    }
}
