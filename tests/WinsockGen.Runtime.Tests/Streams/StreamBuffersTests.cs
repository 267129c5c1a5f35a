using System;
using System.Buffers;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamBuffersTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Several_buffers_are_sent_and_received_in_their_order_by_one_call(bool atOnce, bool ifsHandles)
    {
        using var world = new StreamWorld(hasIfsHandles: ifsHandles);
        world.Winsock.CompletesAtOnce = atOnce;
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            for (int round = 0; round < 5; round++)
            {
                Assert.Equal(6L, world.Finish(client.SendAsync([new byte[] { 1, 2 }, default, new byte[] { 3 }, new byte[] { 4, 5, 6 }])));
                var first = new byte[4];
                var second = new byte[4];
                Assert.Equal(6, world.Finish(server.ReceiveAsync([first, default(Memory<byte>), second])));
                Assert.Equal(new byte[] { 1, 2, 3, 4, 5, 6, 0, 0 }, first.Concat(second));
            }

            Assert.Equal(5, world.Winsock.CallCounts[nameof(Ws2.WSASend)]);
            Assert.Equal(5, world.Winsock.CallCounts[nameof(Ws2.WSARecv)]);
        }
    }

    [Fact]
    public void A_sequence_is_sent_whole()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            var first = new Segment(new byte[] { 1, 2 });
            Segment last = first.Append(new byte[0]).Append(new byte[] { 3, 4, 5 });
            var sequence = new ReadOnlySequence<byte>(first, 1, last, 2);
            Assert.Equal(3L, world.Finish(client.SendAsync(sequence)));
            var received = new byte[8];
            Assert.Equal(3, world.Finish(server.ReceiveAsync(received)));
            Assert.Equal(new byte[] { 2, 3, 4 }, received[..3]);
        }
    }

    [Fact]
    public void Hundreds_of_buffers_go_in_one_call_and_thousands_in_several()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            foreach ((int count, int calls) in new[] { (700, 1), (2500, 3), (1024, 1) })
            {
                world.Winsock.SentLengths.Clear();
                ReadOnlyMemory<byte>[] buffers = [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)new[] { (byte)i })];
                Assert.Equal(count, world.Finish(client.SendAsync(buffers)));
                Assert.Equal(calls, world.Winsock.SentLengths.Count);
                var received = new byte[count];
                Memory<byte>[] into = [.. Enumerable.Range(0, count).Select(i => received.AsMemory(i, 1))];
                int got = 0;
                while (got < count)
                    got += world.Finish(server.ReceiveAsync(into.AsSpan(got)));
                Assert.Equal(Enumerable.Range(0, count).Select(i => (byte)i), received);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void More_bytes_than_an_int_counts_are_sent_in_several_calls(bool atOnce)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            world.Winsock.CompletesAtOnce = atOnce;
            world.Winsock.DropsSentBytes = true;
            using var memory = new CountingMemory(1 << 30);
            ReadOnlyMemory<byte> gibibyte = memory.Memory;
            Assert.Equal(5L << 30, world.Finish(client.SendAsync([gibibyte, gibibyte, gibibyte, gibibyte, gibibyte])));
            Assert.All(world.Winsock.SentLengths, length => Assert.InRange(length, 1, int.MaxValue));
            Assert.Equal(5L << 30, world.Winsock.SentLengths.Sum());
            Assert.Equal(0, memory.Pins);
        }
    }

    [Fact]
    public void A_receive_takes_as_much_as_an_int_counts()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var memory = new CountingMemory(1 << 30);
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync([memory.Memory, memory.Memory, memory.Memory]));
            world.Finish(client.SendAsync(new byte[3]));
            Assert.Equal(3, world.Finish(receiving));
        }
    }

    [Fact]
    public void Without_room_a_receive_waits_for_data_and_without_bytes_a_send_succeeds()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task<int> waiting = StreamWorld.Await(server.ReceiveAsync(new Memory<byte>[2]));
            Assert.Equal(0L, world.Finish(client.SendAsync(new ReadOnlyMemory<byte>[3])));
            Assert.Equal(0L, world.Finish(client.SendAsync(ReadOnlySequence<byte>.Empty)));
            world.Settle();
            Assert.False(waiting.IsCompleted);
            world.Finish(client.SendAsync(new byte[1]));
            Assert.Equal(0, world.Finish(waiting));
            Assert.Equal(1, world.Finish(server.ReceiveAsync(new byte[4])));
        }
    }

    [Fact]
    public void All_buffers_are_pinned_until_the_operation_is_over()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var one = new CountingMemory(4);
            using var two = new CountingMemory(4);
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync([one.Memory, two.Memory, one.Memory]));
            Assert.Equal((2, 1), (one.Pins, two.Pins));
            Task<long> sending = StreamWorld.Await(client.SendAsync([one.Memory, two.Memory]));
            Assert.Equal((3, 2), (one.Pins, two.Pins));
            world.Finish(sending);
            world.Finish(receiving);
            Assert.Equal((0, 0), (one.Pins, two.Pins));
        }
    }

    [Fact]
    public void A_buffer_that_cannot_be_pinned_starts_nothing_and_pins_nothing()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var good = new CountingMemory(4);
            using var bad = new UnpinnableMemory();
            Assert.Throws<NotSupportedException>(() => { client.SendAsync([good.Memory, bad.Memory]); });
            Assert.Throws<NotSupportedException>(() => { client.ReceiveAsync([good.Memory, bad.Memory]); });
            Assert.Equal(0, good.Pins);
            Assert.Equal(4, world.Finish(client.SendAsync(good.Memory)));
            Assert.Equal(4L, world.Finish(client.SendAsync([good.Memory])));
        }
    }

    [Fact]
    public void One_buffer_and_several_are_the_same_direction()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync([new byte[1], new byte[1]]));
            Task<long> sending = StreamWorld.Await(server.SendAsync([new byte[1], new byte[1]]));
            Assert.Throws<InvalidOperationException>(() => { server.ReceiveAsync(new byte[1]); });
            Assert.Throws<InvalidOperationException>(() => { server.ReceiveAsync([new byte[1]]); });
            Assert.Throws<InvalidOperationException>(() => { server.SendAsync(new byte[1]); });
            Assert.Throws<InvalidOperationException>(() => { server.SendAsync([new byte[1]]); });
            world.Finish(sending);
            world.Finish(client.SendAsync(new byte[2]));
            Assert.Equal(2, world.Finish(receiving));

            receiving = StreamWorld.Await(server.ReceiveAsync(new byte[1]));
            Assert.Throws<InvalidOperationException>(() => { server.ReceiveAsync([new byte[1]]); });
            world.Finish(client.SendAsync(new byte[1]));
            Assert.Equal(1, world.Finish(receiving));
        }
    }

    [Fact]
    public void A_send_that_is_cancelled_between_its_calls_ends_there()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            using var memory = new CountingMemory(1 << 30);
            world.Winsock.DropsSentBytes = true;
            Task<long> sending = StreamWorld.Await(client.SendAsync([memory.Memory, memory.Memory, memory.Memory], cancellation.Token));
            Assert.True(world.Winsock.Step());
            cancellation.Cancel();
            Assert.Throws<OperationCanceledException>(() => world.Finish(sending));
            Assert.Single(world.Winsock.SentLengths);
            Assert.Equal(0, memory.Pins);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_socket_that_is_closed_between_the_calls_of_a_send_ends_it(bool loopToo)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using var memory = new CountingMemory(1 << 30);
        world.Winsock.DropsSentBytes = true;
        Task<long> sending = StreamWorld.Await(client.SendAsync([memory.Memory, memory.Memory, memory.Memory]));
        Assert.True(world.Winsock.Step());
        if (loopToo)
            world.Loop.Dispose();
        else
            client.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(sending));
        client.Dispose();
        server.Dispose();
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
            client.Abort();
            var failure = Assert.Throws<SocketException>(() => world.Finish(server.SendAsync([new byte[1], new byte[1]])));
            Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
            failure = Assert.Throws<SocketException>(() => world.Finish(server.ReceiveAsync([new byte[1], new byte[1]])));
            Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
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
            Task<int> receiving = StreamWorld.Await(server.ReceiveAsync([new byte[1], new byte[8]]));
            Assert.True(world.Winsock.Drop());
            world.Settle();
            Assert.False(receiving.IsCompleted);
            world.Finish(client.SendAsync(new byte[3]));
            Assert.Equal(3, world.Finish(receiving));
        }
    }

    private sealed class UnpinnableMemory : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new byte[4];

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
