using System.Collections.Generic;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Sockets;

/// <summary>Opening and closing sockets.</summary>
public sealed unsafe class SocketCreationTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.socket), nameof(Ws2.closesocket))]
    public void A_closed_socket_is_a_socket_no_more()
    {
        var socket = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);

        Assert.NotEqual(Ws2.INVALID_SOCKET, socket);
        Assert.Equal(0, Ws2.closesocket(socket));
        AssertError(Ws2.WSAENOTSOCK, Ws2.closesocket(socket));
    }

    [WinsockTheory]
    [InlineData(12345, Ws2.SOCK_STREAM, 0, Ws2.WSAEAFNOSUPPORT)]
    [InlineData(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_UDP, Ws2.WSAEPROTONOSUPPORT)]
    [InlineData(Ws2.AF_INET, 12345, Ws2.IPPROTO_TCP, Ws2.WSAESOCKTNOSUPPORT)]
    [Calls(nameof(Ws2.socket), nameof(Ws2.WSASocketW), nameof(Ws2.WSASocketA))]
    public void What_no_protocol_offers_is_refused(int family, int type, int protocol, int error)
    {
        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.socket(family, type, protocol));
        Assert.Equal(error, Marshal.GetLastWin32Error());
        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.WSASocketW(family, type, protocol, null, 0, 0));
        Assert.Equal(error, Marshal.GetLastWin32Error());
        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.WSASocketA(family, type, protocol, null, 0, 0));
        Assert.Equal(error, Marshal.GetLastWin32Error());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEnumProtocolsW), nameof(Ws2.WSASocketW), nameof(Ws2.getsockopt))]
    public void A_socket_is_made_from_an_entry_of_the_catalog()
    {
        var protocols = stackalloc int[] { Ws2.IPPROTO_UDP, 0 };
        var catalog = new byte[64 * sizeof(Ws2.WSAPROTOCOL_INFOW)];
        var count = Ws2.WSAEnumProtocolsW(protocols, catalog, out _);
        var entry = MemoryMarshal.Cast<byte, Ws2.WSAPROTOCOL_INFOW>(catalog)[..count].ToArray()[0];

        var socket = Keep(Ws2.WSASocketW(Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, &entry, 0, 0));

        var own = new byte[sizeof(Ws2.WSAPROTOCOL_INFOW)];
        Ws2.getsockopt(socket, Ws2.SOL_SOCKET, Ws2.SO_PROTOCOL_INFOW, own, out var length);
        var info = MemoryMarshal.Read<Ws2.WSAPROTOCOL_INFOW>(own);
        Assert.Equal(own.Length, length);
        Assert.Equal(
            (entry.iAddressFamily, Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP, entry.dwCatalogEntryId),
            (info.iAddressFamily, info.iSocketType, info.iProtocol, info.dwCatalogEntryId));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEnumProtocolsA), nameof(Ws2.WSASocketA), nameof(Ws2.getsockopt))]
    public void A_socket_is_made_from_an_ANSI_entry_of_the_catalog()
    {
        var protocols = stackalloc int[] { Ws2.IPPROTO_TCP, 0 };
        var catalog = new byte[64 * sizeof(Ws2.WSAPROTOCOL_INFOA)];
        var count = Ws2.WSAEnumProtocolsA(protocols, catalog, out _);
        var entry = MemoryMarshal.Cast<byte, Ws2.WSAPROTOCOL_INFOA>(catalog)[..count].ToArray()[0];

        var socket = Keep(Ws2.WSASocketA(Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, &entry, 0, 0));

        var own = new byte[sizeof(Ws2.WSAPROTOCOL_INFOA)];
        Ws2.getsockopt(socket, Ws2.SOL_SOCKET, Ws2.SO_PROTOCOL_INFOA, own, out _);
        var info = MemoryMarshal.Read<Ws2.WSAPROTOCOL_INFOA>(own);
        Assert.Equal((entry.iAddressFamily, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP), (info.iAddressFamily, info.iSocketType, info.iProtocol));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSADuplicateSocketW), nameof(Ws2.WSASocketW), nameof(Ws2.getsockname), nameof(Ws2.recv))]
    public void A_duplicate_is_another_handle_of_the_same_socket()
    {
        var (client, server) = Connect();

        Ws2.WSADuplicateSocketW(server, (uint)System.Environment.ProcessId, out var info);
        var duplicate = Keep(Ws2.WSASocketW(Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, &info, 0, 0));

        Assert.NotEqual(Raw(server), Raw(duplicate));
        Assert.Equal(LocalAddress(server), LocalAddress(duplicate));
        server.Dispose();
        Ws2.send(client, "ping"u8, 0);
        Assert.Equal(4, Ws2.recv(duplicate, new byte[16], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSADuplicateSocketA), nameof(Ws2.WSASocketA), nameof(Ws2.getsockname))]
    public void A_socket_is_duplicated_by_the_ANSI_functions_too()
    {
        var socket = BoundDatagram(out var address);

        Ws2.WSADuplicateSocketA(socket, (uint)System.Environment.ProcessId, out var info);
        var duplicate = Keep(Ws2.WSASocketA(Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, Ws2.FROM_PROTOCOL_INFO, &info, 0, 0));

        Assert.Equal(address, LocalAddress(duplicate));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSADuplicateSocketW))]
    public void What_is_no_socket_has_no_duplicate()
    {
        Ws2.WSAPROTOCOL_INFOW info;

        AssertError(Ws2.WSAENOTSOCK, Ws2.WSADuplicateSocketW(Ws2.INVALID_SOCKET, (uint)System.Environment.ProcessId, &info));
    }

    private static IEnumerable<byte> LocalAddress(SafeHandle socket)
    {
        var address = new byte[sizeof(Ws2.SOCKADDR_IN)];
        Ws2.getsockname(socket, address, out _);
        return address;
    }
}
