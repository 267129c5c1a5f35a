using System;
using System.Net.Sockets;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>What WSASocketW is asked for: family, type and protocol, or one entry of the machine's catalog.</summary>
internal readonly struct SocketKind(int family, int socketType, int protocol) : IEquatable<SocketKind>
{
    internal SocketKind(ProtocolEntry entry) : this((int)entry.AddressFamily, (int)entry.SocketType, (int)entry.ProtocolType)
    {
        Entry = entry;
    }

    internal int Family => family;

    internal int SocketType => socketType;

    internal int Protocol => protocol;

    internal ProtocolEntry? Entry { get; }

    /// <summary>The stream sockets of a family, of the protocol that its addresses are for.</summary>
    internal static SocketKind Stream(AddressFamily family) => new((int)family, SOCK_STREAM, (int)family switch
    {
        AF_INET or AF_INET6 => IPPROTO_TCP,
        AF_BTH => BTHPROTO_RFCOMM,
        AF_HYPERV => HV_PROTOCOL_RAW,

        // SPX keeps messages; its stream sockets are the pseudo-stream over them (WSAPROTOCOL_INFOW, XP1_PSEUDO_STREAM).
        AF_IPX => NSPROTO_SPX,
        AF_APPLETALK => ATPROTO_ADSP,

        // Unix sockets, infrared, and families of others: the one protocol that the family has.
        _ => 0,
    });

    public bool Equals(SocketKind other) =>
        family == other.Family && socketType == other.SocketType && protocol == other.Protocol && Entry?.CatalogEntryId == other.Entry?.CatalogEntryId;

    public override bool Equals(object? obj) => obj is SocketKind other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(family, socketType, protocol, Entry?.CatalogEntryId);
}
