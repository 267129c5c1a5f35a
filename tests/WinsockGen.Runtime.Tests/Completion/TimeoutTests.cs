using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Completion;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_receive_whose_time_is_over_throws_TimeoutException_and_the_next_one_receives()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]).WithTimeout(Second));
        world.Winsock.Now += 999;
        world.Settle();
        Assert.False(receiving.IsCompleted);
        world.Winsock.Now++;
        Assert.Throws<TimeoutException>(() => world.Finish(receiving));

        world.Finish(client.SendAsync(new byte[1]));
        Assert.Equal(1, world.Finish(server.ReceiveAsync(new byte[1])));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Success_in_time_is_success_and_its_timer_does_not_hit_the_next_use()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]).WithTimeout(Second));
        world.Finish(client.SendAsync(new byte[1]));
        Assert.Equal(1, world.Finish(receiving));

        Task<int> next = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]));
        world.Winsock.Now += 10_000;
        world.Settle();
        Assert.False(next.IsCompleted, "The timer hit the next receive.");
        world.Finish(client.SendAsync(new byte[1]));
        Assert.Equal(1, world.Finish(next));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_success_that_is_dequeued_when_the_time_is_over_is_success()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]).WithTimeout(Second));
        Task<int> sending = ScriptedWorld.Await(client.SendAsync(new byte[1]));
        while (world.Winsock.Step())
        {
        }

        world.Winsock.Now += 10_000;
        Assert.Equal(1, world.Finish(receiving));
        Assert.Equal(1, world.Finish(sending));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_completion_that_is_dequeued_while_the_timer_cancels_does_not_give_its_record_to_the_next_receive()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]).WithTimeout(Second));
        Task<int>? next = null;
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.CancelIoEx) || next is not null)
                return;
            world.Winsock.BeforeReturn = null;
            world.Finish(client.SendAsync(new byte[1]));
            Assert.Equal(1, world.Finish(receiving));
            next = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]));
        };
        world.Winsock.Now += 1000;
        world.Settle();
        Assert.NotNull(next);
        Assert.False(next.IsCompleted, "The late timer hit the next receive.");
        world.Finish(client.SendAsync(new byte[1]));
        Assert.Equal(1, world.Finish(next));
        client.Dispose();
        server.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_token_and_a_timeout_the_first_one_is_reported(bool tokenFirst)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using var cancellation = new CancellationTokenSource();
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token).WithTimeout(Second));
        if (tokenFirst)
            cancellation.Cancel();
        else
            world.Winsock.BeforeReturn = function => cancellation.Cancel();
        world.Winsock.Now += 1000;
        world.Settle();
        Exception? failure = receiving.Exception?.InnerException ?? (receiving.IsCanceled ? new OperationCanceledException() : null);
        Assert.Equal(tokenFirst ? typeof(OperationCanceledException) : typeof(TimeoutException), failure?.GetType());
        world.Winsock.BeforeReturn = null;
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void An_accept_has_a_timeout_and_no_connection_is_lost()
    {
        using var world = new StreamWorld();
        for (int i = 0; i < 3; i++)
        {
            Task<StreamSocket> accepting = ScriptedWorld.Await(world.Listener.AcceptAsync().WithTimeout(Second));
            world.Settle();
            world.Winsock.Now += 1000;
            Assert.Throws<TimeoutException>(() => world.Finish(accepting));
        }

        var (client, server) = world.Connect();
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_connect_whose_time_is_over_closes_its_socket()
    {
        using var world = new StreamWorld();
        int open = world.Winsock.OpenSockets;
        Task<StreamSocket> connecting = ScriptedWorld.Await(
            StreamSocket.ConnectAsync(StreamWorld.ServerEndPoint, new StreamConnectOptions { Loop = world.Loop }).WithTimeout(Second));
        world.Winsock.Now += 1000;
        world.Loop.RunOnce(0);
        Assert.Throws<TimeoutException>(() => world.Finish(connecting));
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_datagram_receive_a_wait_and_a_control_have_timeouts()
    {
        using var world = new DatagramWorld();
        using DatagramSocket socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), new DatagramSocketOptions { Loop = world.Loop });
        Task<ReceivedDatagram> receiving = ScriptedWorld.Await(socket.ReceiveAsync(new byte[1]).WithTimeout(Second));
        Task<int> watching = ScriptedWorld.Await(socket.IOControlAsync(ScriptedWinsock.AddressListChange, default, default).WithTimeout(2 * Second));
        world.Winsock.Now += 1000;
        Assert.Throws<TimeoutException>(() => world.Finish(receiving));
        Assert.False(watching.IsCompleted);
        world.Winsock.Now += 1000;
        Assert.Throws<TimeoutException>(() => world.Finish(watching));
    }

    [Fact]
    public void An_operation_without_a_value_and_a_ValueTask_have_timeouts()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task waiting = ScriptedWorld.Await(server.WaitForDataAsync().WithTimeout(Second));
        Task<int> receiving = client.ReceiveAsync(new byte[1]).WithTimeout(Second).AsValueTask().AsTask();
        world.Winsock.Now += 1000;
        Assert.Throws<TimeoutException>(() => world.Finish(waiting));
        Assert.Throws<TimeoutException>(() => world.Finish(receiving));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void What_is_over_already_has_no_timer_and_an_infinite_timeout_is_none()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Winsock.CompletesAtOnce = true;
        for (int i = 0; i < 3; i++)
            world.Finish(client.SendAsync(new byte[1]).WithTimeout(Second));
        SocketOperation<int> receiving = server.ReceiveAsync(new byte[8]);
        world.Settle();
        receiving = receiving.WithTimeout(Second);
        world.Winsock.Now += 10_000;
        world.Settle();
        Assert.InRange(receiving.GetAwaiter().GetResult(), 1, 3);

        Task<int> waiting = ScriptedWorld.Await(client.ReceiveAsync(new byte[1]).WithTimeout(Timeout.InfiniteTimeSpan));
        world.Winsock.Now += int.MaxValue;
        world.Settle();
        Assert.False(waiting.IsCompleted);
        client.Dispose();
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(waiting));
    }

    [Fact]
    public void A_second_timeout_replaces_the_first()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = ScriptedWorld.Await(server.ReceiveAsync(new byte[1]).WithTimeout(Second).WithTimeout(3 * Second));
        world.Winsock.Now += 2999;
        world.Settle();
        Assert.False(receiving.IsCompleted);
        world.Winsock.Now++;
        Assert.Throws<TimeoutException>(() => world.Finish(receiving));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_timeout_that_is_zero_negative_or_too_long_is_refused_also_when_the_operation_is_over()
    {
        foreach (TimeSpan timeout in new[] { TimeSpan.Zero, -Second, TimeSpan.FromDays(50), TimeSpan.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => default(SocketOperation).WithTimeout(timeout));
            Assert.Throws<ArgumentOutOfRangeException>(() => default(SocketOperation<int>).WithTimeout(timeout));
        }
    }

    [Fact]
    public void A_timeout_comes_before_the_await()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        SocketOperation<int> receiving = server.ReceiveAsync(new byte[1]);
        Task<int> awaiting = ScriptedWorld.Await(receiving);
        Assert.Throws<InvalidOperationException>(() => receiving.WithTimeout(Second));
        client.Dispose();
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(awaiting));
    }

    [Fact]
    public void A_send_that_is_deferred_is_over_and_has_no_timer()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Winsock.CompletesAtOnce = true;
        var sends = new List<Task<int>>();
        for (int i = 0; i < 3; i++)
        {
            sends.Add(ScriptedWorld.Await(client.SendAsync(new byte[1]).WithTimeout(Second)));
            world.Winsock.Now += 1000;
            Assert.Equal(1, world.Finish(sends[i]));
        }

        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Timeouts_allocate_nothing_once_they_were_used()
    {
        using var world = new StreamWorld(scheduling: ContinuationScheduling.Inline);
        var (client, server) = world.Connect();
        var buffer = new byte[1];
        for (int i = 0; i < 3; i++)
            Round();
        SocketOperation<int> receiving = server.ReceiveAsync(buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        receiving = receiving.WithTimeout(Second);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        world.Finish(client.SendAsync(buffer));
        Assert.Equal(1, world.Finish(receiving));
        client.Dispose();
        server.Dispose();

        void Round()
        {
            Task<int> task = ScriptedWorld.Await(server.ReceiveAsync(buffer).WithTimeout(Second));
            world.Finish(client.SendAsync(buffer));
            Assert.Equal(1, world.Finish(task));
        }
    }
}
