using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

public sealed class DatagramTransferTests
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
    public void What_is_sent_is_received_with_its_sender_whether_calls_complete_at_once_or_pend(bool atOnce, bool ifsHandles, ContinuationScheduling scheduling)
    {
        using var world = new DatagramWorld(atOnce, ifsHandles, scheduling);
        for (byte i = 0; i < 10; i++)
        {
            var question = new byte[8];
            Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(question));
            Assert.Equal(3, world.Finish(world.Client.SendAsync(new byte[] { i, 2, 3 }, DatagramWorld.ServerAddress)));
            ReceivedDatagram received = world.Finish(receiving);
            Assert.Equal((3, 0, false, false), (received.Length, received.ControlLength, received.IsTruncated, received.IsControlTruncated));
            Assert.Equal(new byte[] { i, 2, 3, 0, 0, 0, 0, 0 }, question);
            Assert.Equal(world.Client.LocalEndPoint, received.Sender.ToEndPoint());

            world.Finish(world.Server.SendAsync(new byte[] { i }, received.Sender));
            ReceivedDatagram answer = world.Finish(world.Client.ReceiveAsync(new byte[8]));
            Assert.Equal(1, answer.Length);
            Assert.Equal(DatagramWorld.ServerAddress, answer.Sender);
        }
    }

    [Fact]
    public void Many_receives_are_outstanding_and_each_gets_one_datagram()
    {
        using var world = new DatagramWorld();
        byte[][] buffers = [.. Enumerable.Range(0, 20).Select(_ => new byte[4])];
        Task<ReceivedDatagram>[] receiving = [.. buffers.Select(buffer => DatagramWorld.Await(world.Server.ReceiveAsync(buffer)))];
        Assert.Equal(20, world.Winsock.PendingCalls);
        for (byte i = 0; i < 20; i++)
            world.Send(i);
        Assert.All(receiving, task => Assert.Equal(1, world.Finish(task).Length));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (byte)i), buffers.Select(buffer => buffer[0]));
    }

    [Fact]
    public void Many_sends_are_outstanding_and_all_arrive()
    {
        using var world = new DatagramWorld();
        Task<int>[] sending = [.. Enumerable.Range(1, 20).Select(length => DatagramWorld.Await(world.Client.SendAsync(new byte[length], DatagramWorld.ServerAddress)))];
        Assert.Equal(20, world.Winsock.PendingCalls);
        Assert.Equal(Enumerable.Range(1, 20), sending.Select(world.Finish));
        Assert.Equal(Enumerable.Range(1, 20), Enumerable.Range(0, 20).Select(_ => world.Finish(world.Server.ReceiveAsync(new byte[32])).Length));
    }

    [Fact]
    public void Operations_are_used_again_and_the_most_that_were_outstanding_at_once_suffice()
    {
        using var world = new DatagramWorld();
        for (int round = 0; round < 50; round++)
        {
            Task<ReceivedDatagram>[] receiving = [.. Enumerable.Range(0, 4).Select(_ => DatagramWorld.Await(world.Server.ReceiveAsync(new byte[4])))];
            for (int i = 0; i < 4; i++)
                world.Send(1);
            Assert.All(receiving, task => world.Finish(task));
        }

        // Four receives and one send.
        Assert.Equal(5, world.Loop.Slab.Rented);
    }

    [Fact]
    public void An_empty_datagram_is_received_and_is_not_the_end()
    {
        using var world = new DatagramWorld();
        world.Send();
        world.Send(1);
        ReceivedDatagram empty = world.Finish(world.Server.ReceiveAsync(new byte[4]));
        Assert.Equal((0, false), (empty.Length, empty.IsTruncated));
        Assert.Equal(1, world.Finish(world.Server.ReceiveAsync(new byte[4])).Length);
    }

    [Fact]
    public void A_completion_that_runs_before_the_call_returns_is_not_lost()
    {
        using var world = new DatagramWorld();
        world.Send(1, 2, 3);
        world.Winsock.BeforeReturn = function =>
        {
            if (function is nameof(Ws2.WSARecvFrom) or nameof(Ws2.WSASendTo))
            {
                world.Winsock.Step();
                world.Loop.RunOnce(0);
            }
        };
        SocketOperation<ReceivedDatagram> receiving = world.Server.ReceiveAsync(new byte[2]);
        Assert.True(receiving.IsCompleted);
        ReceivedDatagram received = receiving.GetAwaiter().GetResult();
        Assert.Equal((2, true), (received.Length, received.IsTruncated));
        SocketOperation<int> sending = world.Client.SendAsync(new byte[5], DatagramWorld.ServerAddress);
        Assert.True(sending.IsCompleted);
        Assert.Equal(5, sending.GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, true)]
    public void A_datagram_that_is_too_long_is_truncated_and_says_so(bool atOnce, bool ifsHandles, bool withControl)
    {
        using var world = new DatagramWorld(atOnce, ifsHandles);
        world.Send(1, 2, 3, 4, 5);
        world.Send(9);
        var data = new byte[3];
        byte[] control = withControl ? new byte[16] : [];
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(data, control));
        Assert.Equal((3, true, false), (received.Length, received.IsTruncated, received.IsControlTruncated));
        Assert.Equal(new byte[] { 1, 2, 3 }, data);
        Assert.Equal(world.Client.LocalEndPoint, received.Sender.ToEndPoint());

        // The operation's next use is untouched by it.
        received = world.Finish(world.Server.ReceiveAsync(data, control));
        Assert.Equal((1, false), (received.Length, received.IsTruncated));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Control_messages_that_are_too_long_are_truncated_and_the_data_is_not(bool atOnce, bool ifsHandles)
    {
        using var world = new DatagramWorld(atOnce, ifsHandles);
        world.Finish(world.Client.SendAsync(new byte[] { 1, 2 }, DatagramWorld.ServerAddress, new byte[32]));
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[4], new byte[20]));
        Assert.Equal((2, 20, false, true), (received.Length, received.ControlLength, received.IsTruncated, received.IsControlTruncated));
    }

    [Fact]
    public void Data_and_control_messages_can_both_be_truncated()
    {
        using var world = new DatagramWorld();
        world.Finish(world.Client.SendAsync(new byte[8], DatagramWorld.ServerAddress, new byte[32]));
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[4], new byte[20]));
        Assert.Equal((4, 20, true, true), (received.Length, received.ControlLength, received.IsTruncated, received.IsControlTruncated));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Control_messages_go_with_their_datagram(bool atOnce)
    {
        using var world = new DatagramWorld(atOnce);
        world.Finish(world.Client.SendAsync(new byte[] { 1 }, DatagramWorld.ServerAddress, new byte[] { 7, 8, 9 }));
        var control = new byte[16];
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[4], control));
        Assert.Equal((1, 3), (received.Length, received.ControlLength));
        Assert.Equal(new byte[] { 7, 8, 9, 0 }, control[..4]);
        Assert.Equal(world.Client.LocalEndPoint, received.Sender.ToEndPoint());
    }

    [Fact]
    public void Without_control_messages_the_plain_functions_are_called()
    {
        using var world = new DatagramWorld();
        world.Send(1);
        world.Finish(world.Server.ReceiveAsync(new byte[4]));
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(WinsockTable.WSARecvMsg)) || world.Winsock.CallCounts.ContainsKey(nameof(WinsockTable.WSASendMsg)));
    }

    [Fact]
    public void A_provider_without_the_extensions_has_datagrams_and_no_control_messages()
    {
        using var world = new DatagramWorld(hasExtensions: false);
        world.Send(1);
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Server.ReceiveAsync(new byte[4], new byte[16])));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
        failure = Assert.Throws<SocketException>(() => world.Finish(world.Client.SendAsync(new byte[4], DatagramWorld.ServerAddress, new byte[16])));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
        Assert.Equal(1, world.Finish(world.Server.ReceiveAsync(new byte[4])).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_port_that_nobody_listens_on_does_not_fail_a_receive(bool atOnce)
    {
        using var world = new DatagramWorld(atOnce);
        var nobody = SocketAddressValue.From(new IPEndPoint(IPAddress.Loopback, 9));
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[4]));
        Assert.Equal(1, world.Finish(world.Server.SendAsync(new byte[1], nobody)));
        Assert.Equal(1, world.Winsock.LostDatagrams);
        Assert.False(receiving.IsCompleted);
        world.Send(1, 2);
        Assert.Equal(2, world.Finish(receiving).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connected_socket_hears_that_nobody_listens(bool atOnce)
    {
        using var world = new DatagramWorld(atOnce);
        world.Client.Connect(new IPEndPoint(IPAddress.Loopback, 9));
        world.Finish(world.Client.SendAsync(new byte[1]));
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Client.ReceiveAsync(new byte[4])));
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);

        // It is told once; the socket goes on.
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Client.ReceiveAsync(new byte[4]));
        world.Settle();
        Assert.False(receiving.IsCompleted);
        world.Client.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
    }

    [Fact]
    public void A_connected_socket_sends_to_its_peer_and_receives_from_it_only()
    {
        using var world = new DatagramWorld();
        world.Client.Connect(DatagramWorld.ServerEndPoint);
        Assert.Equal(DatagramWorld.ServerEndPoint, world.Client.RemoteEndPoint);
        Assert.Equal(2, world.Finish(world.Client.SendAsync(new byte[2])));
        Assert.Equal(2, world.Finish(world.Server.ReceiveAsync(new byte[8])).Length);
    }

    [Fact]
    public void A_send_without_an_address_needs_a_peer()
    {
        using var world = new DatagramWorld();
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Client.SendAsync(new byte[2])));
        Assert.Equal(SocketError.NotConnected, failure.SocketErrorCode);

        // The failed operation is used again.
        world.Send(1);
        Assert.Equal(1, world.Loop.Slab.Rented);
    }

    [Fact]
    public void A_socket_that_is_not_bound_cannot_receive()
    {
        using var world = new DatagramWorld();
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Client.ReceiveAsync(new byte[2])));
        Assert.Equal(SocketError.InvalidArgument, failure.SocketErrorCode);
    }

    [Fact]
    public void A_receive_whose_packet_comes_while_its_record_is_pending_begins_again()
    {
        using var world = new DatagramWorld();
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[8]));
        Assert.True(world.Winsock.Drop());
        world.Settle();
        Assert.False(receiving.IsCompleted);
        world.Send(1, 2, 3);
        Assert.Equal(3, world.Finish(receiving).Length);
    }

    [Fact]
    public void Data_and_control_memory_are_pinned_for_the_operation_and_no_longer()
    {
        using var world = new DatagramWorld();
        using var data = new CountingMemory(16);
        using var control = new CountingMemory(16);
        Task<ReceivedDatagram> receiving = DatagramWorld.Await(world.Server.ReceiveAsync(data.Memory, control.Memory));
        Assert.Equal((1, 1), (data.Pins, control.Pins));
        world.Send(1);
        world.Finish(receiving);
        Assert.Equal((0, 0), (data.Pins, control.Pins));
    }

    [Fact]
    public void A_socket_whose_operations_complete_at_once_lets_others_go_in_between()
    {
        using var world = new DatagramWorld(completesAtOnce: true, scheduling: ContinuationScheduling.Inline);
        int inOneTurn = 0;
        int longestTurn = 0;
        async Task SendForEverAsync()
        {
            for (int i = 0; i < 100; i++)
            {
                await world.Client.SendAsync(new byte[1], DatagramWorld.ServerAddress);
                longestTurn = Math.Max(longestTurn, ++inOneTurn);
            }
        }

        Task sending = SendForEverAsync();
        while (!sending.IsCompleted)
        {
            inOneTurn = 0;
            world.Loop.RunOnce(0);
        }

        // At most the budget of the socket and the one that was deferred, for each of the loop's 16 continuations.
        Assert.InRange(longestTurn, 1, 32);
        world.Finish(sending);
    }
}
