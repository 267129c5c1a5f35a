using System;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Overlapped;

/// <summary>The functions of mswsock and those that a provider hands out.</summary>
public sealed unsafe class ExtensionFunctionTests : SocketTest
{
    // AcceptEx wants room for the largest address and 16 bytes more, for each of the two.
    private const int AddressSpace = 16 + 16;

    [WinsockFact]
    [Calls(nameof(Ws2.AcceptEx), nameof(Ws2.GetAcceptExSockaddrs), nameof(Ws2.setsockopt), nameof(Ws2.getpeername))]
    public void AcceptEx_brings_the_first_bytes_and_both_addresses()
    {
        var listener = Listen(out var address);
        var accepted = Stream();
        var client = Stream();
        using var accept = new Operation();
        uint count, flags;

        Assert.Equal(0, Ws2.AcceptEx(Raw(listener), Raw(accepted), accept.Bytes, 8, AddressSpace, AddressSpace, &count, accept.Overlapped));
        Assert.Equal(Ws2.WSA_IO_PENDING, Marshal.GetLastWin32Error());
        Ws2.connect(client, address);
        Assert.False(accept.Wait(20), "completed before the first byte");
        Ws2.send(client, "ping"u8, 0);
        Assert.True(accept.Wait(Patience));

        Ws2.WSAGetOverlappedResult(listener, accept.Overlapped, out count, fWait: false, out flags);
        Ws2.GetAcceptExSockaddrs(accept.Bytes, 8, AddressSpace, AddressSpace, out var local, out var localLength, out var remote, out var remoteLength);
        Assert.Equal((4u, 16, 16), (count, localLength, remoteLength));
        Assert.Equal("ping", Encoding.ASCII.GetString(accept.Bytes, 4));
        Assert.Equal(address, new ReadOnlySpan<byte>(local, 16).ToArray());
        UpdateAcceptContext(accepted, listener);
        var peer = new byte[16];
        Ws2.getpeername(accepted, peer, out _);
        Assert.Equal(peer, new ReadOnlySpan<byte>(remote, 16).ToArray());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.AcceptEx), nameof(Ws2.ExtensionFunctions.GetAcceptExSockaddrs))]
    public void The_providers_own_AcceptEx_does_the_same()
    {
        var listener = Listen(out var address);
        var accepted = Stream();
        var client = Stream();
        var functions = Ws2.ExtensionFunctions.Load(Raw(listener));
        using var accept = new Operation();
        uint count;
        Ws2.SOCKADDR* local, remote;
        int localLength, remoteLength;

        Assert.Equal(0, functions.AcceptEx(Raw(listener), Raw(accepted), accept.Bytes, 0, AddressSpace, AddressSpace, &count, accept.Overlapped));
        Assert.Equal(Ws2.WSA_IO_PENDING, Ws2.WSAGetLastError());
        Ws2.connect(client, address);
        Assert.True(accept.Wait(Patience));

        functions.GetAcceptExSockaddrs(accept.Bytes, 0, AddressSpace, AddressSpace, &local, &localLength, &remote, &remoteLength);
        Assert.Equal(address, new ReadOnlySpan<byte>(local, localLength).ToArray());
        Assert.Equal(LocalAddress(client), new ReadOnlySpan<byte>(remote, remoteLength).ToArray());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.ConnectEx), nameof(Ws2.setsockopt), nameof(Ws2.getsockopt))]
    public void ConnectEx_connects_a_bound_socket_and_sends()
    {
        var listener = Listen(out var address);
        var client = Stream();
        var functions = Ws2.ExtensionFunctions.Load(Raw(client));
        using var connect = new Operation();
        "hello"u8.CopyTo(new Span<byte>(connect.Bytes, 5));

        fixed (byte* name = address)
        {
            Assert.Equal(0, functions.ConnectEx(Raw(client), (Ws2.SOCKADDR*)name, 16, null, 0, null, connect.Overlapped));
            Assert.Equal(Ws2.WSAEINVAL, Ws2.WSAGetLastError());
            Bind(client);
            var done = functions.ConnectEx(Raw(client), (Ws2.SOCKADDR*)name, 16, connect.Bytes, 5, null, connect.Overlapped);
            Assert.True(done != 0 || Ws2.WSAGetLastError() == Ws2.WSA_IO_PENDING);
            Assert.True(connect.Wait(Patience));
        }

        Ws2.WSAGetOverlappedResult(client, connect.Overlapped, out var count, fWait: false, out _);
        Assert.Equal(5u, count);
        Assert.Equal(0, Ws2.setsockopt(client, Ws2.SOL_SOCKET, Ws2.SO_UPDATE_CONNECT_CONTEXT, []));
        var seconds = new byte[4];
        Ws2.getsockopt(client, Ws2.SOL_SOCKET, Ws2.SO_CONNECT_TIME, seconds, out _);
        Assert.InRange(BitConverter.ToInt32(seconds), 0, Patience / 1000);
        var received = new byte[5];
        Fill(Keep(Ws2.accept(listener, new byte[16], out _)), received);
        Assert.Equal("hello"u8, received);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.ConnectEx), nameof(Ws2.WSAGetOverlappedResult))]
    public void ConnectEx_where_nobody_listens_completes_as_refused()
    {
        BoundDatagram(out var onlyDatagrams);
        var client = Stream();
        Bind(client);
        using var connect = new Operation();
        uint count, flags;

        fixed (byte* name = onlyDatagrams)
        {
            Assert.Equal(0, Ws2.ExtensionFunctions.Load(Raw(client)).ConnectEx(Raw(client), (Ws2.SOCKADDR*)name, 16, null, 0, null, connect.Overlapped));
            Assert.Equal(Ws2.WSA_IO_PENDING, Ws2.WSAGetLastError());
            Assert.True(connect.Wait(Patience));
        }

        Assert.Equal(0, Ws2.WSAGetOverlappedResult(Raw(client), connect.Overlapped, &count, 0, &flags));
        Assert.Equal(Ws2.WSAECONNREFUSED, Marshal.GetLastWin32Error());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.DisconnectEx), nameof(Ws2.recv))]
    public void DisconnectEx_ends_the_stream()
    {
        var (client, server) = Connect();

        Assert.Equal(1, Ws2.ExtensionFunctions.Load(Raw(client)).DisconnectEx(Raw(client), null, 0, 0));

        Assert.Equal(0, Ws2.recv(server, new byte[1], 0));
    }

    [WinsockTheory]
    [InlineData(false)]
    [InlineData(true)]
    [Calls(nameof(Ws2.TransmitFile), nameof(Ws2.ExtensionFunctions.TransmitFile))]
    public void TransmitFile_sends_a_file_between_a_head_and_a_tail(bool byPointer)
    {
        var (client, server) = Connect();
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, "file"u8);
        using var file = File.OpenHandle(path, options: FileOptions.DeleteOnClose);
        var received = new byte["[file]".Length];

        fixed (byte* head = "["u8)
        fixed (byte* tail = "]"u8)
        {
            var around = new Ws2.TRANSMIT_FILE_BUFFERS { Head = head, HeadLength = 1, Tail = tail, TailLength = 1 };
            if (byPointer)
                Assert.Equal(1, Ws2.ExtensionFunctions.Load(Raw(client)).TransmitFile(Raw(client), file.DangerousGetHandle(), 0, 0, null, &around, 0));
            else
                Ws2.TransmitFile(client, file.DangerousGetHandle(), 0, 0, around, 0);
        }

        Fill(server, received);
        Assert.Equal("[file]"u8, received);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.WSASendMsg))]
    public void The_providers_own_WSASendMsg_sends_a_message()
    {
        var receiver = BoundDatagram(out var destination);
        var sender = Datagram();
        uint sent;

        fixed (byte* name = destination)
        fixed (byte* text = "ping"u8)
        {
            var buffer = new Ws2.WSABUF { buf = text, len = 4 };
            var message = new Ws2.WSAMSG { name = (Ws2.SOCKADDR*)name, namelen = 16, lpBuffers = &buffer, dwBufferCount = 1 };
            Assert.Equal(0, Ws2.ExtensionFunctions.Load(Raw(sender)).WSASendMsg(Raw(sender), &message, 0, &sent, null, null));
        }

        Assert.Equal(4u, sent);
        Assert.Equal(4, Ws2.recv(receiver, new byte[16], 0));
    }

    [WinsockFact(Requires = WinsockFeature.TransmitPackets)]
    [Calls(nameof(Ws2.ExtensionFunctions.TransmitPackets))]
    public void TransmitPackets_sends_pieces_of_memory()
    {
        var (client, server) = Connect();
        var received = new byte[4];

        fixed (byte* first = "pi"u8)
        fixed (byte* second = "ng"u8)
        {
            var elements = stackalloc Ws2.TRANSMIT_PACKETS_ELEMENT[2];
            elements[0] = new() { dwElFlags = Ws2.TP_ELEMENT_MEMORY, cLength = 2, pBuffer = first };
            elements[1] = new() { dwElFlags = Ws2.TP_ELEMENT_MEMORY, cLength = 2, pBuffer = second };
            Assert.Equal(1, Ws2.ExtensionFunctions.Load(Raw(client)).TransmitPackets(Raw(client), elements, 2, 0, null, 0));
        }

        Fill(server, received);
        Assert.Equal("ping"u8, received);
    }

    private static void UpdateAcceptContext(SafeSocketHandle accepted, SafeSocketHandle listener) =>
        Assert.Equal(0, Ws2.setsockopt(accepted, Ws2.SOL_SOCKET, Ws2.SO_UPDATE_ACCEPT_CONTEXT, BitConverter.GetBytes(listener.DangerousGetHandle())));

    private static byte[] LocalAddress(SafeHandle socket)
    {
        var address = new byte[16];
        Ws2.getsockname(socket, address, out _);
        return address;
    }
}
