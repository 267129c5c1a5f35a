using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings;

/// <summary>Emitted bindings on the real ws2_32: raw functions, friendly overloads, layouts and extension functions.</summary>
public sealed unsafe class BindingsTests : IDisposable
{
    public BindingsTests() => Ws2.WSAStartup(0x0202, out _);

    public void Dispose() => Ws2.WSACleanup();

    [WinsockFact]
    public void WSADATA_is_read_in_the_order_of_this_process()
    {
        Ws2.WSAStartup(0x0202, out var data);
        Ws2.WSACleanup();

        var description = data.szDescription;
        Assert.Equal((0x0202, 0x0202), (data.wVersion, data.wHighVersion));
        Assert.StartsWith("WinSock 2.0", Encoding.ASCII.GetString((ReadOnlySpan<byte>)description), StringComparison.Ordinal);
    }

    [WinsockFact]
    public void An_overload_that_fails_by_its_result_throws_that_error()
    {
        var exception = Assert.Throws<SocketException>(() => Ws2.WSAStartup(0x0900, out _));

        Assert.Equal(Ws2.WSAVERNOTSUPPORTED, exception.NativeErrorCode);
    }

    [WinsockFact]
    public void SERVENT_is_read_in_the_order_of_this_process()
    {
        fixed (byte* name = "http\0"u8)
        fixed (byte* protocol = "tcp\0"u8)
        {
            var service = Ws2.getservbyname(name, protocol);

            Assert.True(service != null, "getservbyname does not know http");
            Assert.Equal("tcp", Marshal.PtrToStringAnsi((nint)service->s_proto));
            Assert.Equal(80, BinaryPrimitives.ReverseEndianness((ushort)service->s_port));
        }
    }

    [WinsockFact]
    public void INVALID_SOCKET_is_what_a_failed_socket_call_returns()
    {
        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.socket(12345, Ws2.SOCK_STREAM, 0));
        Assert.Equal(Ws2.WSAGetLastError(), Marshal.GetLastWin32Error());
    }

    [WinsockFact]
    public void Datagrams_cross_by_overloads_alone()
    {
        using var left = Open(Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP);
        using var right = Open(Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP);
        var destination = Bind(right);
        Bind(left);
        var buffer = new byte[16];
        var sender = new byte[128];

        Assert.Equal(4, Ws2.sendto(left, "ping"u8, 0, destination));
        Assert.Equal(4, Ws2.recvfrom(right, buffer, 0, sender, out var length));

        Assert.Equal("ping", Encoding.ASCII.GetString(buffer, 0, 4));
        Assert.Equal(sizeof(Ws2.SOCKADDR_IN), length);
        Assert.Equal(Ws2.AF_INET, MemoryMarshal.Read<Ws2.SOCKADDR_IN>(sender).sin_family);
    }

    [WinsockFact]
    public void Buffers_are_gathered_by_an_overload_that_leaves_out_the_overlapped_part()
    {
        using var left = Open(Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP);
        using var right = Open(Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP);
        var destination = Bind(right);
        Ws2.connect(left, destination);
        var buffer = new byte[16];

        fixed (byte* first = "pi"u8)
        fixed (byte* second = "ng"u8)
        {
            Ws2.WSASend(left, [new() { buf = first, len = 2 }, new() { buf = second, len = 2 }], out var sent, 0);
            Assert.Equal(4u, sent);
        }

        Assert.Equal(4, Ws2.recv(right, buffer, 0));
        Assert.Equal("ping", Encoding.ASCII.GetString(buffer, 0, 4));
    }

    [WinsockFact]
    public void A_name_is_resolved_through_a_list_of_structs()
    {
        Ws2.GetAddrInfoW("127.0.0.1", "7007", null, out var result);

        Assert.True(result != null);
        Assert.Equal(Ws2.AF_INET, result->ai_family);
        Assert.Equal(7007, BinaryPrimitives.ReverseEndianness(((Ws2.SOCKADDR_IN*)result->ai_addr)->sin_port));
        Ws2.FreeAddrInfoW(result);
    }

    [WinsockFact]
    public void A_provider_hands_out_its_extension_functions()
    {
        using var socket = Open(Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);

        var functions = Ws2.ExtensionFunctions.Load(Raw(socket));

        Assert.True(functions is { HasAcceptEx: true, HasConnectEx: true, HasGetAcceptExSockaddrs: true, HasTransmitFile: true });
    }

    [WinsockFact]
    public void An_extension_function_that_a_provider_lacks_is_named()
    {
        var none = default(Ws2.ExtensionFunctions);

        Assert.False(none.HasTransmitPackets);
        Assert.Contains("TransmitPackets", Assert.Throws<PlatformNotSupportedException>(() => none.TransmitPackets(Ws2.INVALID_SOCKET, null, 0, 0, null, 0)).Message, StringComparison.Ordinal);
    }

    [WinsockFact]
    public void A_call_of_an_extension_function_that_is_absent_names_the_provider()
    {
        using var socket = Open(Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
        var functions = Ws2.ExtensionFunctions.Load(Raw(socket));
        if (functions.HasTransmitPackets)
            return; // Microsoft's own providers lack nothing.

        Ws2.WSAPROTOCOL_INFOW provider;
        var length = sizeof(Ws2.WSAPROTOCOL_INFOW);
        Assert.Equal(0, Ws2.getsockopt(Raw(socket), Ws2.SOL_SOCKET, Ws2.SO_PROTOCOL_INFOW, (byte*)&provider, &length));
        var name = provider.szProtocol[..].ToString().TrimEnd('\0');

        var exception = Assert.Throws<PlatformNotSupportedException>(() => functions.TransmitPackets(Ws2.INVALID_SOCKET, null, 0, 0, null, 0));

        Assert.NotEmpty(name);
        Assert.Equal($"The provider '{name}' (catalog entry {provider.dwCatalogEntryId}) does not have the extension function TransmitPackets.", exception.Message);
    }

    [WinsockFact]
    public void Extension_functions_of_what_is_no_socket_are_an_error()
    {
        var exception = Assert.Throws<SocketException>(() => Ws2.ExtensionFunctions.Load(Ws2.INVALID_SOCKET));

        Assert.Equal(SocketError.NotSocket, exception.SocketErrorCode);
    }

    [WinsockFact]
    public void AcceptEx_says_that_it_goes_on_and_completes_later()
    {
        const int AddressSpace = 32;
        using var listener = Open(Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
        using var accepted = Open(Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
        using var client = Open(Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
        var address = Bind(listener);
        Ws2.listen(listener, 1);
        var overlapped = (Ws2.OVERLAPPED*)NativeMemory.AllocZeroed((nuint)sizeof(Ws2.OVERLAPPED) + (2 * AddressSpace));
        uint received;

        Assert.False(Ws2.AcceptEx(listener, accepted, overlapped + 1, 0, AddressSpace, AddressSpace, &received, overlapped));

        Ws2.connect(client, address);
        Ws2.WSAGetOverlappedResult(listener, overlapped, out var transferred, fWait: true, out _);
        Assert.Equal(0u, transferred);
        NativeMemory.Free(overlapped);
    }

    private static SafeSocketHandle Open(int type, int protocol)
    {
        var socket = Ws2.WSASocketW(Ws2.AF_INET, type, protocol, null, 0, Ws2.WSA_FLAG_OVERLAPPED);
        Assert.NotEqual(Ws2.INVALID_SOCKET, socket);
        return new SafeSocketHandle((nint)socket, ownsHandle: true);
    }

    /// <summary>Binds to a free port of the loopback, and tells the address.</summary>
    private static byte[] Bind(SafeHandle socket)
    {
        var address = new byte[16];
        address[0] = (byte)Ws2.AF_INET;
        IPAddress.Loopback.TryWriteBytes(address.AsSpan(4), out _);
        Ws2.bind(socket, address);
        Ws2.getsockname(socket, address, out var length);
        Assert.Equal(address.Length, length);
        return address;
    }

    private static nuint Raw(SafeHandle socket) => (nuint)socket.DangerousGetHandle();
}
