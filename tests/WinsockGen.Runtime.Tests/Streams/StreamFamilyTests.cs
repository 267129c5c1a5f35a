using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

/// <summary>Streams of every family that has them: which sockets are opened, and how they are connected.</summary>
public sealed class StreamFamilyTests
{
    private static readonly Guid Service = new("00000400-facb-11e6-bd58-64006a7986d3");

    public static TheoryData<string, int, int, bool> Families => new()
    {
        // Family, its number, the protocol; whether ConnectEx is for it.
        { "IPv4", 2, 6, true },
        { "IPv6", 23, 6, true },
        { "Bluetooth", 32, 3, true },
        { "Hyper-V", 34, 1, true },
        { "IPX", 6, 1256, true },
        { "infrared", 26, 0, true },
        { "AppleTalk", 16, 16256, true },
        { "Unix", 1, 0, false },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void A_stream_is_opened_by_the_protocol_of_its_family_and_works(string family, int number, int protocol, bool hasConnectEx)
    {
        using var world = new StreamWorld();
        EndPoint server = EndPointOf(family);
        world.Winsock.Kinds.Clear();
        using StreamListener listener = Listen(world, server);
        using StreamSocket client = world.Finish(Connect(world, server));
        using StreamSocket accepted = world.Finish(listener.AcceptAsync());
        Assert.All(world.Winsock.Kinds, kind => Assert.Equal((number, 1, protocol), kind));
        Assert.Equal(hasConnectEx ? 1 : 0, world.Winsock.CallCounts.GetValueOrDefault(nameof(WinsockTable.ConnectEx)));
        world.Finish(client.SendAsync(new byte[3]));
        Assert.Equal(3, world.Finish(accepted.ReceiveAsync(new byte[8])));
        client.ShutdownSend();
        Assert.Equal(0, world.Finish(accepted.ReceiveAsync(new byte[8])));
    }

    [Theory]
    [InlineData("Bluetooth")]
    [InlineData("Hyper-V")]
    [InlineData("infrared")]
    public void A_family_without_a_wildcard_connects_on_a_pool_thread(string family)
    {
        using var world = new StreamWorld();
        EndPoint server = EndPointOf(family);
        world.Winsock.FamiliesWithoutWildcard.Add((int)SocketAddressValue.From(server).Family);
        using StreamListener listener = Listen(world, server);
        using StreamSocket client = world.Finish(Connect(world, server));
        Assert.Equal(1, world.Winsock.CallCounts[nameof(Ws2.connect)]);
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(WinsockTable.ConnectEx)));
    }

    [Fact]
    public void A_provider_without_ConnectEx_connects_on_a_pool_thread()
    {
        using var world = new StreamWorld();
        world.Winsock.Extensions.Remove(Ws2.WSAID_CONNECTEX);
        EndPoint server = EndPointOf("IPv6");
        using StreamListener listener = Listen(world, server);
        using StreamSocket client = world.Finish(StreamSocket.ConnectAsync(server,
            new StreamConnectOptions { Loop = world.Loop, LocalEndPoint = new IPEndPoint(IPAddress.IPv6Loopback, 4711) }));
        Assert.Equal(4711, ((IPEndPoint)client.LocalEndPoint).Port);
        Assert.Equal(server, client.RemoteEndPoint);
    }

    [Fact]
    public void A_connect_on_a_pool_thread_fails_with_the_code_of_Windows_and_closes_its_socket()
    {
        using var world = new StreamWorld();
        int open = world.Winsock.OpenSockets;
        var failure = Assert.Throws<SocketException>(() => world.Finish(Connect(world, EndPointOf("Unix"))));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_provider_without_AcceptEx_refuses_to_listen_and_says_so()
    {
        using var world = new StreamWorld();
        world.Winsock.Extensions.Remove(Ws2.WSAID_ACCEPTEX);
        var failure = Assert.Throws<SocketException>(() => Listen(world, EndPointOf("infrared")));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
    }

    private static StreamListener Listen(StreamWorld world, EndPoint endPoint) =>
        StreamListener.Listen(endPoint, new StreamListenerOptions { Loop = world.Loop, OutstandingAccepts = 1 });

    private static SocketOperation<StreamSocket> Connect(StreamWorld world, EndPoint endPoint) =>
        StreamSocket.ConnectAsync(endPoint, new StreamConnectOptions { Loop = world.Loop });

    private static EndPoint EndPointOf(string family) => family switch
    {
        "IPv4" => new IPEndPoint(IPAddress.Loopback, 7107),
        "IPv6" => new IPEndPoint(IPAddress.IPv6Loopback, 7107),
        "Bluetooth" => new BluetoothEndPoint(BluetoothAddress.Parse("00:11:22:33:44:55"), 3),
        "Hyper-V" => new HyperVEndPoint(HyperVEndPoint.Loopback, Service),
        "IPX" => IpxEndPoint.Parse("00000001.00805FA1B2C3.4003"),
        "infrared" => InfraredEndPoint.Parse("0A1B2C3D:IrDA:IrCOMM"),
        "AppleTalk" => AppleTalkEndPoint.Parse("65280.12.130"),
        _ => new UnixDomainSocketEndPoint("socket"),
    };
}
