using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Messages;

/// <summary>Accepting connections of sequenced packets, and sessions of reliable multicast.</summary>
public sealed class MessageListenerTests
{
    private static readonly IPEndPoint EndPoint = new(IPAddress.Loopback, 7012);

    [Theory]
    [InlineData(SocketType.Seqpacket, true, true)]
    [InlineData(SocketType.Seqpacket, true, false)]
    [InlineData(SocketType.Seqpacket, false, true)]
    [InlineData(SocketType.Seqpacket, false, false)]
    [InlineData(SocketType.Rdm, true, true)]
    [InlineData(SocketType.Rdm, false, false)]
    public void A_connection_is_accepted_and_messages_are_received_on_it(SocketType type, bool atOnce, bool ifsHandles)
    {
        using var world = new MessageWorld(type, atOnce, ifsHandles, isConnected: false);
        using MessageListener listener = Listen(world, type);
        for (int i = 1; i <= 3; i++)
        {
            var peer = new ScriptedMessagePeer(hasPartialMessages: true);
            Task<MessageSocket>? accepting = atOnce ? null : MessageWorld.Await(listener.AcceptAsync());
            world.Winsock.ConnectMessages(EndPoint.Port, peer);
            using MessageSocket connection = world.Finish(accepting ?? MessageWorld.Await(listener.AcceptAsync()));
            Assert.NotNull(connection.RemoteEndPoint);
            Assert.Equal(EndPoint, connection.LocalEndPoint);
            peer.Send(new byte[i]);
            Assert.Equal(i, world.Finish(connection.ReceiveAsync(new byte[8])).Length);
            world.Finish(connection.SendAsync(new byte[i]));
            Assert.Equal(i, Assert.Single(peer.Received).Bytes.Length);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_that_was_reset_before_it_was_accepted_is_skipped(bool atOnce)
    {
        using var world = new MessageWorld(completesAtOnce: atOnce, isConnected: false);
        using MessageListener listener = Listen(world);
        int open = world.Winsock.OpenSockets;
        foreach (ScriptedMessagePeer? peer in new[] { null, null, new ScriptedMessagePeer(hasPartialMessages: true) })
            world.Winsock.ConnectMessages(EndPoint.Port, peer);
        using MessageSocket connection = world.Finish(listener.AcceptAsync());
        Assert.Equal(1, world.Finish(connection.SendAsync(new byte[1])));
        Assert.Equal(open + 1, world.Winsock.OpenSockets);
    }

    [Fact]
    public void Several_accepts_are_outstanding()
    {
        using var world = new MessageWorld(isConnected: false);
        using MessageListener listener = Listen(world);
        List<Task<MessageSocket>> accepting = [];
        for (int i = 0; i < 3; i++)
            accepting.Add(MessageWorld.Await(listener.AcceptAsync()));
        Assert.Equal(3, world.Winsock.PendingCalls);
        for (int i = 0; i < 3; i++)
            world.Winsock.ConnectMessages(EndPoint.Port, new ScriptedMessagePeer(hasPartialMessages: true));
        foreach (Task<MessageSocket> task in accepting)
            world.Finish(task).Dispose();
        Assert.Equal(0, world.Loop.Slab.Rented);
    }

    [Fact]
    public void A_cancelled_accept_ends_with_its_token_and_leaves_no_socket()
    {
        using var world = new MessageWorld(isConnected: false);
        using MessageListener listener = Listen(world);
        int open = world.Winsock.OpenSockets;
        using var cancellation = new CancellationTokenSource();
        Task<MessageSocket> accepting = MessageWorld.Await(listener.AcceptAsync(cancellation.Token));
        cancellation.Cancel();
        var failure = Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(accepting));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.Equal(open, world.Winsock.OpenSockets);
        Assert.True(MessageWorld.Await(listener.AcceptAsync(cancellation.Token)).IsCanceled);
    }

    [Fact]
    public void An_accept_that_is_given_a_time_ends_with_it()
    {
        using var world = new MessageWorld(isConnected: false);
        using MessageListener listener = Listen(world);
        Task<MessageSocket> accepting = MessageWorld.Await(listener.AcceptAsync().WithTimeout(TimeSpan.FromSeconds(1)));
        world.Settle();
        world.Winsock.Now += 10_000;
        world.Loop.RunOnce(0);
        Assert.Throws<TimeoutException>(() => world.Finish(accepting));
    }

    [Fact]
    public void Accepts_end_when_the_listener_is_disposed()
    {
        using var world = new MessageWorld(isConnected: false);
        MessageListener listener = Listen(world);
        Task<MessageSocket> accepting = MessageWorld.Await(listener.AcceptAsync());
        listener.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(accepting));
        Assert.Throws<ObjectDisposedException>(() => { listener.AcceptAsync(); });
    }

    [Fact]
    public void What_is_pending_when_the_port_is_closed_fails_and_its_record_is_given_up()
    {
        using var world = new MessageWorld(isConnected: false);
        using MessageListener listener = Listen(world);
        Task<MessageSocket> accepting = MessageWorld.Await(listener.AcceptAsync());
        world.Loop.Dispose();
        world.Settle();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(accepting));
        Assert.Equal(1, world.Loop.Slab.Leaked);
        Assert.Throws<ObjectDisposedException>(() => { listener.AcceptAsync(); });
    }

    [Fact]
    public void A_failure_of_Winsock_is_thrown_and_the_next_accept_goes_on()
    {
        using var world = new MessageWorld(isConnected: false);
        using MessageListener listener = Listen(world);
        world.Winsock.FailNext(nameof(WinsockTable.AcceptEx), (int)SocketError.NoBufferSpaceAvailable);
        var failure = Assert.Throws<SocketException>(() => world.Finish(listener.AcceptAsync()));
        Assert.Equal(SocketError.NoBufferSpaceAvailable, failure.SocketErrorCode);
        world.Winsock.ConnectMessages(EndPoint.Port, new ScriptedMessagePeer(hasPartialMessages: true));
        world.Finish(listener.AcceptAsync()).Dispose();
    }

    [Fact]
    public void Options_are_set_when_the_socket_is_bound_and_does_not_listen_yet()
    {
        using var world = new MessageWorld(isConnected: false);
        EndPoint? bound = null;
        using MessageListener listener = MessageListener.Listen(MessageWorld.Protocol(SocketType.Rdm), EndPoint, new MessageListenerOptions
        {
            Loop = world.Loop,
            Configure = socket =>
            {
                bound = socket.LocalEndPoint;
                Assert.Throws<SocketException>(() => world.Finish(socket.AcceptAsync()));
            },
        });
        Assert.Equal(EndPoint, bound);
    }

    [Fact]
    public void Streams_and_providers_that_cannot_accept_are_refused()
    {
        using var world = new MessageWorld(isConnected: false);
        var options = new MessageListenerOptions { Loop = world.Loop };
        Assert.Throws<InvalidOperationException>(() => MessageListener.Listen(MessageWorld.Protocol(SocketType.Stream), EndPoint, options));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            MessageListener.Listen(MessageWorld.Protocol(SocketType.Rdm), EndPoint, new MessageListenerOptions { Loop = world.Loop, Backlog = 0 }));
        int open = world.Winsock.OpenSockets;
        world.Winsock.Extensions.Clear();
        var failure = Assert.Throws<SocketException>(() => MessageListener.Listen(MessageWorld.Protocol(SocketType.Rdm), EndPoint, options));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    private static MessageListener Listen(MessageWorld world, SocketType type = SocketType.Seqpacket) =>
        MessageListener.Listen(MessageWorld.Protocol(type), EndPoint, new MessageListenerOptions { Loop = world.Loop });
}
