using System;
using System.Linq;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Catalogs;

/// <summary>The catalog of transport protocols, and its keepers.</summary>
public sealed unsafe class ProtocolCatalogTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.WSAEnumProtocolsW))]
    public void TCP_is_a_stream_and_UDP_keeps_message_boundaries()
    {
        var entries = Entries(Ws2.IPPROTO_TCP, Ws2.IPPROTO_UDP);

        var tcp = entries.First(entry => entry.iProtocol == Ws2.IPPROTO_TCP);
        var udp = entries.First(entry => entry.iProtocol == Ws2.IPPROTO_UDP);
        Assert.Equal((Ws2.SOCK_STREAM, 0u), (tcp.iSocketType, tcp.dwMessageSize));
        Assert.Equal(Ws2.XP1_GUARANTEED_DELIVERY | Ws2.XP1_GUARANTEED_ORDER, tcp.dwServiceFlags1 & (Ws2.XP1_GUARANTEED_DELIVERY | Ws2.XP1_GUARANTEED_ORDER));
        Assert.Equal(Ws2.SOCK_DGRAM, udp.iSocketType);
        Assert.Equal(Ws2.XP1_CONNECTIONLESS | Ws2.XP1_MESSAGE_ORIENTED, udp.dwServiceFlags1 & (Ws2.XP1_CONNECTIONLESS | Ws2.XP1_MESSAGE_ORIENTED));
        Assert.Equal((Ws2.BASE_PROTOCOL, 16), (tcp.ProtocolChain.ChainLen, Math.Min(tcp.iMinSockAddr, 16)));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEnumProtocolsW))]
    public void A_buffer_that_is_too_short_is_told_the_length()
    {
        var length = 0u;

        AssertError(Ws2.WSAENOBUFS, Ws2.WSAEnumProtocolsW(null, null, &length));

        Assert.InRange(length, (uint)sizeof(Ws2.WSAPROTOCOL_INFOW), 64u * (uint)sizeof(Ws2.WSAPROTOCOL_INFOW));
        Assert.Equal(0u, length % (uint)sizeof(Ws2.WSAPROTOCOL_INFOW));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEnumProtocolsA))]
    public void The_ANSI_catalog_has_the_same_entries()
    {
        var protocols = stackalloc int[] { Ws2.IPPROTO_TCP, 0 };
        var buffer = new byte[64 * sizeof(Ws2.WSAPROTOCOL_INFOA)];

        var count = Ws2.WSAEnumProtocolsA(protocols, buffer, out _);

        Assert.Equal(
            Entries(Ws2.IPPROTO_TCP).Select(entry => entry.dwCatalogEntryId),
            MemoryMarshal.Cast<byte, Ws2.WSAPROTOCOL_INFOA>(buffer.AsSpan())[..count].ToArray().Select(entry => entry.dwCatalogEntryId));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSCEnumProtocols))]
    public void The_keepers_of_the_catalog_see_it_too_and_report_errors_through_a_parameter()
    {
        var buffer = new byte[256 * sizeof(Ws2.WSAPROTOCOL_INFOW)];
        uint none = 0;
        int error;

        var count = Ws2.WSCEnumProtocols(null, buffer, out _, out _);
        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.WSCEnumProtocols(null, null, &none, &error));

        var ids = MemoryMarshal.Cast<byte, Ws2.WSAPROTOCOL_INFOW>(buffer.AsSpan())[..count].ToArray().Select(entry => entry.dwCatalogEntryId).ToList();
        Assert.All(Entries(Ws2.IPPROTO_TCP, Ws2.IPPROTO_UDP), entry => Assert.Contains(entry.dwCatalogEntryId, ids));
        Assert.Equal(Ws2.WSAENOBUFS, error);
    }

    private static Ws2.WSAPROTOCOL_INFOW[] Entries(params int[] protocols)
    {
        var buffer = new byte[64 * sizeof(Ws2.WSAPROTOCOL_INFOW)];
        fixed (int* wanted = (int[])[.. protocols, 0])
        {
            var count = Ws2.WSAEnumProtocolsW(wanted, buffer, out _);
            return MemoryMarshal.Cast<byte, Ws2.WSAPROTOCOL_INFOW>(buffer.AsSpan())[..count].ToArray();
        }
    }
}
