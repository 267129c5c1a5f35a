using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class RecyclingTests
{
    [Fact]
    public void A_listener_that_does_not_ask_for_it_recycles_nothing()
    {
        using var world = new StreamWorld();
        Serve(world);
        Assert.Equal(AcceptRecycling.Off, world.Listener.Recycling);
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(WinsockTable.DisconnectEx)));
    }

    [Fact]
    public void Sockets_are_used_again_once_the_probe_has_shown_that_it_works()
    {
        using var world = new StreamWorld(outstandingAccepts: 1, recycles: true);
        Assert.Equal(AcceptRecycling.Probing, world.Listener.Recycling);
        world.Settle();
        Assert.Equal(AcceptRecycling.On, world.Listener.Recycling);
        Serve(world);
        Serve(world);
        int opened = world.Winsock.CallCounts[nameof(Ws2.WSASocketW)];
        const int connections = 20;
        for (int i = 0; i < connections; i++)
            Serve(world);

        // The clients' only.
        Assert.Equal(connections, world.Winsock.CallCounts[nameof(Ws2.WSASocketW)] - opened);
        Assert.InRange(world.Listener.ReusedSockets, connections, connections + 2);
    }

    [Fact]
    public void TransmitFile_disconnects_where_there_is_no_DisconnectEx()
    {
        using var world = new StreamWorld(outstandingAccepts: 1, recycles: true, lacking: Ws2.WSAID_DISCONNECTEX);
        world.Settle();
        Assert.Equal(AcceptRecycling.On, world.Listener.Recycling);
        for (int i = 0; i < 5; i++)
            Serve(world);
        Assert.InRange(world.Listener.ReusedSockets, 1, 5);
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(WinsockTable.DisconnectEx)));
    }

    [Fact]
    public void A_Winsock_that_recycles_wrongly_is_found_out_and_everything_works_without()
    {
        using var world = new StreamWorld(recycles: true);
        world.Winsock.RecyclesWrongly = true;
        world.Settle();
        Assert.Equal(AcceptRecycling.Unavailable, world.Listener.Recycling);
        int disconnects = world.Winsock.CallCounts[nameof(WinsockTable.DisconnectEx)];
        for (int i = 0; i < 5; i++)
            Serve(world);
        Assert.Equal(disconnects, world.Winsock.CallCounts[nameof(WinsockTable.DisconnectEx)]);
    }

    [Fact]
    public void A_provider_that_cannot_disconnect_is_not_tried()
    {
        using var world = new StreamWorld();
        world.Winsock.Extensions.Remove(Ws2.WSAID_DISCONNECTEX);
        world.Winsock.Extensions.Remove(Ws2.WSAID_TRANSMITFILE);
        CompletionLoop loop = world.Winsock.CreateLoop();
        using (StreamListener listener = StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 7009), new StreamListenerOptions { Loop = loop, RecycleSockets = true }))
            Assert.Equal(AcceptRecycling.Unavailable, listener.Recycling);
        loop.Dispose();
        world.Winsock.Settle(loop);
    }

    [Fact]
    public void The_peer_of_a_recycled_connection_sees_its_end()
    {
        using StreamWorld world = Proven();
        var (client, server) = world.Connect();
        server.Dispose();
        Assert.Equal(0, world.Finish(client.ReceiveAsync(new byte[1])));
        client.Dispose();
    }

    [Fact]
    public void Nobody_waits_for_a_disconnect_that_takes_its_time_and_there_are_never_more_than_a_few()
    {
        using StreamWorld world = Proven();
        world.Winsock.DisconnectsLater = true;
        int before = world.Winsock.OpenSockets;
        const int connections = 300;
        for (int i = 0; i < connections; i++)
            Serve(world);
        Assert.InRange(world.Winsock.OpenSockets - before, 200, 260);

        // Those that are closed meanwhile end with the listener.
        world.Listener.Dispose();
        world.Settle();
        Assert.Equal(0, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_connection_that_was_reset_is_closed()
    {
        using StreamWorld world = Proven();
        var (client, server) = world.Connect();
        int open = world.Winsock.OpenSockets;
        client.Abort();
        server.Dispose();
        world.Settle();
        Assert.Equal(open - 2, world.Winsock.OpenSockets);
        Serve(world);
    }

    [Theory]
    [InlineData(Ws2.WSAENOTCONN)]
    [InlineData(Ws2.WSAENOBUFS)]
    public void A_socket_that_cannot_be_disconnected_is_closed(int error)
    {
        using StreamWorld world = Proven();
        var (client, server) = world.Connect();
        int open = world.Winsock.OpenSockets;
        world.Winsock.FailNext(nameof(WinsockTable.DisconnectEx), error);
        server.Dispose();
        world.Settle();
        Assert.Equal(open - 1, world.Winsock.OpenSockets);
        client.Dispose();
    }

    [Fact]
    public void A_socket_with_something_pending_is_closed_which_ends_it()
    {
        using StreamWorld world = Proven();
        var (client, server) = world.Connect();
        int disconnects = world.Winsock.CallCounts[nameof(WinsockTable.DisconnectEx)];
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]));
        server.Dispose();
        Assert.Throws<System.ObjectDisposedException>(() => world.Finish(receiving));
        Assert.Equal(disconnects, world.Winsock.CallCounts[nameof(WinsockTable.DisconnectEx)]);
        client.Dispose();
    }

    [Fact]
    public void What_was_set_on_a_connection_does_not_reach_the_next_one()
    {
        using StreamWorld world = Proven();
        int disconnects = world.Winsock.CallCounts[nameof(WinsockTable.DisconnectEx)];
        var (client, server) = world.Connect();
        server.SetRawSocketOption(Ws2.SOL_SOCKET, 0x1002, [0, 0, 1, 0]);
        server.Dispose();
        var (second, aborted) = world.Connect();
        aborted.Abort();
        world.Settle();
        Assert.Equal(disconnects, world.Winsock.CallCounts[nameof(WinsockTable.DisconnectEx)]);
        client.Dispose();
        second.Dispose();
    }

    [Fact]
    public void A_recycled_socket_that_AcceptEx_refuses_is_replaced_by_a_new_one()
    {
        using StreamWorld world = Proven();
        Serve(world);
        Serve(world);
        world.Winsock.FailNext(nameof(WinsockTable.AcceptEx), Ws2.WSAEINVAL);
        Serve(world);
        Serve(world);
        Assert.Equal(System.Net.Sockets.SocketError.Success, world.Listener.LastAcceptError);
    }

    [Fact]
    public void A_closed_connection_stays_closed_when_its_socket_is_used_again()
    {
        using StreamWorld world = Proven();
        var closed = new List<StreamSocket>();
        for (int i = 0; i < 4; i++)
        {
            var (client, server) = world.Connect();
            closed.Add(server);
            server.Dispose();
            world.Settle();
            client.Dispose();
            server.Dispose();
        }

        Assert.Equal(closed.Count, closed.Distinct().Count());
        Assert.All(closed, server => Assert.Throws<System.ObjectDisposedException>(() => { server.SendAsync(new byte[1]); }));
    }

    private static StreamWorld Proven()
    {
        var world = new StreamWorld(outstandingAccepts: 1, recycles: true);
        world.Settle();
        return world;
    }

    /// <summary>A connection that moves bytes both ways, and that the server closes.</summary>
    private static void Serve(StreamWorld world)
    {
        var (client, server) = world.Connect();
        Assert.Equal(1, world.Finish(client.SendAsync(new byte[] { 7 })));
        var buffer = new byte[1];
        Assert.Equal(1, world.Finish(server.ReceiveAsync(buffer)));
        Assert.Equal(1, world.Finish(server.SendAsync(buffer)));
        Assert.Equal(1, world.Finish(client.ReceiveAsync(buffer)));
        server.Dispose();
        world.Settle();
        client.Dispose();
    }
}
