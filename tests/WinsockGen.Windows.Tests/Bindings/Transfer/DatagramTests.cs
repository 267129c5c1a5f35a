using System;
using System.Text;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Transfer;

/// <summary>Datagrams, and what is cut off from them.</summary>
public sealed unsafe class DatagramTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.sendto), nameof(Ws2.recvfrom))]
    public void The_sender_is_told_with_the_length_of_its_address()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = BoundDatagram(out var source);
        var buffer = new byte[16];
        var from = new byte[sizeof(Ws2.SOCKADDR_STORAGE)];

        Assert.Equal(4, Ws2.sendto(sender, "ping"u8, 0, destination));

        Assert.Equal(4, Ws2.recvfrom(receiver, buffer, 0, from, out var length));
        Assert.Equal(source, from[..length]);
        Assert.Equal("ping", Encoding.ASCII.GetString(buffer, 0, 4));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.recvfrom), nameof(Ws2.recv))]
    public void What_does_not_fit_is_lost_and_an_error()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = Datagram();
        var buffer = new byte[2];
        Ws2.sendto(sender, "ping"u8, 0, destination);
        Ws2.sendto(sender, "pong"u8, 0, destination);

        AssertError(Ws2.WSAEMSGSIZE, () => Ws2.recvfrom(receiver, buffer, 0, new byte[16], out _));
        Assert.Equal("pi"u8, buffer);

        AssertError(Ws2.WSAEMSGSIZE, () => Ws2.recv(receiver, buffer, 0));
        Assert.Equal("po"u8, buffer);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.recv), nameof(Ws2.send))]
    public void An_empty_datagram_is_one()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = Datagram();
        Ws2.connect(sender, destination);

        Assert.Equal(0, Ws2.send(sender, [], 0));
        Assert.Equal(1, Ws2.send(sender, "1"u8, 0));

        Assert.Equal(0, Ws2.recv(receiver, new byte[1], 0));
        Assert.Equal(1, Ws2.recv(receiver, new byte[1], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.sendto), nameof(Ws2.getsockopt))]
    public void A_datagram_that_is_too_large_is_not_sent()
    {
        var sender = Datagram();
        BoundDatagram(out var destination);
        var largest = new byte[4];
        Ws2.getsockopt(sender, Ws2.SOL_SOCKET, Ws2.SO_MAX_MSG_SIZE, largest, out _);

        Assert.Equal(65507, BitConverter.ToInt32(largest));
        AssertError(Ws2.WSAEMSGSIZE, () => Ws2.sendto(sender, new byte[65508], 0, destination));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSASendTo), nameof(Ws2.WSARecvFrom))]
    public void Datagrams_are_gathered_and_scattered()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = BoundDatagram(out var source);
        var received = stackalloc byte[6];
        var from = new byte[16];
        var flags = 0u;

        fixed (byte* first = "pi"u8)
        fixed (byte* second = "ng"u8)
            Ws2.WSASendTo(sender, [new() { buf = first, len = 2 }, new() { buf = second, len = 2 }], out _, 0, destination);
        Ws2.WSARecvFrom(
            receiver, [new() { buf = received, len = 1 }, new() { buf = received + 1, len = 5 }], out var count, ref flags, from, out var length);

        Assert.Equal((4u, 0u, 16), (count, flags, length));
        Assert.Equal("ping", Encoding.ASCII.GetString(received, 4));
        Assert.Equal(source, from);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSARecvFrom))]
    public void WSARecvFrom_says_that_the_rest_is_lost()
    {
        var receiver = BoundDatagram(out var destination);
        Ws2.sendto(Datagram(), "ping"u8, 0, destination);
        var bytes = stackalloc byte[2];
        var buffer = new Ws2.WSABUF { buf = bytes, len = 2 };
        uint count, flags = 0;

        AssertError(Ws2.WSAEMSGSIZE, Ws2.WSARecvFrom(Raw(receiver), &buffer, 1, &count, &flags, null, null, null, null));

        Assert.Equal("pi", Encoding.ASCII.GetString(bytes, 2));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.connect), nameof(Ws2.send), nameof(Ws2.getpeername))]
    public void A_connected_datagram_socket_has_a_peer()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = Datagram();
        var peer = new byte[16];

        Ws2.connect(sender, destination);
        Assert.Equal(4, Ws2.send(sender, "ping"u8, 0));

        Ws2.getpeername(sender, peer, out _);
        Assert.Equal(destination, peer);
        Assert.Equal(4, Ws2.recv(receiver, new byte[4], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSASendMsg))]
    public void WSASendMsg_sends_a_message_with_its_destination()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = Datagram();
        var received = new byte[16];

        fixed (byte* address = destination)
        fixed (byte* text = "ping"u8)
        {
            var buffer = new Ws2.WSABUF { buf = text, len = 4 };
            var message = new Ws2.WSAMSG { name = (Ws2.SOCKADDR*)address, namelen = destination.Length, lpBuffers = &buffer, dwBufferCount = 1 };
            Ws2.WSASendMsg(sender, in message, 0, out var sent);
            Assert.Equal(4u, sent);
        }

        Assert.Equal(4, Ws2.recv(receiver, received, 0));
        Assert.Equal("ping"u8, received.AsSpan(0, 4));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.WSARecvMsg), nameof(Ws2.setsockopt))]
    public void WSARecvMsg_tells_where_a_datagram_was_sent_to()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = BoundDatagram(out var source);
        Ws2.setsockopt(receiver, Ws2.IPPROTO_IP, Ws2.IP_PKTINFO, BitConverter.GetBytes(1));
        Ws2.sendto(sender, "ping"u8, 0, destination);
        var bytes = stackalloc byte[16];
        var control = stackalloc byte[128];
        Ws2.SOCKADDR_IN from;
        var buffer = new Ws2.WSABUF { buf = bytes, len = 16 };
        var message = new Ws2.WSAMSG
        {
            name = (Ws2.SOCKADDR*)&from,
            namelen = sizeof(Ws2.SOCKADDR_IN),
            lpBuffers = &buffer,
            dwBufferCount = 1,
            Control = new Ws2.WSABUF { buf = control, len = 128 },
        };
        uint count;

        Assert.Equal(0, Ws2.ExtensionFunctions.Load(Raw(receiver)).WSARecvMsg(Raw(receiver), &message, &count, null, null));

        Assert.Equal((4u, 0u, 16), (count, message.dwFlags, message.namelen));
        Assert.Equal(source, new ReadOnlySpan<byte>(&from, sizeof(Ws2.SOCKADDR_IN)).ToArray());
        var header = Ws2.WSA_CMSG_FIRSTHDR(&message);
        Assert.Equal((Ws2.IPPROTO_IP, Ws2.IP_PKTINFO), (header->cmsg_level, header->cmsg_type));
        Assert.Equal(Ws2.WSA_CMSG_LEN((nuint)sizeof(Ws2.IN_PKTINFO)), header->cmsg_len);
        Assert.Equal(0x0100007Fu, ((Ws2.IN_PKTINFO*)Ws2.WSA_CMSG_DATA(header))->ipi_addr.S_un.S_addr);
        Assert.True(Ws2.WSA_CMSG_NXTHDR(&message, header) == null);
    }
}
