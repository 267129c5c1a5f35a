using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

/// <summary>Many datagrams from one buffer and into one, cut by Windows or one by one, and where datagrams came to.</summary>
public sealed class DatagramSegmentTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(2500)]
    public async Task One_buffer_arrives_as_datagrams_of_one_size_and_a_shorter_last_one(int length)
    {
        const int size = 1000;
        using DatagramSocket server = Bind(new DatagramSocketOptions { MaximumCoalescedSize = 16_000 });
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        var data = new byte[length];
        new Random(1).NextBytes(data);
        SentSegments sent = await client.SendSegmentsAsync(data, size, SocketAddressValue.From(server.LocalEndPoint));
        int count = Math.Max(1, (length + size - 1) / size);
        Assert.Equal((length, count, true), (sent.Length, sent.Count, sent.IsComplete));

        // Loopback keeps their order.
        var arrived = new byte[length];
        var (bytes, datagrams) = (0, 0);
        while (datagrams < count)
        {
            var buffer = new byte[16_000];
            ReceivedDatagram received = await server.ReceiveAsync(buffer).AsValueTask().AsTask().WaitAsync(Loopback.Patience);
            foreach (Memory<byte> segment in received.GetSegments(buffer))
            {
                Assert.Equal(Math.Min(size, length - bytes), segment.Length);
                segment.CopyTo(arrived.AsMemory(bytes));
                bytes += segment.Length;
                datagrams++;
            }
        }

        Assert.Equal(data, arrived);
    }

    [Fact]
    public async Task A_hundred_segments_go_to_the_connected_peer()
    {
        using DatagramSocket server = Bind(new DatagramSocketOptions());
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        client.Connect(server.LocalEndPoint);
        Task<int[]> receiving = Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await server.ReceiveAsync(new byte[64])).Length));
        SentSegments sent = await client.SendSegmentsAsync(new byte[100 * 64], 64);
        Assert.Equal((6400, 100, true), (sent.Length, sent.Count, sent.IsComplete));
        Assert.All(await receiving.WaitAsync(Loopback.Patience), length => Assert.Equal(64, length));
    }

    [Fact]
    public async Task Segments_that_are_too_long_to_be_sent_say_so()
    {
        using DatagramSocket socket = Bind(new DatagramSocketOptions());
        var failure = await Assert.ThrowsAsync<SocketException>(
            async () => await socket.SendSegmentsAsync(new byte[140_000], 70_000, SocketAddressValue.From(socket.LocalEndPoint)));
        Assert.Equal(SocketError.MessageSize, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    public async Task A_datagram_tells_the_address_it_came_to_with_and_without_a_control_buffer(int controlLength)
    {
        using DatagramSocket server = Bind(new DatagramSocketOptions { ReceivePacketInformation = true });
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        await client.SendAsync(new byte[3], SocketAddressValue.From(server.LocalEndPoint));
        ReceivedDatagram received = await server.ReceiveAsync(new byte[16], new byte[controlLength]).AsValueTask().AsTask().WaitAsync(Loopback.Patience);
        Assert.Equal(3, received.Length);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 0), received.LocalAddress.ToEndPoint());
        Assert.NotEqual(0, received.InterfaceIndex);
        Assert.Equal(controlLength == 0, received.ControlLength == 0);
    }

    [WinsockFact(Requires = WinsockFeature.IPv6)]
    public async Task A_datagram_over_IPv6_tells_the_address_it_came_to()
    {
        using DatagramSocket server = DatagramSocket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0), new DatagramSocketOptions { ReceivePacketInformation = true });
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetworkV6);
        await client.SendAsync(new byte[3], SocketAddressValue.From(server.LocalEndPoint));
        ReceivedDatagram received = await server.ReceiveAsync(new byte[16]).AsValueTask().AsTask().WaitAsync(Loopback.Patience);
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 0), received.LocalAddress.ToEndPoint());
    }

    private static DatagramSocket Bind(DatagramSocketOptions options) => DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), options);
}
