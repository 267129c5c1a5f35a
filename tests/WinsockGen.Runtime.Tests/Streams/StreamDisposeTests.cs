using System;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamDisposeTests
{
    [Fact]
    public void Pending_operations_end_when_the_socket_is_disposed()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
        Task<int> sending = StreamWorld.Await(server.SendAsync(new byte[1]));
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        Assert.Throws<ObjectDisposedException>(() => world.Finish(sending));
        client.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pending_operations_are_cancelled_before_the_socket_is_closed(bool hard)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
        Task<int> sending = StreamWorld.Await(server.SendAsync(new byte[1]));
        int open = world.Winsock.OpenSockets;
        int cancelled = 0;
        world.Winsock.CloseLeavesCalls = true;
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.CancelIoEx))
                return;
            cancelled++;
            Assert.Equal(open, world.Winsock.OpenSockets);
        };
        if (hard)
            server.Abort();
        else
            server.Dispose();
        world.Winsock.BeforeReturn = null;
        world.Winsock.CloseLeavesCalls = false;
        Assert.NotEqual(0, cancelled);
        Assert.Equal(open - 1, world.Winsock.OpenSockets);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        Assert.Throws<ObjectDisposedException>(() => world.Finish(sending));
        client.Dispose();
    }

    [Fact]
    public void A_send_that_succeeds_while_the_socket_is_being_disposed_has_succeeded()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> sending = StreamWorld.Await(server.SendAsync(new byte[3]));
        world.Winsock.BeforeReturn = function =>
        {
            if (function == nameof(Ws2.CancelIoEx))
                world.Winsock.Step();
        };
        server.Dispose();
        world.Winsock.BeforeReturn = null;
        Assert.Equal(3, world.Finish(sending));
        client.Dispose();
    }

    [Fact]
    public void A_disposed_socket_refuses_everything()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        client.Dispose();
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { server.ReceiveAsync(new byte[1]); });
        Assert.Throws<ObjectDisposedException>(() => { server.SendAsync(new byte[1]); });
        Assert.Throws<ObjectDisposedException>(server.ShutdownSend);
        Assert.Throws<ObjectDisposedException>(() => server.GetRawSocketOption(0, 0, new byte[4]));
        Assert.Throws<ObjectDisposedException>(() => server.RemoteEndPoint);
        server.Abort();
        server.Dispose();
    }

    [Fact]
    public void A_socket_that_is_disposed_while_a_call_is_inside_is_closed_after_the_call()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        int open = world.Winsock.OpenSockets;
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.WSARecv))
                return;
            server.Dispose();
            Assert.Equal(open, world.Winsock.OpenSockets);
        };
        Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
        world.Winsock.BeforeReturn = null;
        Assert.Equal(open - 1, world.Winsock.OpenSockets);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        client.Dispose();
    }

    [Fact]
    public void A_record_comes_back_only_after_its_completion_was_dequeued()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
        int rented = world.Loop.Slab.Rented;
        server.Dispose();
        Assert.Equal(rented, world.Loop.Slab.Rented);
        world.Loop.RunOnce(0);
        Assert.Equal(rented - 1, world.Loop.Slab.Rented);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        client.Dispose();
    }

    [Fact]
    public void An_operation_that_is_never_awaited_leaves_nothing_behind()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        int rented = world.Loop.Slab.Rented;
        for (int i = 0; i < 20; i++)
        {
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
            server.ReceiveAsync(new byte[1]);
            world.Settle();
        }

        // One for each direction in use.
        Assert.InRange(world.Loop.Slab.Rented, rented, rented + 2);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_result_that_is_awaited_late_is_still_there()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Finish(StreamWorld.Await(client.SendAsync(new byte[3])));
        SocketOperation<int> first = server.ReceiveAsync(new byte[2]);
        world.Settle();
        SocketOperation<int> second = server.ReceiveAsync(new byte[2]);
        world.Settle();
        Assert.Equal(1, world.Finish(StreamWorld.Await(second)));
        Assert.Equal(2, world.Finish(StreamWorld.Await(first)));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Operations_that_are_pending_when_the_port_is_closed_fail_and_give_their_records_up()
    {
        using var world = new StreamWorld();
        using CompletionLoop other = world.Winsock.CreateLoop();
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        Task<StreamSocket> connecting = StreamWorld.Await(StreamSocket.ConnectAsync(StreamWorld.ServerEndPoint, new StreamConnectOptions { Loop = other }));
        world.Winsock.Settle(world.Loop, other);
        StreamSocket client = connecting.Result;
        Task<int> receiving = StreamWorld.Await(client.ReceiveAsync(new byte[1]));

        other.Dispose();
        world.Winsock.Settle(world.Loop, other);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        Assert.Equal(1, other.Slab.Leaked);
        Assert.Equal(1, other.Slab.Rented);
        Assert.Throws<ObjectDisposedException>(() => { client.SendAsync(new byte[1]); });

        client.Dispose();
        accepting.Result.Dispose();
    }

    [Fact]
    public void An_operation_is_awaited_once()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        SocketOperation<int> sending = client.SendAsync(new byte[1]);
        Task<int> first = StreamWorld.Await(sending);
        Task<int> second = StreamWorld.Await(sending);
        Assert.Equal(1, world.Finish(first));
        Assert.Throws<InvalidOperationException>(() => world.Finish(second));
        Assert.Throws<InvalidOperationException>(() => sending.GetAwaiter().GetResult());
        client.Dispose();
        server.Dispose();
    }
}
