using System.Collections.Immutable;
using System.Linq;
using System.Net.Sockets;
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

    private static ProtocolEntry Find(AddressFamily family, SocketType type) =>
        Assert.Single(Protocols, protocol => protocol.AddressFamily == family && protocol.SocketType == type && protocol.IsBaseProvider);
}
