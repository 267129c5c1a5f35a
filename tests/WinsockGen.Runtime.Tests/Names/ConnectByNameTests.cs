using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Names;

public sealed class ConnectByNameTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly IPEndPoint Nobody = new(IPAddress.Loopback, 9);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_connection_is_made_on_a_pool_thread_and_works(bool byList)
    {
        using StreamWorld world = CreateWorld();
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world, byList));
        Assert.Equal(1, world.Winsock.PoolLength);
        using StreamSocket client = world.Finish(connecting);
        using StreamSocket server = world.Finish(world.Listener.AcceptAsync());
        Assert.Equal(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), 7007), client.RemoteEndPoint);
        client.ShutdownSend();
        Assert.Equal(0, world.Finish(server.ReceiveAsync(new byte[1])));
        world.Finish(server.SendAsync(new byte[3]));
        Assert.Equal(3, world.Finish(client.ReceiveAsync(new byte[8])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_time_limit_is_Windows_own(bool byList)
    {
        using StreamWorld world = CreateWorld();
        world.Finish(Connect(world, byList, TimeSpan.FromMilliseconds(1250))).Dispose();
        world.Finish(Connect(world, byList, Timeout.InfiniteTimeSpan)).Dispose();
        Assert.Equal([TimeSpan.FromMilliseconds(1250), null], world.Winsock.Timeouts);
        Assert.Throws<ArgumentOutOfRangeException>(() => { Connect(world, byList, TimeSpan.Zero); });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_has_the_code_of_Windows_and_closes_the_socket(bool byList)
    {
        using StreamWorld world = CreateWorld();
        int open = world.Winsock.OpenSockets;
        world.Winsock.FailNext(byList ? nameof(Ws2.WSAConnectByList) : nameof(Ws2.WSAConnectByNameW), Ws2.WSAETIMEDOUT);
        var failure = Assert.Throws<SocketException>(() => world.Finish(Connect(world, byList)));
        Assert.Equal(SocketError.TimedOut, failure.SocketErrorCode);
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cancel_ends_the_await_at_once_and_the_connection_that_comes_later_is_closed(bool byList)
    {
        using StreamWorld world = CreateWorld();
        int open = world.Winsock.OpenSockets;
        using var cancellation = new CancellationTokenSource();
        SocketOperation<StreamSocket> operation = Connect(world, byList, cancellationToken: cancellation.Token);
        world.Winsock.BeforeReturn = function =>
        {
            if (function != nameof(Ws2.WSAConnectByNameW))
                return;
            cancellation.Cancel();
            Assert.True(operation.IsCompleted);
        };
        Task<StreamSocket> connecting = ScriptedWorld.Await(operation);
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(connecting));
        StreamSocket server = world.Finish(world.Listener.AcceptAsync());
        Assert.Equal(0, world.Finish(server.ReceiveAsync(new byte[1])));
        server.Dispose();
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_connect_that_is_cancelled_before_its_turn_does_nothing()
    {
        using StreamWorld world = CreateWorld();
        using var cancellation = new CancellationTokenSource();
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world, cancellationToken: cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(connecting));
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(Ws2.WSAConnectByNameW)));
    }

    [Fact]
    public void A_loop_that_ends_meanwhile_closes_the_connection()
    {
        StreamWorld world = CreateWorld();
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world));
        world.Listener.Dispose();
        world.Winsock.BeforeReturn = function =>
        {
            if (function == nameof(Ws2.WSAConnectByNameW))
                world.Loop.Dispose();
        };
        world.Winsock.RunPool();
        Assert.ThrowsAny<Exception>(() => world.Finish(connecting));
        world.Winsock.BeforeReturn = null;
        world.Dispose();
    }

    [Fact]
    public void What_is_no_IP_address_is_refused()
    {
        using StreamWorld world = CreateWorld();
        Assert.Throws<ArgumentException>(() => { StreamSocket.ConnectByListAsync([], Second, world.Loop); });
        Assert.Throws<ArgumentException>(() => { StreamSocket.ConnectByListAsync([new DnsEndPoint("host", 1)], Second, world.Loop); });
        Assert.Throws<ArgumentException>(() => { StreamSocket.ConnectByNameAsync("", "80", Second, world.Loop); });
    }

    private static StreamWorld CreateWorld()
    {
        var world = new StreamWorld();
        world.Winsock.Names["host"] = [new ScriptedName(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), 0))];
        return world;
    }

    private static SocketOperation<StreamSocket> Connect(StreamWorld world, bool byList = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        byList
            ? StreamSocket.ConnectByListAsync([Nobody, StreamWorld.ServerEndPoint], timeout ?? Second, world.Loop, cancellationToken)
            : StreamSocket.ConnectByNameAsync("host", "7007", timeout ?? Second, world.Loop, cancellationToken);
}
