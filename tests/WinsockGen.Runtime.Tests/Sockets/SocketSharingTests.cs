using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Sockets;

/// <summary>Handles that come from somebody else, and go to somebody else.</summary>
public sealed unsafe class SocketSharingTests
{
    [Fact]
    public void A_foreign_socket_without_a_port_is_taken_over_by_its_kind()
    {
        using var world = new DatagramWorld();
        nuint handle = Open(SOCK_DGRAM, IPPROTO_UDP);
        SocketProvider provider = SocketProvider.Adopt(world.Loop, handle, SOCK_DGRAM);
        Assert.Same(world.Client.Provider, provider);
        using var socket = new DatagramSocket(provider, handle);
        world.Finish(socket.SendAsync(new byte[] { 7 }, DatagramWorld.ServerAddress));
        var buffer = new byte[4];
        Assert.Equal(1, world.Finish(world.Server.ReceiveAsync(buffer)).Length);
        Assert.Equal(7, buffer[0]);
    }

    [Fact]
    public void A_socket_that_has_a_port_is_refused_and_stays_its_owners()
    {
        using var world = new DatagramWorld();
        nuint handle = Open(SOCK_DGRAM, IPPROTO_UDP);
        using (CompletionLoop other = world.Winsock.CreateLoop())
        {
            SocketProvider.Adopt(other, handle, SOCK_DGRAM);
            int open = world.Winsock.OpenSockets;
            Assert.Throws<InvalidOperationException>(() => SocketProvider.Adopt(world.Loop, handle, SOCK_DGRAM));
            Assert.Equal(open, world.Winsock.OpenSockets);
            other.Dispose();
            world.Winsock.Settle(other);
        }

        Assert.Equal(0, ScriptedWinsock.Table.closesocket(handle));
    }

    [Fact]
    public void A_socket_of_another_type_is_refused_before_it_gets_a_port()
    {
        using var world = new DatagramWorld();
        nuint handle = Open(SOCK_STREAM, IPPROTO_TCP);
        Assert.Throws<ArgumentException>(() => SocketProvider.Adopt(world.Loop, handle, SOCK_DGRAM));
        Assert.Equal(IPPROTO_TCP, SocketProvider.Adopt(world.Loop, handle, SOCK_STREAM).Kind.Protocol);
        Assert.Equal(0, ScriptedWinsock.Table.closesocket(handle));
    }

    [Fact]
    public void A_handle_that_was_given_away_is_open_and_the_object_is_closed()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Finish(client.SendAsync(new byte[] { 1 }));
        world.Finish(server.ReceiveAsync(new byte[1]));
        int open = world.Winsock.OpenSockets;
        int records = world.Loop.Slab.Rented;

        nuint handle = server.GiveHandleAway();
        server.Dispose();
        world.Settle();
        Assert.Equal(open, world.Winsock.OpenSockets);
        Assert.Equal(records - 1, world.Loop.Slab.Rented);
        Assert.Throws<ObjectDisposedException>(() => server.ReceiveAsync(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => server.GiveHandleAway());

        Assert.Equal(0, ScriptedWinsock.Table.closesocket(handle));
        client.Dispose();
    }

    [Fact]
    public void A_stream_with_a_pending_operation_keeps_its_handle_and_the_operation_goes_on()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
        Assert.Throws<InvalidOperationException>(() => server.GiveHandleAway());
        world.Finish(client.SendAsync(new byte[] { 1 }));
        Assert.Equal(1, world.Finish(receiving));
        server.Dispose();
        client.Dispose();
    }

    [Fact]
    public void A_datagram_socket_with_a_pending_operation_keeps_its_handle_and_the_operation_goes_on()
    {
        using var world = new DatagramWorld();
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[4]));
        Assert.Throws<InvalidOperationException>(() => world.Server.GiveHandleAway());
        world.Send(1, 2);
        Assert.Equal(2, world.Finish(receiving).Length);
        Assert.Equal(0, ScriptedWinsock.Table.closesocket(world.Server.GiveHandleAway()));
    }

    [Fact]
    public void A_socket_that_a_thread_is_inside_of_keeps_its_handle()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (server.Use())
            Assert.Throws<InvalidOperationException>(() => server.GiveHandleAway());
        world.Finish(client.SendAsync(new byte[] { 1 }));
        Assert.Equal(1, world.Finish(server.ReceiveAsync(new byte[1])));
        server.Dispose();
        client.Dispose();
    }

    [Fact]
    public void First_data_that_nobody_has_received_keeps_the_handle()
    {
        using var world = new StreamWorld(firstDataLength: 4);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        StreamSocket client = world.Finish(world.ConnectAsync());
        world.Finish(client.SendAsync(new byte[] { 1, 2 }));
        StreamSocket server = world.Finish(accepting);
        Assert.Throws<InvalidOperationException>(() => server.ToSocket());
        Assert.Equal(2, world.Finish(server.ReceiveAsync(new byte[4])));
        Assert.Equal(0, ScriptedWinsock.Table.closesocket(server.GiveHandleAway()));
        client.Dispose();
    }

    [Fact]
    public void A_handle_that_was_given_away_is_not_recycled()
    {
        using var world = new StreamWorld(recycles: true);
        world.Settle();
        var (client, server) = world.Connect();
        nuint handle = server.GiveHandleAway();
        int disconnects = world.Winsock.CallCounts.GetValueOrDefault(nameof(WinsockTable.DisconnectEx));
        server.Dispose();
        world.Settle();
        Assert.Equal(disconnects, world.Winsock.CallCounts.GetValueOrDefault(nameof(WinsockTable.DisconnectEx)));
        Assert.Equal(0, ScriptedWinsock.Table.closesocket(handle));
        client.Dispose();
    }

    private static nuint Open(int type, int protocol) =>
        ScriptedWinsock.Table.WSASocketW(AF_INET, type, protocol, null, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
}
