using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class DatagramTests
{
    private const int IPLevel = 0;
    private const int IPPacketInformation = 19;

    [Fact]
    public Task Datagrams_of_many_lengths_come_back_over_IPv4() => EchoAsync(IPAddress.Loopback);

    [WinsockFact(Requires = WinsockFeature.IPv6)]
    public Task Datagrams_of_many_lengths_come_back_over_IPv6() => EchoAsync(IPAddress.IPv6Loopback);

    [Fact]
    public async Task Sixteen_clients_with_many_outstanding_receives_all_get_their_answers()
    {
        const int clients = 16;
        const int rounds = 50;
        using DatagramSocket server = Bind();
        Task[] echoes = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => EchoUntilDisposedAsync(server)))];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(() => TalkAsync(server.LocalEndPoint, rounds, (byte)i)))).WaitAsync(Loopback.Patience);
        server.Dispose();
        await Task.WhenAll(echoes).WaitAsync(Loopback.Patience);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_datagram_that_is_too_long_is_truncated_and_the_next_one_is_whole(bool isThereAlready, bool withControl)
    {
        using DatagramSocket server = Bind();
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        SocketAddressValue to = SocketAddressValue.From(server.LocalEndPoint);
        var data = new byte[4];
        byte[] control = withControl ? new byte[64] : [];
        Task<ReceivedDatagram>? receiving = isThereAlready ? null : Start(server.ReceiveAsync(data, control));
        await client.SendAsync(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, to);
        if (isThereAlready)
        {
            await WaitForDatagramAsync(server);
            receiving = Start(server.ReceiveAsync(data, control));
        }

        ReceivedDatagram received = await receiving!.WaitAsync(Loopback.Patience);
        Assert.Equal((4, true, false), (received.Length, received.IsTruncated, received.IsControlTruncated));
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, data);
        Assert.Equal(client.LocalEndPoint, new IPEndPoint(IPAddress.Any, ((IPEndPoint)received.Sender.ToEndPoint()).Port));

        await client.SendAsync(new byte[] { 9 }, to);
        received = await server.ReceiveAsync(data, control).AsValueTask().AsTask().WaitAsync(Loopback.Patience);
        Assert.Equal((1, false), (received.Length, received.IsTruncated));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Packet_information_comes_as_a_control_message(bool isThereAlready)
    {
        using DatagramSocket server = Bind();
        server.SetRawSocketOption(IPLevel, IPPacketInformation, BitConverter.GetBytes(1));
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        var control = new byte[128];
        Task<ReceivedDatagram>? receiving = isThereAlready ? null : Start(server.ReceiveAsync(new byte[16], control));
        await client.SendAsync(new byte[3], SocketAddressValue.From(server.LocalEndPoint));
        if (isThereAlready)
        {
            await WaitForDatagramAsync(server);
            receiving = Start(server.ReceiveAsync(new byte[16], control));
        }

        ReceivedDatagram received = await receiving!.WaitAsync(Loopback.Patience);
        Assert.Equal((3, false, false), (received.Length, received.IsTruncated, received.IsControlTruncated));

        // WSACMSGHDR: length (SIZE_T), level, type; then IN_PKTINFO: address, interface index.
        Assert.InRange(received.ControlLength, nint.Size + 8 + 8, control.Length);
        Assert.Equal(IPLevel, BitConverter.ToInt32(control, nint.Size));
        Assert.Equal(IPPacketInformation, BitConverter.ToInt32(control, nint.Size + 4));
        Assert.Equal(IPAddress.Loopback, new IPAddress(control.AsSpan(nint.Size + 8, 4)));
    }

    [Fact]
    public async Task A_control_buffer_that_is_too_short_is_said_to_be()
    {
        using DatagramSocket server = Bind();
        server.SetRawSocketOption(IPLevel, IPPacketInformation, BitConverter.GetBytes(1));
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        Task<ReceivedDatagram> receiving = Start(server.ReceiveAsync(new byte[16], new byte[8]));
        await client.SendAsync(new byte[3], SocketAddressValue.From(server.LocalEndPoint));
        ReceivedDatagram received = await receiving.WaitAsync(Loopback.Patience);
        Assert.Equal((3, true), (received.Length, received.IsControlTruncated));
        Assert.InRange(received.ControlLength, 0, 8);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_does_not_end_a_receive()
    {
        using DatagramSocket server = Bind();
        EndPoint nobody;
        using (DatagramSocket closed = Bind())
            nobody = closed.LocalEndPoint;
        Task<ReceivedDatagram> receiving = Start(server.ReceiveAsync(new byte[16]));
        for (int i = 0; i < 5; i++)
            await server.SendAsync(new byte[1], SocketAddressValue.From(nobody));
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        await client.SendAsync(new byte[7], SocketAddressValue.From(server.LocalEndPoint));
        Assert.Equal(7, (await receiving.WaitAsync(Loopback.Patience)).Length);
    }

    [Fact]
    public async Task A_connected_socket_needs_no_address_and_hears_its_peer_only()
    {
        using DatagramSocket server = Bind();
        using DatagramSocket client = Bind();
        client.Connect(server.LocalEndPoint);
        Assert.Equal(server.LocalEndPoint, client.RemoteEndPoint);
        Task<ReceivedDatagram> receiving = Start(client.ReceiveAsync(new byte[16]));
        using (DatagramSocket stranger = DatagramSocket.Open(AddressFamily.InterNetwork))
            await stranger.SendAsync(new byte[9], SocketAddressValue.From(client.LocalEndPoint));
        Assert.Equal(2, await client.SendAsync(new byte[2]));
        ReceivedDatagram question = await Start(server.ReceiveAsync(new byte[16])).WaitAsync(Loopback.Patience);
        Assert.Equal(client.LocalEndPoint, question.Sender.ToEndPoint());
        await server.SendAsync(new byte[5], question.Sender);
        Assert.Equal(5, (await receiving.WaitAsync(Loopback.Patience)).Length);
    }

    [Fact]
    public async Task Only_the_receive_whose_token_is_cancelled_ends()
    {
        using DatagramSocket server = Bind();
        using var cancellation = new CancellationTokenSource();
        Task<ReceivedDatagram> first = Start(server.ReceiveAsync(new byte[4]));
        Task<ReceivedDatagram> second = Start(server.ReceiveAsync(new byte[4], default, cancellation.Token));
        cancellation.Cancel();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Loopback.Patience));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        await client.SendAsync(new byte[2], SocketAddressValue.From(server.LocalEndPoint));
        Assert.Equal(2, (await first.WaitAsync(Loopback.Patience)).Length);
    }

    [Fact]
    public async Task Disposing_a_socket_ends_all_of_its_receives()
    {
        DatagramSocket server = Bind();
        Task<ReceivedDatagram>[] receiving = [.. Enumerable.Range(0, 20).Select(i => Start(server.ReceiveAsync(new byte[4], new byte[i % 2 * 64])))];
        server.Dispose();
        foreach (Task<ReceivedDatagram> task in receiving)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => task.WaitAsync(Loopback.Patience));
    }

    [Fact]
    public async Task A_dispose_that_races_with_sends_and_receives_ends_them_all()
    {
        for (int round = 0; round < 20; round++)
        {
            DatagramSocket server = Bind();
            SocketAddressValue self = SocketAddressValue.From(server.LocalEndPoint);
            var work = new List<Task>();
            for (int i = 0; i < 3; i++)
            {
                work.Add(Task.Run(() => EchoUntilDisposedAsync(server)));
                work.Add(Task.Run(async () => await UntilDisposedAsync(async () => await server.SendAsync(new byte[100], self))));
            }

            await Task.Delay(round % 4);
            server.Dispose();
            await Task.WhenAll(work).WaitAsync(Loopback.Patience);
        }
    }

    [Fact]
    public void A_port_that_is_in_use_says_so()
    {
        using DatagramSocket socket = Bind();
        var failure = Assert.Throws<SocketException>(() => DatagramSocket.Bind(socket.LocalEndPoint));
        Assert.Contains(failure.SocketErrorCode, new[] { SocketError.AddressAlreadyInUse, SocketError.AccessDenied });
    }

    [Fact]
    public async Task A_datagram_that_is_too_long_to_be_sent_says_so()
    {
        using DatagramSocket socket = Bind();
        var failure = await Assert.ThrowsAsync<SocketException>(async () => await socket.SendAsync(new byte[70_000], SocketAddressValue.From(socket.LocalEndPoint)));
        Assert.Equal(SocketError.MessageSize, failure.SocketErrorCode);
    }

    [WinsockFact(Requires = WinsockFeature.MulticastInterface)]
    public async Task A_member_of_a_group_receives_what_is_sent_to_it()
    {
        using DatagramSocket member = DatagramSocket.Bind(new IPEndPoint(IPAddress.Any, 0));
        var group = new MulticastGroup(IPAddress.Parse("239.255.17.4"));
        member.Join(group);
        using DatagramSocket sender = DatagramSocket.Open(AddressFamily.InterNetwork);
        var port = ((IPEndPoint)member.LocalEndPoint).Port;
        Task<ReceivedDatagram> receiving = Start(member.ReceiveAsync(new byte[16]));
        await sender.SendAsync(new byte[6], SocketAddressValue.From(new IPEndPoint(group.Address, port)));
        Assert.Equal(6, (await receiving.WaitAsync(Loopback.Patience)).Length);
        member.Leave(group);
        Assert.Throws<SocketException>(() => member.Leave(group));
    }

    private static DatagramSocket Bind() => DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private static Task<ReceivedDatagram> Start(SocketOperation<ReceivedDatagram> operation) => operation.AsValueTask().AsTask();

    /// <summary>Waits until a datagram is there, so that a receive completes at once.</summary>
    private static async Task WaitForDatagramAsync(DatagramSocket socket)
    {
        const uint bytesToRead = 0x4004667F; // FIONREAD
        var count = new byte[4];
        for (int i = 0; i < 200; i++)
        {
            socket.IOControl(bytesToRead, [], count);
            if (BinaryPrimitives.ReadInt32LittleEndian(count) != 0)
                return;
            await Task.Delay(10);
        }

        Assert.Fail("The datagram did not arrive.");
    }

    private static async Task EchoAsync(IPAddress address)
    {
        using DatagramSocket server = DatagramSocket.Bind(new IPEndPoint(address, 0));
        using DatagramSocket client = DatagramSocket.Open(address.AddressFamily);
        Task echo = EchoUntilDisposedAsync(server);
        SocketAddressValue to = SocketAddressValue.From(server.LocalEndPoint);
        var random = new Random(1);
        foreach (int length in new[] { 0, 1, 64, 1400, 8000, 60_000 })
        {
            var message = new byte[length];
            random.NextBytes(message);
            var answer = new byte[65_536];
            Assert.Equal(length, await client.SendAsync(message, to));
            ReceivedDatagram received = await Start(client.ReceiveAsync(answer)).WaitAsync(Loopback.Patience);
            Assert.Equal(to, received.Sender);
            Assert.True(message.AsSpan().SequenceEqual(answer.AsSpan(0, received.Length)));
        }

        server.Dispose();
        await echo.WaitAsync(Loopback.Patience);
    }

    private static async Task TalkAsync(EndPoint server, int rounds, byte index)
    {
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        SocketAddressValue to = SocketAddressValue.From(server);
        var message = new byte[64];
        message.AsSpan().Fill(index);
        var answer = new byte[64];
        for (int i = 0; i < rounds; i++)
        {
            await client.SendAsync(message, to);
            ReceivedDatagram received = await client.ReceiveAsync(answer);
            Assert.Equal(64, received.Length);
            Assert.True(message.AsSpan().SequenceEqual(answer));
        }
    }

    private static Task EchoUntilDisposedAsync(DatagramSocket socket)
    {
        var buffer = new byte[65_536];
        return UntilDisposedAsync(async () =>
        {
            ReceivedDatagram received = await socket.ReceiveAsync(buffer);
            await socket.SendAsync(buffer.AsMemory(0, received.Length), received.Sender);
        });
    }

    private static async Task UntilDisposedAsync(Func<Task> step)
    {
        try
        {
            while (true)
                await step();
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
