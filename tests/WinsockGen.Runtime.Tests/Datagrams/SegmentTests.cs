using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Options;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

/// <summary>One buffer sent as many datagrams, and many received as one, where Windows has that and where it has not.</summary>
public sealed class SegmentTests
{
    private static readonly byte[] Data = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public void A_buffer_arrives_as_datagrams_of_one_size_and_a_shorter_last_one(bool atOnce, bool ifsHandles, bool hasSegmentation)
    {
        using var world = new DatagramWorld(atOnce, ifsHandles, hasSegmentation: hasSegmentation);
        Assert.Equal(hasSegmentation, world.Client.CutsSegments);
        for (int round = 0; round < 2; round++)
        {
            SentSegments sent = world.Finish(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress));
            Assert.Equal((100, 4, true), (sent.Length, sent.Count, sent.IsComplete));
            Assert.Equal(Data.Chunk(30), Receive(world, 4));
        }

        Assert.Equal(hasSegmentation ? 2 : 0, world.Winsock.CallCounts.GetValueOrDefault(nameof(WinsockTable.WSASendMsg)));
        Assert.Equal(hasSegmentation ? 0 : 8, world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.WSASendTo)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_datagram_has_the_control_messages_and_not_the_one_that_is_for_Windows(bool hasSegmentation)
    {
        using var world = new DatagramWorld(hasSegmentation: hasSegmentation);
        var control = new byte[TypedOptions.ControlMessage.SizeOfIPEcn];
        var writer = new TypedOptions.ControlMessageWriter(control);
        Assert.True(writer.TryWriteIPEcn(TypedOptions.EcnCodepoint.Capable1));
        world.Finish(world.Client.SendSegmentsAsync(Data, 60, DatagramWorld.ServerAddress, control));
        foreach (int length in new[] { 60, 40 })
        {
            var arrived = new byte[128];
            ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[128], arrived));
            Assert.Equal(length, received.Length);
            Assert.Equal(control, arrived[..received.ControlLength]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_bytes_are_one_empty_datagram_and_few_bytes_are_one(bool hasSegmentation)
    {
        using var world = new DatagramWorld(hasSegmentation: hasSegmentation);
        SentSegments sent = world.Finish(world.Client.SendSegmentsAsync(default, 30, DatagramWorld.ServerAddress));
        Assert.Equal((0, 1, true), (sent.Length, sent.Count, sent.IsComplete));
        sent = world.Finish(world.Client.SendSegmentsAsync(Data.AsMemory(0, 5), 30, DatagramWorld.ServerAddress));
        Assert.Equal((5, 1, true), (sent.Length, sent.Count, sent.IsComplete));
        Assert.Equal([0, 5], Receive(world, 2).Select(bytes => bytes.Length));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 125)]
    public void More_than_a_datagram_can_carry_takes_several_calls(bool hasSegmentation, int calls)
    {
        using var world = new DatagramWorld(hasSegmentation: hasSegmentation);
        SentSegments sent = world.Finish(world.Client.SendSegmentsAsync(new byte[150_000], 1200, DatagramWorld.ServerAddress));
        Assert.Equal((150_000, 125, true), (sent.Length, sent.Count, sent.IsComplete));
        Assert.Equal(calls, world.Winsock.CallCounts[hasSegmentation ? nameof(WinsockTable.WSASendMsg) : nameof(Ws2.WSASendTo)]);
        Assert.All(Receive(world, 125), bytes => Assert.Equal(1200, bytes.Length));
    }

    [Fact]
    public void A_connected_socket_needs_no_address()
    {
        using var world = new DatagramWorld();
        world.Client.Connect(DatagramWorld.ServerEndPoint);
        Assert.Equal(4, world.Finish(world.Client.SendSegmentsAsync(Data, 30)).Count);
        Assert.Equal(Data.Chunk(30), Receive(world, 4));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_in_the_middle_tells_what_was_sent(bool atOnce)
    {
        using var world = new DatagramWorld(atOnce);
        Task<SentSegments> sending;
        if (atOnce)
        {
            int calls = 0;
            world.Winsock.BeforeReturn = function =>
            {
                if (function == nameof(Ws2.WSASendTo) && ++calls == 2)
                    world.Winsock.FailNext(nameof(Ws2.WSASendTo), (int)SocketError.NetworkUnreachable);
            };
            sending = DatagramWorld.Await(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress));
        }
        else
        {
            sending = DatagramWorld.Await(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress));
            world.Winsock.Step();
            world.Loop.RunOnce(0);
            world.Winsock.FailNext(nameof(Ws2.WSASendTo), (int)SocketError.NetworkUnreachable);
        }

        SentSegments sent = world.Finish(sending);
        Assert.Equal((60, 2, SocketError.NetworkUnreachable, false), (sent.Length, sent.Count, sent.Error, sent.IsComplete));

        // The next use does not remember it.
        world.Winsock.BeforeReturn = null;
        Assert.True(world.Finish(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress)).IsComplete);
    }

    [Fact]
    public void A_failure_before_anything_was_sent_is_thrown()
    {
        using var world = new DatagramWorld();
        world.Winsock.FailNext(nameof(Ws2.WSASendTo), (int)SocketError.NetworkUnreachable);
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress)));
        Assert.Equal(SocketError.NetworkUnreachable, failure.SocketErrorCode);
    }

    [Fact]
    public void A_send_that_is_cancelled_before_anything_was_sent_is_cancelled()
    {
        using var world = new DatagramWorld();
        using var cancellation = new CancellationTokenSource();
        Task<SentSegments> sending = DatagramWorld.Await(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress, default, cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(sending));
        Assert.True(DatagramWorld.Await(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress, default, cancellation.Token)).IsCanceled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_send_that_is_cancelled_in_the_middle_tells_what_was_sent_and_sends_no_more(bool whilePending)
    {
        using var world = new DatagramWorld();
        using var cancellation = new CancellationTokenSource();
        Task<SentSegments> sending = DatagramWorld.Await(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress, default, cancellation.Token));
        world.Winsock.Step();
        if (whilePending)
            world.Loop.RunOnce(0);
        cancellation.Cancel();
        SentSegments sent = world.Finish(sending);
        Assert.Equal((30, 1, SocketError.OperationAborted), (sent.Length, sent.Count, sent.Error));
        Assert.Equal(30, Assert.Single(Receive(world, 1)).Length);
        Assert.Equal(whilePending ? 2 : 1, world.Winsock.CallCounts[nameof(Ws2.WSASendTo)]);
    }

    [Fact]
    public void Closing_the_socket_in_the_middle_ends_the_send()
    {
        using var world = new DatagramWorld();
        Task<SentSegments> sending = DatagramWorld.Await(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress));
        world.Winsock.Step();
        world.Client.Dispose();
        SentSegments sent = world.Finish(sending);
        Assert.Equal((30, SocketError.OperationAborted), (sent.Length, sent.Error));
        Assert.Throws<ObjectDisposedException>(() => { world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress); });
    }

    [Fact]
    public void A_completion_that_runs_before_the_call_returns_goes_on_with_the_rest()
    {
        using var world = new DatagramWorld();
        world.Winsock.BeforeReturn = function =>
        {
            if (function == nameof(Ws2.WSASendTo))
            {
                world.Winsock.Step();
                world.Loop.RunOnce(0);
            }
        };
        SocketOperation<SentSegments> sending = world.Client.SendSegmentsAsync(Data, 50, DatagramWorld.ServerAddress);
        Assert.True(sending.IsCompleted);
        Assert.Equal((100, 2), (sending.GetAwaiter().GetResult() is var sent ? sent.Length : 0, sent.Count));
        world.Winsock.BeforeReturn = null;
        Assert.Equal(Data.Chunk(50), Receive(world, 2));
    }

    [Fact]
    public void A_size_that_is_not_positive_is_refused()
    {
        using var world = new DatagramWorld();
        Assert.Throws<ArgumentOutOfRangeException>(() => { world.Client.SendSegmentsAsync(Data, 0, DatagramWorld.ServerAddress); });
    }

    [Fact]
    public void What_is_cut_is_pinned_until_its_end_and_no_longer()
    {
        using var world = new DatagramWorld();
        using var data = new CountingMemory(100);
        Task<SentSegments> sending = DatagramWorld.Await(world.Client.SendSegmentsAsync(data.Memory, 30, DatagramWorld.ServerAddress));
        world.Winsock.Step();
        world.Loop.RunOnce(0);
        Assert.Equal(1, data.Pins);
        world.Finish(sending);
        Assert.Equal(0, data.Pins);
    }

    [Fact]
    public void Datagrams_that_arrived_together_are_received_together_and_taken_apart()
    {
        using var world = new DatagramWorld(hasSegmentation: true, maximumCoalescedSize: 1000);
        Assert.True(world.Server.CoalescesReceives);
        world.Finish(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress));
        var buffer = new byte[1000];
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(buffer));
        Assert.Equal((100, 30, 0, false), (received.Length, received.SegmentSize, received.ControlLength, received.IsTruncated));
        Assert.Equal(4, received.GetSegments(buffer).Count);
        Assert.Equal(Data.Chunk(30), SegmentsOf(received, buffer));
    }

    [Fact]
    public void A_datagram_that_arrived_by_itself_is_its_only_segment_even_when_it_is_empty()
    {
        using var world = new DatagramWorld(hasSegmentation: true, maximumCoalescedSize: 1000);
        foreach (int length in new[] { 0, 7 })
        {
            world.Finish(world.Client.SendAsync(Data.AsMemory(0, length), DatagramWorld.ServerAddress));
            var buffer = new byte[1000];
            ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(buffer));
            Assert.Equal((length, 1), (received.SegmentSize, received.GetSegments(buffer).Count));
            Assert.Equal([Data[..length]], SegmentsOf(received, buffer));
        }
    }

    [Fact]
    public void Where_Windows_does_not_coalesce_each_receive_is_one_datagram()
    {
        using var world = new DatagramWorld(maximumCoalescedSize: 1000);
        Assert.False(world.Server.CoalescesReceives);
        world.Finish(world.Client.SendSegmentsAsync(Data, 30, DatagramWorld.ServerAddress));
        foreach (byte[] expected in Data.Chunk(30))
        {
            var buffer = new byte[1000];
            Assert.Equal([expected], SegmentsOf(world.Finish(world.Server.ReceiveAsync(buffer)), buffer));
        }

        Assert.DoesNotContain(world.Winsock.CallCounts, call => call.Key == nameof(WinsockTable.WSARecvMsg));
    }

    [Fact]
    public void Segmentation_is_asked_for_once_per_provider()
    {
        using var world = new DatagramWorld(hasSegmentation: true);
        static bool IsProbe(ScriptedOptionCall call) => call.Level == Ws2.IPPROTO_UDP;
        Assert.Equal(2, world.Winsock.OptionCalls.Count(IsProbe));
        using var another = DatagramSocket.Open(AddressFamily.InterNetwork, world.Options);
        Assert.Equal(2, world.Winsock.OptionCalls.Count(IsProbe));
    }

    private static List<byte[]> Receive(DatagramWorld world, int count)
    {
        var datagrams = new List<byte[]>();
        for (int i = 0; i < count; i++)
        {
            var buffer = new byte[2048];
            datagrams.Add(buffer[..world.Finish(world.Server.ReceiveAsync(buffer)).Length]);
        }

        return datagrams;
    }

    private static List<byte[]> SegmentsOf(ReceivedDatagram received, byte[] buffer)
    {
        var segments = new List<byte[]>();
        foreach (Memory<byte> segment in received.GetSegments(buffer))
            segments.Add(segment.ToArray());
        return segments;
    }
}
