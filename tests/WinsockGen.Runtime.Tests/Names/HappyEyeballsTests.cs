using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Names;

public sealed class HappyEyeballsTests
{
    private const int Port = 7007;
    private static readonly IPAddress V6 = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress OtherV6 = IPAddress.Parse("2001:db8::2");
    private static readonly IPAddress V4 = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress OtherV4 = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void The_first_address_that_answers_is_connected_to_and_no_other_is_tried()
    {
        using StreamWorld world = CreateWorld(V4, OtherV4);
        using StreamSocket socket = world.Finish(Connect(world));
        Assert.Equal(new IPEndPoint(V4, Port), socket.RemoteEndPoint);
        Assert.Equal(1, Attempts(world));
        world.Winsock.Now += 10_000;
        world.Settle();
        Assert.Equal(1, Attempts(world));
    }

    [Fact]
    public void Families_alternate_and_within_a_family_the_order_stays()
    {
        NameEntry[] entries = [.. new[] { V6, OtherV6, V6, V4, OtherV4 }.Select(Entry), new NameEntry()];
        Assert.Equal([V6, V4, OtherV6, OtherV4], AttemptOrder.Interleave(entries, AddressFamily.Unspecified).Select(Address));
        Assert.Equal([V4, OtherV4], AttemptOrder.Interleave(entries, AddressFamily.InterNetwork).Select(Address));
        Assert.Equal([V4, V6, OtherV4, OtherV6], AttemptOrder.Interleave([.. new[] { V4, OtherV4, V6, OtherV6 }.Select(Entry)], AddressFamily.Unspecified).Select(Address));
    }

    [Fact]
    public void An_address_that_does_not_answer_costs_250_milliseconds_and_its_attempt_is_closed()
    {
        using StreamWorld world = CreateWorld(V6, V4);
        world.Winsock.SilentHosts.Add(V6);
        int open = world.Winsock.OpenSockets;
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world));
        world.Settle();
        Assert.Equal(1, Attempts(world));
        world.Winsock.Now += 249;
        world.Settle();
        Assert.Equal(1, Attempts(world));
        world.Winsock.Now++;
        using StreamSocket socket = world.Finish(connecting);
        Assert.Equal(new IPEndPoint(V4, Port), socket.RemoteEndPoint);

        // The winner and, in the listener's slot, nothing more than before.
        Assert.Equal(open + 1, world.Winsock.OpenSockets);
        Assert.Equal(0, world.Winsock.SilentCalls);
    }

    [Fact]
    public void An_address_that_refuses_costs_no_time()
    {
        using StreamWorld world = CreateWorld(V6, V4);
        using StreamSocket socket = world.Finish(Connect(world));
        Assert.Equal(new IPEndPoint(V4, Port), socket.RemoteEndPoint);
        Assert.Equal(2, Attempts(world));
    }

    [Fact]
    public void The_delay_is_an_option_and_an_infinite_one_waits_for_failures()
    {
        using StreamWorld world = CreateWorld(V6, V4);
        world.Winsock.SilentHosts.Add(V6);
        using var cancellation = new CancellationTokenSource();
        Task<StreamSocket> patient = ScriptedWorld.Await(Connect(world, Timeout.InfiniteTimeSpan, cancellation.Token));
        world.Settle();
        world.Winsock.Now += 1_000_000;
        world.Settle();
        Assert.Equal(1, Attempts(world));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(patient));

        Task<StreamSocket> hasty = ScriptedWorld.Await(Connect(world, TimeSpan.FromMilliseconds(10)));
        world.Settle();
        world.Winsock.Now += 10;
        world.Finish(hasty).Dispose();
    }

    [Fact]
    public void When_two_attempts_connect_one_connection_is_the_result_and_the_other_is_closed()
    {
        using StreamWorld world = CreateWorld(V4, OtherV4);
        world.Winsock.SilentHosts.UnionWith([V4, OtherV4]);
        int open = world.Winsock.OpenSockets;
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world));
        world.Settle();
        world.Winsock.Now += 250;
        world.Settle();
        Assert.Equal(2, world.Winsock.SilentCalls);
        world.Winsock.SilentHosts.Clear();

        // Both are connected before anybody hears of the first one.
        while (world.Winsock.Step())
        {
        }

        StreamSocket winner = world.Finish(connecting);
        StreamSocket[] accepted = [world.Finish(world.Listener.AcceptAsync()), world.Finish(world.Listener.AcceptAsync())];
        Assert.Equal(new IPEndPoint(V4, Port), winner.RemoteEndPoint);
        winner.Dispose();
        foreach (StreamSocket socket in accepted)
        {
            Assert.Equal(0, world.Finish(socket.ReceiveAsync(new byte[1])));
            socket.Dispose();
        }

        world.Settle();
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void When_all_fail_one_exception_names_them_and_has_the_code_of_the_first_host_that_answered()
    {
        using StreamWorld world = CreateWorld(V6, V4, OtherV6);
        world.Listener.Dispose();
        world.Winsock.FailNext(nameof(WinsockTable.ConnectEx), Ws2.WSAENETUNREACH);
        var failure = Assert.Throws<SocketException>(() => world.Finish(Connect(world)));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
        Assert.Contains("[2001:db8::1]:7007 (NetworkUnreachable); 192.0.2.1:7007 (ConnectionRefused); [2001:db8::2]:7007 (ConnectionRefused)", failure.Message);
        Assert.Contains("host", failure.Message);
    }

    [Fact]
    public void A_name_that_does_not_resolve_fails_with_the_code_of_the_resolver()
    {
        using StreamWorld world = CreateWorld();
        Task<StreamSocket> connecting = ScriptedWorld.Await(StreamSocket.ConnectAsync("nobody", Port, new StreamConnectOptions { Loop = world.Loop }));
        Assert.Equal(SocketError.HostNotFound, Assert.Throws<SocketException>(() => world.Finish(connecting)).SocketErrorCode);
    }

    [Fact]
    public void With_a_local_end_point_only_its_family_is_tried()
    {
        using StreamWorld world = CreateWorld(V6, V4);
        var options = new StreamConnectOptions { Loop = world.Loop, LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        using StreamSocket socket = world.Finish(StreamSocket.ConnectAsync(new DnsEndPoint("host", Port), options));
        Assert.Equal(1, Attempts(world));
        Assert.Equal(AddressFamily.InterNetwork, socket.AddressFamily);
    }

    [Fact]
    public void The_family_of_a_DnsEndPoint_is_the_family_that_is_asked_for()
    {
        using StreamWorld world = CreateWorld(V6, V4);
        var host = new DnsEndPoint("host", Port, AddressFamily.InterNetwork);
        using StreamSocket socket = world.Finish(StreamSocket.ConnectAsync(host, new StreamConnectOptions { Loop = world.Loop }));
        Assert.Equal((int)AddressFamily.InterNetwork, Assert.Single(world.Winsock.Queries).Family);
    }

    [Fact]
    public void An_address_as_text_is_connected_to_without_asking_anybody()
    {
        using StreamWorld world = CreateWorld();
        using StreamSocket socket = world.Finish(StreamSocket.ConnectAsync("127.0.0.1", Port, new StreamConnectOptions { Loop = world.Loop }));
        Assert.Empty(world.Winsock.Queries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cancel_ends_all_attempts_and_closes_them(bool whileResolving)
    {
        using StreamWorld world = CreateWorld(V6, V4);
        world.Winsock.SilentHosts.UnionWith([V6, V4]);
        world.Winsock.NameProvidersAnswer = !whileResolving;
        int open = world.Winsock.OpenSockets;
        using var cancellation = new CancellationTokenSource();
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world, cancellationToken: cancellation.Token));
        world.Settle();
        world.Winsock.Now += 250;
        world.Settle();
        Assert.Equal(whileResolving ? 0 : 2, world.Winsock.SilentCalls);
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(connecting));
        Assert.Equal(open, world.Winsock.OpenSockets);
        world.Winsock.NameProvidersAnswer = true;
    }

    [Fact]
    public void A_timeout_ends_all_attempts()
    {
        using StreamWorld world = CreateWorld(V6, V4);
        world.Winsock.SilentHosts.UnionWith([V6, V4]);
        int open = world.Winsock.OpenSockets;
        Task<StreamSocket> connecting = ScriptedWorld.Await(Connect(world).WithTimeout(TimeSpan.FromSeconds(1)));
        world.Settle();
        world.Winsock.Now += 250;
        world.Settle();
        world.Winsock.Now += 750;
        Assert.Throws<TimeoutException>(() => world.Finish(connecting));
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    private static StreamWorld CreateWorld(params IPAddress[] addresses)
    {
        var world = new StreamWorld();
        world.Winsock.Names["host"] = [.. addresses.Select(address => new ScriptedName(new IPEndPoint(address, 0)))];
        return world;
    }

    private static SocketOperation<StreamSocket> Connect(StreamWorld world, TimeSpan? delay = null, CancellationToken cancellationToken = default)
    {
        var options = delay is { } time ? new StreamConnectOptions { Loop = world.Loop, AttemptDelay = time } : new StreamConnectOptions { Loop = world.Loop };
        return StreamSocket.ConnectAsync("host", Port, options, cancellationToken);
    }

    private static int Attempts(StreamWorld world) => world.Winsock.CallCounts.GetValueOrDefault(nameof(WinsockTable.ConnectEx));

    private static NameEntry Entry(IPAddress address) => new() { Address = SocketAddressValue.From(new IPEndPoint(address, Port)) };

    private static IPAddress Address(SocketAddressValue address) => ((IPEndPoint)address.ToEndPoint()).Address;
}
