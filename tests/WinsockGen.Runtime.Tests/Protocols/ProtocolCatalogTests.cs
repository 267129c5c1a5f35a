using System.Net.Sockets;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Protocols;

public sealed class ProtocolCatalogTests
{
    [Fact]
    public void An_entry_says_what_its_protocol_promises()
    {
        using var winsock = new ScriptedWinsock();
        ProtocolEntry tcp = ProtocolCatalog.GetProtocols(ScriptedWinsock.Table)[0];
        Assert.Equal("Scripted TCP", tcp.Name);
        Assert.Equal((AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), (tcp.AddressFamily, tcp.SocketType, tcp.ProtocolType));
        Assert.True(tcp.IsReliable && tcp.IsConnectionOriented && tcp.IsBaseProvider);
        Assert.False(tcp.KeepsMessageBoundaries);
        Assert.True(tcp.Features.HasFlag(ProtocolFeatures.IfsHandles));
        Assert.Null(tcp.MaximumMessageSize);
        Assert.Equal((2, 1, 16, 16), (tcp.Version, tcp.ProtocolTypeCount, tcp.MinimumAddressLength, tcp.MaximumAddressLength));
        Assert.Equal(ProtocolProviderTraits.MatchesProtocolZero, tcp.ProviderTraits);
        Assert.True(tcp.IsBigEndian);
        Assert.Equal(0, tcp.SecurityScheme);
        Assert.Empty(tcp.Chain);
    }
}
