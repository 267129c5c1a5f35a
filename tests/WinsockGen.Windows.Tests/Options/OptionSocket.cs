using System.Globalization;
using System.Net.Sockets;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Opens a socket of the first kind and family that the catalog gives an option, of the protocol that has it.</summary>
internal static class OptionSocket
{
    public static Socket Open(CatalogOption option)
    {
        var name = option.Families[0];
        var family = name == "*" ? AddressFamily.InterNetwork : (AddressFamily)NumberOf(name);
        var type = (option.Kinds & SocketKinds.Stream) != 0 ? SocketType.Stream
            : (option.Kinds & SocketKinds.Datagram) != 0 ? SocketType.Dgram
            : (option.Kinds & SocketKinds.Message) != 0 ? option.Level == "IPPROTO_RM" ? SocketType.Rdm : SocketType.Seqpacket
            : SocketType.Raw;
        return new(family, type, ProtocolOf(option.Level, family, type));
    }

    private static ProtocolType ProtocolOf(string level, AddressFamily family, SocketType type) => (level, family, type) switch
    {
        ("IPPROTO_RM", _, _) => (ProtocolType)113,
        ("SOL_RFCOMM", _, _) => (ProtocolType)3,
        ("HV_PROTOCOL_RAW", _, _) => (ProtocolType)1,
        (_, AddressFamily.Ipx, SocketType.Dgram) => ProtocolType.Ipx,
        (_, AddressFamily.Ipx, _) => ProtocolType.Spx,
        (_, AddressFamily.InterNetwork, SocketType.Raw) => ProtocolType.Icmp,
        (_, AddressFamily.InterNetworkV6, SocketType.Raw) => ProtocolType.IcmpV6,
        (_, AddressFamily.InterNetwork or AddressFamily.InterNetworkV6, SocketType.Stream) => ProtocolType.Tcp,
        (_, AddressFamily.InterNetwork or AddressFamily.InterNetworkV6, SocketType.Dgram) => ProtocolType.Udp,
        _ => ProtocolType.Unspecified,
    };

    private static int NumberOf(string constant) => int.Parse(WinsockCatalog.Shared.Constants.Find(constant)!.Value, CultureInfo.InvariantCulture);
}
