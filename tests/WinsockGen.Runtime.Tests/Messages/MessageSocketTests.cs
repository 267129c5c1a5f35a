using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Messages;

public sealed class MessageSocketTests
{
    [Theory]
    [InlineData(SocketType.Seqpacket, true, true)]
    [InlineData(SocketType.Seqpacket, true, false)]
    [InlineData(SocketType.Seqpacket, false, true)]
    [InlineData(SocketType.Seqpacket, false, false)]
    [InlineData(SocketType.Rdm, true, true)]
    [InlineData(SocketType.Rdm, true, false)]
    [InlineData(SocketType.Rdm, false, true)]
    [InlineData(SocketType.Rdm, false, false)]
    public void Messages_keep_their_boundaries_whether_calls_complete_at_once_or_pend(SocketType type, bool atOnce, bool ifsHandles)
    {
        using var world = new MessageWorld(type, atOnce, ifsHandles);
        foreach (int length in new[] { 3, 0, 5 })
        {
            Task<ReceivedMessage> receiving = MessageWorld.Await(world.Socket.ReceiveAsync(new byte[8]));
            world.Peer.Send(new byte[length]);
            ReceivedMessage received = world.Finish(receiving);
            Assert.Equal((length, true), (received.Length, received.EndOfMessage));
            Assert.Equal(length, world.Finish(world.Socket.SendAsync(new byte[length])));
        }

        Assert.Equal([(3, true), (0, true), (5, true)], world.Peer.Received.Select(part => (part.Bytes.Length, part.EndOfMessage)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_message_that_does_not_fit_comes_in_parts(bool atOnce, bool ifsHandles)
    {
        using var world = new MessageWorld(completesAtOnce: atOnce, hasIfsHandles: ifsHandles);
        world.Peer.Send([1, 2, 3, 4, 5]);
        world.Peer.Send([6]);
        var buffer = new byte[2];
        Assert.Equal((2, false), Receive(world, buffer));
        Assert.Equal(new byte[] { 1, 2 }, buffer);
        Assert.Equal((2, false), Receive(world, buffer));
        Assert.Equal((1, true), Receive(world, buffer));
        Assert.Equal(5, buffer[0]);
        Assert.Equal((1, true), Receive(world, buffer));
        Assert.Equal(6, buffer[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_that_the_peer_sends_is_not_the_end_of_the_message(bool atOnce)
    {
        using var world = new MessageWorld(completesAtOnce: atOnce);
        world.Peer.Send([1, 2], endOfMessage: false);
        world.Peer.Send([3]);
        Assert.Equal((2, false), Receive(world, new byte[8]));
        Assert.Equal((1, true), Receive(world, new byte[8]));
    }

    [Fact]
    public void A_message_can_be_sent_in_parts()
    {
        using var world = new MessageWorld();
        world.Finish(world.Socket.SendAsync(new byte[2], endOfMessage: false));
        world.Finish(world.Socket.SendAsync(new byte[1]));
        Assert.Equal([(2, false), (1, true)], world.Peer.Received.Select(part => (part.Bytes.Length, part.EndOfMessage)));
    }

    [Fact]
    public void Parts_are_refused_where_the_protocol_has_none()
    {
        using var world = new MessageWorld(hasPartialMessages: false);
        var failure = Assert.Throws<SocketException>(() => world.Finish(world.Socket.SendAsync(new byte[2], endOfMessage: false)));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Without_parts_a_message_that_does_not_fit_waits_for_a_larger_buffer(bool atOnce, bool ifsHandles)
    {
        using var world = new MessageWorld(completesAtOnce: atOnce, hasIfsHandles: ifsHandles, hasPartialMessages: false);
        world.Peer.Send([1, 2, 3]);
        var failure = Assert.Throws<SocketException>(() => Receive(world, new byte[2]));
        Assert.Equal(SocketError.MessageSize, failure.SocketErrorCode);
        Assert.Equal((3, true), Receive(world, new byte[3]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_end_of_the_connection_is_not_an_empty_message(bool atOnce)
    {
        using var world = new MessageWorld(completesAtOnce: atOnce);
        world.Peer.Send([]);
        world.Peer.IsEnded = true;
        Assert.Equal((0, true), Receive(world, new byte[4]));
        for (int i = 0; i < 2; i++)
        {
            ReceivedMessage end = world.Finish(world.Socket.ReceiveAsync(new byte[4]));
            Assert.Equal((0, false, true), (end.Length, end.EndOfMessage, end.EndOfConnection));
        }
    }

    [Fact]
    public void The_end_of_sending_is_told_to_the_peer_and_receiving_goes_on()
    {
        using var world = new MessageWorld();
        world.Socket.ShutdownSend();
        Assert.True(world.Peer.HasBeenTold);
        world.Peer.Send([1]);
        Assert.Equal((1, true), Receive(world, new byte[4]));
    }

    [Fact]
    public void A_protocol_without_graceful_close_cannot_end_sending()
    {
        using var world = new MessageWorld(SocketType.Rdm);
        var failure = Assert.Throws<SocketException>(world.Socket.ShutdownSend);
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
        Assert.False(world.Peer.HasBeenTold);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void What_does_not_fit_of_a_message_is_lost_where_the_protocol_promises_nothing_and_the_result_says_so(bool atOnce, bool ifsHandles)
    {
        using var world = new MessageWorld(completesAtOnce: atOnce, hasIfsHandles: ifsHandles, isConnected: false);
        var peer = new ScriptedMessagePeer(hasPartialMessages: false) { LosesRest = true };
        world.Winsock.MessagePeers[MessageWorld.PeerEndPoint.Port] = peer;
        ProtocolEntry reliable = MessageWorld.Protocol(SocketType.Seqpacket);
        var unreliable = new ProtocolEntry
        {
            Name = "Scripted packets that may be lost",
            AddressFamily = reliable.AddressFamily,
            SocketType = reliable.SocketType,
            ProtocolType = reliable.ProtocolType,
            Features = ProtocolFeatures.MessageOriented | ProtocolFeatures.IfsHandles,
            MaximumMessageSize = null,
            CatalogEntryId = 1099,
            ProviderId = reliable.ProviderId,
            IsBaseProvider = true,
            Chain = reliable.Chain,
            ProviderTraits = reliable.ProviderTraits,
            Version = reliable.Version,
            ProtocolTypeCount = reliable.ProtocolTypeCount,
            MinimumAddressLength = reliable.MinimumAddressLength,
            MaximumAddressLength = reliable.MaximumAddressLength,
            IsBigEndian = reliable.IsBigEndian,
            SecurityScheme = reliable.SecurityScheme,
            Info = reliable.Info,
        };
        using MessageSocket socket = unreliable.OpenMessage(world.Loop);
        world.Finish(MessageWorld.Await(socket.ConnectAsync(MessageWorld.PeerEndPoint)));
        peer.Send([1, 2, 3]);
        peer.Send([4]);
        var buffer = new byte[2];
        ReceivedMessage received = world.Finish(socket.ReceiveAsync(buffer));
        Assert.Equal((2, true, true), (received.Length, received.EndOfMessage, received.IsTruncated));
        Assert.Equal(new byte[] { 1, 2 }, buffer);
        received = world.Finish(socket.ReceiveAsync(buffer));
        Assert.Equal((1, true, false, 4), (received.Length, received.EndOfMessage, received.IsTruncated, buffer[0]));
    }

    [Fact]
    public void A_sender_of_reliable_multicast_is_bound_before_it_connects()
    {
        using var world = new MessageWorld(SocketType.Rdm);
        Assert.NotEqual(0, ((IPEndPoint)world.Socket.LocalEndPoint).Port);
    }

    [Fact]
    public void A_completion_that_runs_before_the_call_returns_is_not_lost()
    {
        using var world = new MessageWorld();
        world.Peer.Send([1, 2, 3]);
        world.Winsock.BeforeReturn = function =>
        {
            if (function == nameof(Ws2.WSARecv))
            {
                world.Winsock.Step();
                world.Loop.RunOnce(0);
            }
        };
        SocketOperation<ReceivedMessage> receiving = world.Socket.ReceiveAsync(new byte[2]);
        Assert.True(receiving.IsCompleted);
        ReceivedMessage received = receiving.GetAwaiter().GetResult();
        Assert.Equal((2, false), (received.Length, received.EndOfMessage));
    }

    [Fact]
    public void A_second_receive_or_send_is_refused_while_one_is_outstanding()
    {
        using var world = new MessageWorld();
        Task<ReceivedMessage> receiving = MessageWorld.Await(world.Socket.ReceiveAsync(new byte[8]));
        Task<int> sending = MessageWorld.Await(world.Socket.SendAsync(new byte[8]));
        Assert.Throws<InvalidOperationException>(() => { world.Socket.ReceiveAsync(new byte[8]); });
        Assert.Throws<InvalidOperationException>(() => { world.Socket.SendAsync(new byte[8]); });
        Assert.Equal(8, world.Finish(sending));
        world.Peer.Send([1]);
        Assert.Equal(1, world.Finish(receiving).Length);
    }

    [Fact]
    public void A_cancelled_receive_ends_with_its_token_and_the_next_one_receives()
    {
        using var world = new MessageWorld();
        using var cancellation = new CancellationTokenSource();
        Task<ReceivedMessage> receiving = MessageWorld.Await(world.Socket.ReceiveAsync(new byte[1], cancellation.Token));
        cancellation.Cancel();
        var failure = Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(receiving));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        world.Peer.Send([1]);
        Assert.Equal((1, true), Receive(world, new byte[1]));
    }

    [Fact]
    public void A_token_that_is_cancelled_already_starts_nothing()
    {
        using var world = new MessageWorld(isConnected: false);
        var cancelled = new CancellationToken(canceled: true);
        Assert.True(MessageWorld.Await(world.Socket.ConnectAsync(MessageWorld.PeerEndPoint, cancelled)).IsCanceled);
        Assert.True(MessageWorld.Await(world.Socket.ReceiveAsync(new byte[1], cancelled)).IsCanceled);
        Assert.True(MessageWorld.Await(world.Socket.SendAsync(new byte[1], true, cancelled)).IsCanceled);
        Assert.Equal(0, world.Loop.Slab.Rented);
    }

    [Fact]
    public void A_receive_whose_packet_comes_while_its_record_is_pending_begins_again()
    {
        using var world = new MessageWorld();
        Task<ReceivedMessage> receiving = MessageWorld.Await(world.Socket.ReceiveAsync(new byte[8]));
        Assert.True(world.Winsock.Drop());
        world.Settle();
        Assert.False(receiving.IsCompleted);
        world.Peer.Send([1, 2]);
        Assert.Equal(2, world.Finish(receiving).Length);
    }

    [Fact]
    public void Pending_operations_end_when_the_socket_is_disposed()
    {
        using var world = new MessageWorld();
        Task<ReceivedMessage> receiving = MessageWorld.Await(world.Socket.ReceiveAsync(new byte[1]));
        Task<int> sending = MessageWorld.Await(world.Socket.SendAsync(new byte[1]));
        world.Socket.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        Assert.Throws<ObjectDisposedException>(() => world.Finish(sending));
        Assert.Equal(0, world.Loop.Slab.Rented);
        Assert.Throws<ObjectDisposedException>(() => { world.Socket.ReceiveAsync(new byte[1]); });
        Assert.Throws<ObjectDisposedException>(() => { world.Socket.SendAsync(new byte[1]); });
        Assert.Throws<ObjectDisposedException>(() => { world.Socket.ConnectAsync(MessageWorld.PeerEndPoint); });
        Assert.Throws<ObjectDisposedException>(() => world.Socket.RemoteEndPoint);
    }

    [Fact]
    public void What_is_pending_when_the_port_is_closed_fails_and_is_given_up_with_its_memory()
    {
        using var world = new MessageWorld();
        using var memory = new CountingMemory(16);
        Task<ReceivedMessage> receiving = MessageWorld.Await(world.Socket.ReceiveAsync(memory.Memory));
        world.Loop.Dispose();
        world.Settle();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(receiving));
        Assert.Equal((1, 1), (world.Loop.Slab.Leaked, memory.Pins));
    }

    [Theory]
    [InlineData(SocketType.Seqpacket)]
    [InlineData(SocketType.Rdm)]
    public void A_socket_connects_from_where_it_was_bound(SocketType type)
    {
        using var world = new MessageWorld(type, isConnected: false);
        var local = new IPEndPoint(IPAddress.Loopback, 7011);
        world.Socket.Bind(local);
        world.Finish(MessageWorld.Await(world.Socket.ConnectAsync(MessageWorld.PeerEndPoint)));
        Assert.Equal(local, world.Socket.LocalEndPoint);
        Assert.Equal(MessageWorld.PeerEndPoint, world.Socket.RemoteEndPoint);
    }

    [Fact]
    public void A_refused_connect_says_so_and_the_socket_can_try_again()
    {
        using var world = new MessageWorld(isConnected: false);
        var failure = Assert.Throws<SocketException>(
            () => world.Finish(MessageWorld.Await(world.Socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 9)))));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
        world.Finish(MessageWorld.Await(world.Socket.ConnectAsync(MessageWorld.PeerEndPoint)));
        Assert.Equal(1, world.Finish(world.Socket.SendAsync(new byte[1])));
    }

    [Fact]
    public void A_cancelled_connect_leaves_the_socket_open()
    {
        using var world = new MessageWorld(isConnected: false);
        using var cancellation = new CancellationTokenSource();
        int open = world.Winsock.OpenSockets;
        Task connecting = MessageWorld.Await(world.Socket.ConnectAsync(MessageWorld.PeerEndPoint, cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(connecting));
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_connect_whose_socket_is_closed_before_its_success_is_dequeued_fails_and_the_loop_goes_on()
    {
        using var world = new MessageWorld(isConnected: false);
        Task connecting = MessageWorld.Await(world.Socket.ConnectAsync(MessageWorld.PeerEndPoint));
        Assert.True(world.Winsock.Step());
        world.Socket.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(connecting));
    }

    [Fact]
    public void Without_ConnectEx_sequenced_packets_cannot_connect()
    {
        using var world = new MessageWorld(isConnected: false);
        world.Winsock.Extensions.Clear();
        using CompletionLoop other = world.Winsock.CreateLoop();
        using MessageSocket socket = MessageWorld.Protocol(SocketType.Seqpacket).OpenMessage(other);
        var failure = Assert.Throws<SocketException>(() => world.Finish(MessageWorld.Await(socket.ConnectAsync(MessageWorld.PeerEndPoint))));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
        socket.Dispose();
        other.Dispose();
        world.Winsock.Settle(world.Loop, other);
    }

    private static (int Length, bool EndOfMessage) Receive(MessageWorld world, byte[] buffer)
    {
        ReceivedMessage received = world.Finish(world.Socket.ReceiveAsync(buffer));
        return (received.Length, received.EndOfMessage);
    }
}
