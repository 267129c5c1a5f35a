using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamCancellationTests
{
    [Fact]
    public void A_token_that_is_cancelled_already_starts_nothing()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            int calls = world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.WSARecv));
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], new CancellationToken(canceled: true)));
            Assert.True(receiving.IsCanceled);
            Assert.Equal(calls, world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.WSARecv)));
        }
    }

    [Fact]
    public void A_cancelled_receive_ends_with_its_token_and_the_next_one_receives()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token));
            cancellation.Cancel();
            var failure = Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(receiving));
            Assert.Equal(cancellation.Token, failure.CancellationToken);

            world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
            Assert.Equal(1, world.Finish(StreamWorld.Await(server.ReceiveAsync(new byte[1]))));
        }
    }

    [Fact]
    public void Success_after_a_cancel_is_success()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token));
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
            cancellation.Cancel();
            Assert.Equal(1, world.Finish(receiving));
        }
    }

    [Fact]
    public void A_cancel_between_the_completion_and_its_dequeue_cancels_nothing()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token));
            Task<int> sending = StreamWorld.Await(client.SendAsync(new byte[1]));
            while (world.Winsock.Step())
            {
            }

            cancellation.Cancel();
            Assert.Equal(1, world.Finish(receiving));
            Assert.Equal(1, world.Finish(sending));
        }
    }

    [Fact]
    public void A_token_that_is_cancelled_while_the_call_is_inside_still_cancels()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            world.Winsock.BeforeReturn = function =>
            {
                if (function == nameof(Ws2.WSARecv))
                    cancellation.Cancel();
            };
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token));
            Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(receiving));
        }
    }

    [Fact]
    public void A_completion_that_is_dequeued_while_the_canceller_is_inside_does_not_give_its_record_to_the_next_receive()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token));
            Task<int>? next = null;
            world.Winsock.BeforeReturn = function =>
            {
                if (function != nameof(Ws2.CancelIoEx) || next is not null)
                    return;

                // The canceller has decided, but has not called yet: the receive completes, and the next one starts.
                world.Winsock.BeforeReturn = null;
                world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
                Assert.Equal(1, world.Finish(receiving));
                next = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
            };
            cancellation.Cancel();
            world.Settle();
            Assert.NotNull(next);
            Assert.False(next.IsCompleted, "The late cancel hit the next receive.");
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
            Assert.Equal(1, world.Finish(next));
        }
    }

    [Fact]
    public void A_source_that_is_disposed_under_a_receive_costs_an_object_and_no_record()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            for (int i = 0; i < 10; i++)
            {
                var cancellation = new CancellationTokenSource();
                Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1], cancellation.Token));
                cancellation.Dispose();
                world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
                Assert.Equal(1, world.Finish(receiving));
            }

            // The listener's two, the server's receive, the client's send; a receive that was taken out of use has none.
            Assert.InRange(world.Loop.Slab.Rented, 1, 4);
        }
    }

    [Fact]
    public void A_cancelled_accept_ends_and_the_connection_goes_to_the_next_one()
    {
        using var world = new StreamWorld();
        using var cancellation = new CancellationTokenSource();
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync(cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(accepting));
        var (client, server) = world.Connect();
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_cancelled_connect_closes_its_socket()
    {
        using var world = new StreamWorld();
        int open = world.Winsock.OpenSockets;
        using var cancellation = new CancellationTokenSource();
        Task<StreamSocket> connecting = StreamWorld.Await(
            StreamSocket.ConnectAsync(StreamWorld.ServerEndPoint, new StreamConnectOptions { Loop = world.Loop }, cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(connecting));
        Assert.Equal(open, world.Winsock.OpenSockets);
    }
}
