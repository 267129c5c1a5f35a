using System;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

public sealed class DatagramCancellationTests
{
    [Fact]
    public void A_token_that_is_cancelled_already_starts_nothing()
    {
        using var world = new DatagramWorld();
        var cancelled = new CancellationToken(canceled: true);
        Assert.True(DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], default, cancelled)).IsCanceled);
        Assert.True(DatagramWorld.Await(world.Client.SendAsync(new byte[1], DatagramWorld.ServerAddress, default, cancelled)).IsCanceled);
        Assert.Equal(0, world.Loop.Slab.Rented);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_the_receive_whose_token_is_cancelled_ends(bool withControl)
    {
        using var world = new DatagramWorld();
        byte[] control = withControl ? new byte[16] : [];
        using var cancellation = new CancellationTokenSource();
        Task<ReceivedDatagram> first = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], control));
        Task<ReceivedDatagram> second = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], control, cancellation.Token));
        Task<ReceivedDatagram> third = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], control));
        cancellation.Cancel();
        var failure = Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(second));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.False(first.IsCompleted || third.IsCompleted);
        world.Send(1);
        world.Send(2);
        Assert.Equal(1, world.Finish(first).Length);
        Assert.Equal(1, world.Finish(third).Length);
    }

    [Fact]
    public void Success_after_a_cancel_is_success()
    {
        using var world = new DatagramWorld();
        using var cancellation = new CancellationTokenSource();
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], default, cancellation.Token));
        Task<int> sending = DatagramWorld.Await(world.Client.SendAsync(new byte[1], DatagramWorld.ServerAddress, default, cancellation.Token));
        while (world.Winsock.Step())
        {
        }

        // Completed, and not dequeued yet.
        cancellation.Cancel();
        Assert.Equal(1, world.Finish(receiving).Length);
        Assert.Equal(1, world.Finish(sending));
    }

    [Fact]
    public void A_token_that_is_cancelled_while_the_call_is_inside_still_cancels()
    {
        using var world = new DatagramWorld();
        using var cancellation = new CancellationTokenSource();
        world.Winsock.BeforeReturn = function =>
        {
            if (function == nameof(Ws2.WSARecvFrom))
                cancellation.Cancel();
        };
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], default, cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(receiving));
    }

    [Fact]
    public void A_late_cancel_does_not_hit_the_receive_that_came_after()
    {
        using var world = new DatagramWorld();
        using var cancellation = new CancellationTokenSource();
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], default, cancellation.Token));
        Task<ReceivedDatagram>? next = null;
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.CancelIoEx) || next is not null)
                return;

            // The canceller has decided, but has not called yet: the receive completes, and the next one starts.
            world.Winsock.BeforeReturn = null;
            world.Send(1);
            Assert.Equal(1, world.Finish(receiving).Length);
            next = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1]));
        };
        cancellation.Cancel();
        world.Settle();
        Assert.NotNull(next);
        Assert.False(next.IsCompleted, "The late cancel hit the next receive.");
        world.Send(2);
        Assert.Equal(1, world.Finish(next).Length);
    }

    [Fact]
    public void A_source_that_is_disposed_under_a_receive_costs_an_object_and_no_record()
    {
        using var world = new DatagramWorld();
        for (int i = 0; i < 40; i++)
        {
            var cancellation = new CancellationTokenSource();
            Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[1], default, cancellation.Token));
            cancellation.Dispose();
            world.Send(1);
            Assert.Equal(1, world.Finish(receiving).Length);
        }

        Assert.InRange(world.Loop.Slab.Rented, 1, 2);
    }
}
