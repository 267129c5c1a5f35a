using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

/// <summary>Sockets of the BCL that become the runtime's, and the other way round.</summary>
public sealed class SocketInteropTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_of_the_BCL_goes_on_as_a_StreamSocket(bool blocking)
    {
        using StreamListener listener = Loopback.Listen();
        var accepting = listener.AcceptAsync().AsValueTask().AsTask();
        using var socket = Connect(listener);
        socket.NoDelay = true;
        socket.Blocking = blocking;
        EndPoint local = socket.LocalEndPoint!;
        Task echo = Loopback.EchoAsync(await accepting.WaitAsync(Loopback.Patience));
        using (StreamSocket stream = StreamSocket.FromSocket(socket))
        {
            Assert.Throws<ObjectDisposedException>(() => socket.Send(new byte[1]));
            Assert.Equal(local, stream.LocalEndPoint);
            var option = new byte[4];
            stream.GetRawSocketOption((int)SocketOptionLevel.Tcp, (int)SocketOptionName.NoDelay, option);
            Assert.NotEqual(0, option[0]);
            await SayAsync(stream);

            // The Socket has nothing left to close.
            socket.Dispose();
            await SayAsync(stream);
        }

        await echo.WaitAsync(Loopback.Patience);
    }

    [Fact]
    public async Task A_connection_that_the_BCL_has_used_asynchronously_is_refused_and_stays_usable()
    {
        using StreamListener listener = Loopback.Listen();
        var accepting = listener.AcceptAsync().AsValueTask().AsTask();
        using var socket = Connect(listener);
        using StreamSocket peer = await accepting.WaitAsync(Loopback.Patience);
        Task<int> receiving = socket.ReceiveAsync(new byte[1]);
        await peer.SendAsync(new byte[] { 1 });
        Assert.Equal(1, await receiving.WaitAsync(Loopback.Patience));

        Assert.Throws<InvalidOperationException>(() => StreamSocket.FromSocket(socket));
        Assert.Equal(1, socket.Send(new byte[] { 2 }));
        var buffer = new byte[1];
        await Loopback.ReceiveExactlyAsync(peer, buffer);
        Assert.Equal(2, buffer[0]);
    }

    [Fact]
    public void A_socket_of_another_type_is_refused_and_so_is_one_that_is_not_connected()
    {
        using var stream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Assert.Throws<ArgumentException>(() => StreamSocket.FromSocket(datagrams));
        Assert.Throws<ArgumentException>(() => DatagramSocket.FromSocket(stream));
        Assert.Throws<InvalidOperationException>(() => StreamSocket.FromSocket(stream));
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        stream.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    [Fact]
    public async Task Datagrams_go_on_in_both_directions_of_the_change()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        DatagramSocket datagrams = DatagramSocket.FromSocket(socket);
        using DatagramSocket sender = DatagramSocket.Open(AddressFamily.InterNetwork);
        SocketAddressValue to = SocketAddressValue.From(datagrams.LocalEndPoint);
        await sender.SendAsync(new byte[] { 1, 2 }, to);
        Assert.Equal(2, (await datagrams.ReceiveAsync(new byte[8])).Length);

        var pending = datagrams.ReceiveAsync(new byte[8]).AsValueTask().AsTask();
        Assert.Throws<InvalidOperationException>(() => datagrams.ToSocket());
        await sender.SendAsync(new byte[] { 1, 2, 3 }, to);
        Assert.Equal(3, (await pending.WaitAsync(Loopback.Patience)).Length);

        using Socket back = datagrams.ToSocket();
        back.ReceiveTimeout = (int)Loopback.Patience.TotalMilliseconds;
        await sender.SendAsync(new byte[4], to);
        Assert.Equal(4, back.Receive(new byte[8]));
    }

    [Fact]
    public async Task A_StreamSocket_goes_on_as_a_Socket_for_synchronous_use()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        await client.SendAsync(new byte[] { 1 });
        Assert.Equal(1, await server.ReceiveAsync(new byte[8]));

        using Socket socket = server.ToSocket();
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => server.ReceiveAsync(new byte[1]));
        Assert.True(socket.Blocking);
        Assert.True(socket.Connected);
        socket.ReceiveTimeout = (int)Loopback.Patience.TotalMilliseconds;
        await client.SendAsync(new byte[] { 2, 3 });
        Assert.Equal(2, socket.Receive(new byte[8]));
        Assert.Equal(1, socket.Send(new byte[] { 4 }));
        Assert.Equal(1, await client.ReceiveAsync(new byte[8]));

        // Its port is the loop's.
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => socket.ReceiveAsync(new byte[1]).WaitAsync(Loopback.Patience));
        Assert.IsNotType<TimeoutException>(failure);
        socket.Dispose();
        Assert.Equal(0, await client.ReceiveAsync(new byte[8]));
        client.Dispose();
    }

    [Fact]
    public async Task A_connection_that_came_from_a_Socket_and_went_to_another_does_not_come_back()
    {
        using StreamListener listener = Loopback.Listen();
        var accepting = listener.AcceptAsync().AsValueTask().AsTask();
        using var socket = Connect(listener);
        using StreamSocket peer = await accepting.WaitAsync(Loopback.Patience);
        using Socket second = StreamSocket.FromSocket(socket).ToSocket();
        Assert.Throws<InvalidOperationException>(() => StreamSocket.FromSocket(second));
        Assert.Equal(1, second.Send(new byte[1]));
        Assert.Equal(1, await peer.ReceiveAsync(new byte[8]));
    }

    private static Socket Connect(StreamListener listener)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndPoint);
        return socket;
    }

    private static async Task SayAsync(StreamSocket stream)
    {
        byte[] said = [1, 2, 3, 4];
        var heard = new byte[said.Length];
        await stream.SendAsync(said);
        await Loopback.ReceiveExactlyAsync(stream, heard);
        Assert.Equal(said, heard);
    }
}
