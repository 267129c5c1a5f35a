using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings;

/// <summary>A test that opens sockets on the loopback through the generated bindings. They are closed when it ends.</summary>
public abstract unsafe class SocketTest : IDisposable
{
    /// <summary>Milliseconds that no wait on the loopback needs; a call that takes as long has failed.</summary>
    protected const int Patience = 10_000;

    private readonly List<SafeSocketHandle> _opened = [];

    protected SocketTest() => Ws2.WSAStartup(0x0202, out _);

    public void Dispose()
    {
        foreach (var socket in _opened)
            socket.Dispose();
        Ws2.WSACleanup();
        GC.SuppressFinalize(this);
    }

    protected static nuint Raw(SafeHandle socket) => (nuint)socket.DangerousGetHandle();

    /// <summary>The port of a SOCKADDR_IN or SOCKADDR_IN6.</summary>
    protected static int Port(ReadOnlySpan<byte> address) => BinaryPrimitives.ReadUInt16BigEndian(address[2..]);

    protected static byte[] LoopbackAddress(int port)
    {
        var address = new byte[sizeof(Ws2.SOCKADDR_IN)];
        ref var view = ref MemoryMarshal.AsRef<Ws2.SOCKADDR_IN>(address.AsSpan());
        view.sin_family = Ws2.AF_INET;
        view.sin_port = BinaryPrimitives.ReverseEndianness((ushort)port);
        view.sin_addr.S_un.S_addr = BinaryPrimitives.ReverseEndianness(Ws2.INADDR_LOOPBACK);
        return address;
    }

    protected static void AssertError(int error, Action call) => Assert.Equal(error, Assert.Throws<SocketException>(call).NativeErrorCode);

    /// <summary>A call of a raw function failed with this last error.</summary>
    protected static void AssertError(int error, int result)
    {
        Assert.Equal(Ws2.SOCKET_ERROR, result);
        Assert.Equal(error, Marshal.GetLastWin32Error());
    }

    /// <summary>Closes the socket at the end of the test, and keeps its receives from waiting for ever.</summary>
    protected SafeSocketHandle Keep(SafeSocketHandle socket)
    {
        _opened.Add(socket);
        Ws2.setsockopt(socket, Ws2.SOL_SOCKET, Ws2.SO_RCVTIMEO, BitConverter.GetBytes(Patience));
        return socket;
    }

    protected SafeSocketHandle Keep(nuint socket)
    {
        Assert.NotEqual(Ws2.INVALID_SOCKET, socket);
        return Keep(new SafeSocketHandle((nint)socket, ownsHandle: true));
    }

    protected SafeSocketHandle Stream() => Open(Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);

    protected SafeSocketHandle Datagram() => Open(Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP);

    /// <summary>Binds to a free port of the loopback, and tells the address.</summary>
    protected static byte[] Bind(SafeHandle socket)
    {
        Ws2.bind(socket, LoopbackAddress(0));
        var address = new byte[sizeof(Ws2.SOCKADDR_IN)];
        Ws2.getsockname(socket, address, out var length);
        Assert.Equal(address.Length, length);
        return address;
    }

    protected SafeSocketHandle BoundDatagram(out byte[] address)
    {
        var socket = Datagram();
        address = Bind(socket);
        return socket;
    }

    protected SafeSocketHandle Listen(out byte[] address)
    {
        var socket = Stream();
        address = Bind(socket);
        Ws2.listen(socket, 5);
        return socket;
    }

    /// <summary>Both ends of a connection.</summary>
    protected (SafeSocketHandle Client, SafeSocketHandle Server) Connect()
    {
        var listener = Listen(out var address);
        var client = Stream();
        Ws2.connect(client, address);
        return (client, Keep(Ws2.accept(listener, new byte[sizeof(Ws2.SOCKADDR_IN)], out _)));
    }

    /// <summary>Receives until the buffer is full.</summary>
    protected static void Fill(SafeHandle socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = Ws2.recv(socket, buffer, 0);
            Assert.NotEqual(0, count);
            buffer = buffer[count..];
        }
    }

    protected static void SetNonblocking(SafeHandle socket)
    {
        var enabled = 1u;
        Ws2.ioctlsocket(socket, Ws2.FIONBIO, ref enabled);
    }

    private SafeSocketHandle Open(int type, int protocol) =>
        Keep(Ws2.WSASocketW(Ws2.AF_INET, type, protocol, null, 0, Ws2.WSA_FLAG_OVERLAPPED | Ws2.WSA_FLAG_NO_HANDLE_INHERIT));
}
