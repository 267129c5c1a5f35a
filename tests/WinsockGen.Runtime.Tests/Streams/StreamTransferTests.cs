using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamTransferTests
{
    [Theory]
    [InlineData(true, true, ContinuationScheduling.ThreadPool)]
    [InlineData(true, false, ContinuationScheduling.ThreadPool)]
    [InlineData(false, true, ContinuationScheduling.ThreadPool)]
    [InlineData(false, false, ContinuationScheduling.ThreadPool)]
    [InlineData(true, true, ContinuationScheduling.Inline)]
    [InlineData(true, false, ContinuationScheduling.Inline)]
    [InlineData(false, true, ContinuationScheduling.Inline)]
    [InlineData(false, false, ContinuationScheduling.Inline)]
    public void What_is_sent_is_received_whether_calls_complete_at_once_or_pend(bool atOnce, bool ifsHandles, ContinuationScheduling scheduling)
    {
        using var world = new StreamWorld(scheduling: scheduling, hasIfsHandles: ifsHandles);
        world.Winsock.CompletesAtOnce = atOnce;
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            for (byte i = 0; i < 10; i++)
            {
                var received = new byte[8];
                Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(received));
                Assert.Equal(3, world.Finish(StreamWorld.Await(client.SendAsync(new byte[] { i, 2, 3 }))));
                Assert.Equal(3, world.Finish(receiving));
                Assert.Equal(new byte[] { i, 2, 3, 0, 0, 0, 0, 0 }, received);
            }
        }
    }

    [Fact]
    public void A_completion_that_runs_before_the_call_returns_is_not_lost()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            world.Winsock.BeforeReturn = function =>
            {
                if (function == nameof(Ws2.WSASend))
                {
                    world.Winsock.Step();
                    world.Loop.RunOnce(0);
                }
            };
            SocketOperation<int> sending = client.SendAsync(new byte[5]);
            Assert.True(sending.IsCompleted);
            Assert.Equal(5, sending.GetAwaiter().GetResult());
        }
    }

    [Fact]
    public void The_end_of_the_peers_stream_is_a_receive_of_zero_bytes_after_all_data()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[2])));
            client.ShutdownSend();
            Assert.Equal(2, world.Finish(StreamWorld.Await(server.ReceiveAsync(new byte[8]))));
            Assert.Equal(0, world.Finish(StreamWorld.Await(server.ReceiveAsync(new byte[8]))));
            world.Finish(StreamWorld.Await(server.SendAsync(new byte[4])));
            Assert.Equal(4, world.Finish(StreamWorld.Await(client.ReceiveAsync(new byte[8]))));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reset_by_the_peer_is_WSAECONNRESET(bool atOnce)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        world.Winsock.CompletesAtOnce = atOnce;
        using (server)
        {
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[8]));
            client.Abort();
            var failure = Assert.Throws<SocketException>(() => world.Finish(receiving));
            Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
            failure = Assert.Throws<SocketException>(() => world.Finish(StreamWorld.Await(server.SendAsync(new byte[8]))));
            Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        }
    }

    [Fact]
    public void Waiting_for_data_completes_when_there_is_some_and_takes_none()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task waiting = StreamWorld.Await(server.WaitForDataAsync());
            world.Settle();
            Assert.False(waiting.IsCompleted);
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[2])));
            world.Finish(waiting);
            Assert.Equal(2, world.Finish(StreamWorld.Await(server.ReceiveAsync(new byte[8]))));
        }
    }

    [Fact]
    public void A_second_receive_or_send_is_refused_while_one_is_outstanding()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[8]));
            Task<int> sending = StreamWorld.Await(server.SendAsync(new byte[8]));
            Assert.Throws<InvalidOperationException>(() => { server.ReceiveAsync(new byte[8]); });
            Assert.Throws<InvalidOperationException>(() => { server.SendAsync(new byte[8]); });
            Assert.Equal(8, world.Finish(sending));
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[3])));
            Assert.Equal(3, world.Finish(receiving));
        }
    }

    [Fact]
    public void A_receive_whose_packet_comes_while_its_record_is_pending_begins_again()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(new byte[8]));
            Assert.True(world.Winsock.Drop());
            world.Settle();
            Assert.False(receiving.IsCompleted);
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[3])));
            Assert.Equal(3, world.Finish(receiving));
        }
    }

    [Fact]
    public void Memory_stays_where_it_is_while_Windows_has_it()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            // Garbage below the buffer, so that a compaction would move it.
            byte[] buffer = AllocateAboveGarbage();
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(buffer));
            for (int i = 0; i < 3; i++)
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[] { 1, 2, 3 })));
            Assert.Equal(3, world.Finish(receiving));
            Assert.Equal(new byte[] { 1, 2, 3 }, buffer[..3]);
        }
    }

    [Fact]
    public void Memory_that_is_no_array_is_pinned_for_the_operation_and_no_longer()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var memory = new CountingMemory(16);
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync(memory.Memory));
            Assert.Equal(1, memory.Pins);
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[4])));
            Assert.Equal(4, world.Finish(receiving));
            Assert.Equal(0, memory.Pins);
        }
    }

    [Fact]
    public void A_socket_whose_operations_complete_at_once_lets_others_go_in_between()
    {
        using var world = new StreamWorld(scheduling: ContinuationScheduling.Inline);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            world.Winsock.CompletesAtOnce = true;
            int inOneTurn = 0;
            int longestTurn = 0;
            async Task SendForEverAsync()
            {
                for (int i = 0; i < 100; i++)
                {
                    await client.SendAsync(new byte[1]);
                    longestTurn = Math.Max(longestTurn, ++inOneTurn);
                }
            }

            Task sending = SendForEverAsync();
            while (!sending.IsCompleted)
            {
                inOneTurn = 0;
                world.Loop.RunOnce(0);
            }

            // At most the budget of the connection and the one that was deferred, for each of the loop's 16 continuations.
            Assert.InRange(longestTurn, 1, 32);
            world.Finish(sending);
        }
    }

    [Fact]
    public void A_deferred_completion_on_a_foreign_thread_wakes_the_loop()
    {
        using var world = new StreamWorld(scheduling: ContinuationScheduling.Inline);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            world.Winsock.CompletesAtOnce = true;
            Task<int>? first = null;
            Task<int>? second = null;
            world.Winsock.OnAnotherThread(() =>
            {
                first = StreamWorld.Await(client.SendAsync(new byte[1]));
                second = StreamWorld.Await(client.SendAsync(new byte[1]));
            });
            Assert.True(first!.IsCompleted);
            Assert.False(second!.IsCompleted);
            Assert.Equal(1, world.Winsock.CallCounts[nameof(Ws2.PostQueuedCompletionStatus)]);
            Assert.Equal(1, world.Finish(second));
        }
    }

    private static byte[] AllocateAboveGarbage()
    {
        for (int i = 0; i < 1000; i++)
            _ = new byte[64];
        return new byte[32];
    }
}
