using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.ControlMessages;

/// <summary>A test that sends and receives datagrams with control messages, through the bindings alone.</summary>
public abstract unsafe class ControlMessageTest : SocketTest
{
    /// <summary>What a header and the data of any message here have room in.</summary>
    protected const int ControlRoom = 256;

    /// <summary>A datagram socket on the loopback.</summary>
    protected SafeSocketHandle Bound(bool isIPv6, out byte[] address)
    {
        var socket = Keep(Ws2.WSASocketW(isIPv6 ? Ws2.AF_INET6 : Ws2.AF_INET, Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP, null, 0, Ws2.WSA_FLAG_OVERLAPPED));
        var any = new IPEndPoint(isIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, 0).Serialize();
        Ws2.bind(socket, any.Buffer.Span[..any.Size]);
        address = new byte[any.Size];
        Ws2.getsockname(socket, address, out _);
        return socket;
    }

    /// <summary>Sends with control messages.</summary>
    protected static void Send(SafeSocketHandle socket, ReadOnlySpan<byte> data, byte[] to, ReadOnlySpan<byte> control)
    {
        fixed (byte* dataBytes = data)
        fixed (byte* address = to)
        fixed (byte* controlBytes = control)
        {
            var buffer = new Ws2.WSABUF { buf = dataBytes, len = (uint)data.Length };
            var message = new Ws2.WSAMSG
            {
                name = (Ws2.SOCKADDR*)address,
                namelen = to.Length,
                lpBuffers = &buffer,
                dwBufferCount = 1,
                Control = new Ws2.WSABUF { buf = controlBytes, len = (uint)control.Length },
            };
            Ws2.WSASendMsg(socket, in message, 0, out _);
        }
    }

    /// <summary>Receives a datagram with its control messages.</summary>
    protected static (byte[] Data, byte[] Control, uint Flags) Receive(SafeSocketHandle socket, int controlRoom = ControlRoom)
    {
        var data = stackalloc byte[64];
        var control = stackalloc byte[ControlRoom];
        var buffer = new Ws2.WSABUF { buf = data, len = 64 };
        var message = new Ws2.WSAMSG
        {
            lpBuffers = &buffer,
            dwBufferCount = 1,
            Control = new Ws2.WSABUF { buf = control, len = (uint)controlRoom },
        };
        uint count = 0;
        var result = Ws2.ExtensionFunctions.Load(Raw(socket)).WSARecvMsg(Raw(socket), &message, &count, null, null);
        if (result != 0)
            Assert.Equal(Ws2.WSAEMSGSIZE, Ws2.WSAGetLastError());
        return (
            new ReadOnlySpan<byte>(data, (int)count).ToArray(),
            new ReadOnlySpan<byte>(control, (int)Math.Min(message.Control.len, (uint)controlRoom)).ToArray(),
            message.dwFlags);
    }

    /// <summary>What WSA_CMSG_FIRSTHDR and WSA_CMSG_NXTHDR of the bindings find.</summary>
    protected static List<(int Level, int Type, string Data)> WalkByMacros(byte[] control)
    {
        var messages = new List<(int, int, string)>();
        fixed (byte* bytes = control)
        {
            var message = new Ws2.WSAMSG { Control = new Ws2.WSABUF { buf = bytes, len = (uint)control.Length } };
            for (var header = Ws2.WSA_CMSG_FIRSTHDR(&message); header != null; header = Ws2.WSA_CMSG_NXTHDR(&message, header))
            {
                var length = (int)(header->cmsg_len - Ws2.WSA_CMSG_LEN(0));
                messages.Add((header->cmsg_level, header->cmsg_type, Convert.ToHexString(new ReadOnlySpan<byte>(Ws2.WSA_CMSG_DATA(header), length))));
            }
        }

        return messages;
    }

    /// <summary>What the emitted reader finds.</summary>
    protected static List<(int Level, int Type, string Data)> WalkByReader(byte[] control)
    {
        var messages = new List<(int, int, string)>();
        foreach (var message in new Options.AllOptions.ControlMessageReader(control))
            messages.Add((message.Level, message.Type, Convert.ToHexString(message.Data)));
        return messages;
    }
}
