using System.Collections.Immutable;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class ProtocolCatalogTests
{
    private static readonly ImmutableArray<ProtocolEntry> Protocols = ProtocolCatalog.GetProtocols();

    [Fact]
    public void TCP_promises_a_reliable_stream_with_a_graceful_close()
    {
        ProtocolEntry tcp = Find(AddressFamily.InterNetwork, SocketType.Stream);
        Assert.Equal(ProtocolType.Tcp, tcp.ProtocolType);
        Assert.True(tcp.IsConnectionOriented);
        Assert.True(tcp.IsReliable);
        Assert.False(tcp.KeepsMessageBoundaries);
        Assert.True(tcp.Features.HasFlag(ProtocolFeatures.GracefulClose));
        Assert.Null(tcp.MaximumMessageSize);
    }

    [Fact]
    public void UDP_keeps_message_boundaries_and_promises_no_delivery()
    {
        ProtocolEntry udp = Find(AddressFamily.InterNetwork, SocketType.Dgram);
        Assert.Equal(ProtocolType.Udp, udp.ProtocolType);
        Assert.False(udp.IsConnectionOriented);
        Assert.False(udp.IsReliable);
        Assert.True(udp.KeepsMessageBoundaries);
        Assert.InRange(udp.MaximumMessageSize!.Value, 65_000u, 65_535u);
    }

    [Fact]
    public void Every_entry_has_a_name_and_an_identifier_of_its_own()
    {
        Assert.All(Protocols, protocol => Assert.NotEmpty(protocol.Name));
        Assert.Equal(Protocols.Length, Protocols.Select(protocol => protocol.CatalogEntryId).Distinct().Count());
    }

    [Fact]
    public async Task A_datagram_socket_of_an_entry_works()
    {
        using DatagramSocket socket = Find(AddressFamily.InterNetwork, SocketType.Dgram).OpenDatagram(new IPEndPoint(IPAddress.Loopback, 0));
        await socket.SendAsync(new byte[3], SocketAddressValue.From(socket.LocalEndPoint));
        ReceivedDatagram received = await socket.ReceiveAsync(new byte[8]).AsValueTask().AsTask().WaitAsync(Loopback.Patience);
        Assert.Equal(3, received.Length);
    }

    [Fact]
    public void A_message_socket_of_every_entry_opens_or_says_that_its_transport_is_missing()
    {
        foreach (ProtocolEntry protocol in Protocols.Where(protocol => protocol.SocketType is SocketType.Seqpacket or SocketType.Rdm))
        {
            try
            {
                using MessageSocket socket = protocol.OpenMessage();
                Assert.Equal(protocol.AddressFamily, socket.AddressFamily);
            }
            catch (SocketException failure)
            {
                Assert.Contains(failure.SocketErrorCode, new[] { SocketError.AddressFamilyNotSupported, SocketError.ProtocolNotSupported, SocketError.SocketNotSupported });
            }
        }
    }

    private static ProtocolEntry Find(AddressFamily family, SocketType type) =>
        Assert.Single(Protocols, protocol => protocol.AddressFamily == family && protocol.SocketType == type && protocol.IsBaseProvider);
}
