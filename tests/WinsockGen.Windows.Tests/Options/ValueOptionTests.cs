using System;
using System.Net.Sockets;
using System.Text;
using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Options whose value has several parts, against the bytes that getsockopt gives.</summary>
public sealed class ValueOptionTests
{
    private const int SolSocket = 0xFFFF;

    [Fact]
    [Covers("options", "read", "SOL_SOCKET.SO_PROTOCOL_INFOW", "SOL_SOCKET.SO_PROTOCOL_INFOA")]
    public void The_protocol_of_a_socket_is_the_one_that_getsockopt_describes()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        var raw = new byte[628];
        Assert.Equal(raw.Length, socket.GetRawSocketOption(SolSocket, 0x2005, raw));

        var protocol = socket.SocketProtocolInfo;

        Assert.Equal((AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp), (protocol.AddressFamily, protocol.SocketType, protocol.Protocol));
        Assert.Equal(BitConverter.ToUInt32(raw, 0), (uint)protocol.Services);
        Assert.Equal(new Guid(raw.AsSpan(20, 16)), protocol.ProviderId);
        Assert.Equal(BitConverter.ToUInt32(raw, 36), protocol.CatalogEntryId);
        Assert.Equal(BitConverter.ToInt32(raw, 40), protocol.ProtocolChain.Entries.Length);
        Assert.Equal((BitConverter.ToInt32(raw, 80), BitConverter.ToInt32(raw, 84)), (protocol.MaxAddressLength, protocol.MinAddressLength));
        Assert.Equal(BitConverter.ToUInt32(raw, 108), protocol.MaxMessageSize);
        Assert.Equal(Encoding.Unicode.GetString(raw, 116, 512).Split('\0')[0], protocol.Name);
        Assert.Equal(protocol.Name, socket.SocketProtocolInfoAnsi.Name);
    }

    [OptionTheory]
    [Covers("options", "read")]
    [InlineData("IPPROTO_TCP.TCP_ICMP_ERROR_INFO")]
    public void There_is_no_ICMP_error_before_a_connect(string name)
    {
        using var socket = OptionSubject.Of(name).Open();

        Assert.Null(socket.TcpIcmpErrorInfo);
    }
}
