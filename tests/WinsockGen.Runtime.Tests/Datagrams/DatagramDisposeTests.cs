using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

public sealed class DatagramDisposeTests
{
    [Fact]
    public void All_pending_operations_end_when_the_socket_is_disposed()
    {
        using var world = new DatagramWorld();
        var pending = new List<Task>();
        for (int i = 0; i < 5; i++)
        {
            pending.Add(DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1])));
            pending.Add(DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], new byte[16])));
        }

        world.Server.Dispose();
        Assert.All(pending, task => Assert.Throws<ObjectDisposedException>(() => world.Finish(task)));
        Assert.Equal(0, world.Loop.Slab.Rented);
    }

    [Fact]
    public void A_disposed_socket_refuses_everything()
    {
        using var world = new DatagramWorld();
        world.Server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { world.Server.ReceiveAsync(new byte[1]); });
        Assert.Throws<ObjectDisposedException>(() => { world.Server.SendAsync(new byte[1], DatagramWorld.ServerAddress); });
        Assert.Throws<ObjectDisposedException>(() => { world.Server.SendAsync(new byte[1]); });
        Assert.Throws<ObjectDisposedException>(() => world.Server.Connect(DatagramWorld.ServerEndPoint));
        Assert.Throws<ObjectDisposedException>(() => world.Server.Join(new MulticastGroup(IPAddress.Parse("239.1.2.3"))));
        Assert.Throws<ObjectDisposedException>(() => world.Server.RemoteEndPoint);
        world.Server.Dispose();
    }

    [Fact]
    public void A_socket_that_is_disposed_while_a_call_is_inside_is_closed_after_the_call()
    {
        using var world = new DatagramWorld();
        int open = world.Winsock.OpenSockets;
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.WSARecvFrom))
                return;
            world.Server.Dispose();
            Assert.Equal(open, world.Winsock.OpenSockets);
        };
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1]));
        world.Winsock.BeforeReturn = null;
        Assert.Equal(open - 1, world.Winsock.OpenSockets);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
    }

    [Fact]
    public void A_record_comes_back_only_after_its_completion_was_dequeued()
    {
        using var world = new DatagramWorld();
        Task<ReceivedDatagram> first = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1]));
        Task<ReceivedDatagram> second = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1]));
        world.Server.Dispose();
        Assert.Equal(2, world.Loop.Slab.Rented);
        world.Loop.RunOnce(0);
        Assert.Equal(0, world.Loop.Slab.Rented);
        Assert.Throws<ObjectDisposedException>(() => world.Finish(first));
        Assert.Throws<ObjectDisposedException>(() => world.Finish(second));
    }

    [Fact]
    public void Operations_that_are_never_awaited_are_found_and_given_back()
    {
        using var world = new DatagramWorld();
        for (int i = 0; i < 200; i++)
        {
            world.Send(1);
            world.Server.ReceiveAsync(new byte[1]);
            world.Settle();
        }

        // They are looked for whenever their number has doubled.
        Assert.InRange(world.Loop.Slab.Rented, 1, 40);
    }

    [Fact]
    public void A_result_that_is_awaited_late_is_still_there()
    {
        using var world = new DatagramWorld();
        world.Send(1, 2, 3);
        SocketOperation<ReceivedDatagram> first = world.Server.ReceiveAsync(new byte[4]);
        world.Settle();
        for (int i = 0; i < 200; i++)
        {
            world.Send(1);
            world.Server.ReceiveAsync(new byte[1]);
            world.Settle();
        }

        ReceivedDatagram received = world.Finish(first);
        Assert.Equal(3, received.Length);
        Assert.Equal(world.Client.LocalEndPoint, received.Sender.ToEndPoint());
    }

    [Fact]
    public void An_operation_is_awaited_once()
    {
        using var world = new DatagramWorld();
        SocketOperation<ReceivedDatagram> receiving = world.Server.ReceiveAsync(new byte[4]);
        Task<ReceivedDatagram> first = DatagramWorld.Await(receiving);
        Task<ReceivedDatagram> second = DatagramWorld.Await(receiving);
        world.Send(1);
        Assert.Equal(1, world.Finish(first).Length);
        Assert.Throws<InvalidOperationException>(() => world.Finish(second));

        // The operation has come back, and may be in another's hands.
        Task<ReceivedDatagram> next = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[4]));
        Assert.Throws<InvalidOperationException>(() => receiving.GetAwaiter().GetResult());
        world.Send(1, 2);
        Assert.Equal(2, world.Finish(next).Length);
    }

    [Fact]
    public void What_is_pending_when_the_port_is_closed_fails_and_is_given_up_with_its_memory()
    {
        using var world = new DatagramWorld();
        using var data = new CountingMemory(16);
        using var control = new CountingMemory(16);
        Task<ReceivedDatagram> plain = DatagramWorld.Await(world.Server.ReceiveAsync(data.Memory));
        Task<ReceivedDatagram> withControl = DatagramWorld.Await(world.Server.ReceiveAsync(data.Memory, control.Memory));
        world.Loop.Dispose();
        world.Settle();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(plain));
        Assert.Throws<ObjectDisposedException>(() => world.Finish(withControl));
        Assert.Equal((2, 2, 1), (world.Loop.Slab.Leaked, data.Pins, control.Pins));
        Assert.Throws<ObjectDisposedException>(() => { world.Server.ReceiveAsync(new byte[1]); });
    }

    [Fact]
    public void A_send_that_fails_at_once_says_why_and_the_next_one_sends()
    {
        using var world = new DatagramWorld();
        world.Winsock.FailNext(nameof(Ws2.WSASendTo), Ws2.WSAEMSGSIZE);
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Client.SendAsync(new byte[70_000], DatagramWorld.ServerAddress)));
        Assert.Equal(SocketError.MessageSize, failure.SocketErrorCode);
        world.Send(1);
        Assert.Equal(1, world.Finish(world.Server.ReceiveAsync(new byte[4])).Length);
    }
}
