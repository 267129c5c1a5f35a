using System;

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

    public bool Equals(SocketKind other) =>
        family == other.Family && socketType == other.SocketType && protocol == other.Protocol && Entry?.CatalogEntryId == other.Entry?.CatalogEntryId;

    public override bool Equals(object? obj) => obj is SocketKind other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(family, socketType, protocol, Entry?.CatalogEntryId);
}
