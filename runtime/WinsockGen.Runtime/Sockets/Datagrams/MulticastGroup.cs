using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A multicast group to join: any sender's datagrams to an address, or one sender's only (source-specific multicast, RFC 4607).</summary>
[SupportedOSPlatform("windows")]
public readonly struct MulticastGroup : IEquatable<MulticastGroup>
{
    // The largest interface index that fits into an IPv4 address 0.x.y.z (setsockopt IP_ADD_MEMBERSHIP: imr_interface).
    private const uint MaximumIPv4Interface = 0x00FF_FFFF;

    /// <summary>Names a group.</summary>
    /// <param name="address">The multicast address: 224.0.0.0/4 or ff00::/8.</param>
    /// <param name="source">The only sender to receive from, of the same family; null for any.</param>
    /// <param name="interfaceIndex">The index of the interface to join on; zero lets Windows choose. An IPv4 group takes up to 24 bits.</param>
    /// <exception cref="ArgumentException">The address is not a multicast address, or the source is of another family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index does not fit.</exception>
    public MulticastGroup(IPAddress address, IPAddress? source = null, uint interfaceIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(address);
        bool isMulticast = address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6Multicast
            : IPv4Number(address) >> 28 == 0b1110;
        if (!isMulticast)
            throw new ArgumentException($"{address} is not a multicast address.", nameof(address));
        if (source is not null && source.AddressFamily != address.AddressFamily)
            throw new ArgumentException($"{source} and {address} are of different address families.", nameof(source));
        if (address.AddressFamily == AddressFamily.InterNetwork)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(interfaceIndex, MaximumIPv4Interface);
        Address = address;
        Source = source;
        InterfaceIndex = interfaceIndex;
    }

    /// <summary>The multicast address.</summary>
    public IPAddress Address { get; }

    /// <summary>The only sender to receive from; null for any.</summary>
    public IPAddress? Source { get; }

    /// <summary>The index of the interface; zero when Windows chooses.</summary>
    public uint InterfaceIndex { get; }

    /// <inheritdoc/>
    public bool Equals(MulticastGroup other) => Equals(Address, other.Address) && Equals(Source, other.Source) && InterfaceIndex == other.InterfaceIndex;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MulticastGroup other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, Source, InterfaceIndex);

    /// <inheritdoc/>
    public override string ToString() => Source is null ? $"{Address}%{InterfaceIndex}" : $"({Source}, {Address})%{InterfaceIndex}";

    /// <summary>Whether two groups are the same.</summary>
    public static bool operator ==(MulticastGroup left, MulticastGroup right) => left.Equals(right);

    /// <summary>Whether two groups differ.</summary>
    public static bool operator !=(MulticastGroup left, MulticastGroup right) => !left.Equals(right);

    internal void SetMembership(WinsockSocket socket, bool join)
    {
        if (Address is null)
            throw new ArgumentException("The group has no address.");
        if (Address.AddressFamily == AddressFamily.InterNetwork)
            SetIPv4Membership(socket, join);
        else if (Source is null)
            SetIPv6Membership(socket, join);
        else
            SetIPv6SourceMembership(socket, join);
    }

    private static uint IPv4Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    // ip_mreq: group, interface; ip_mreq_source: group, source, interface. All in network byte order.
    private void SetIPv4Membership(WinsockSocket socket, bool join)
    {
        Span<byte> request = stackalloc byte[3 * sizeof(uint)];
        int length = 0;
        BinaryPrimitives.WriteUInt32BigEndian(request, IPv4Number(Address));
        length += sizeof(uint);
        if (Source is not null)
        {
            BinaryPrimitives.WriteUInt32BigEndian(request[length..], IPv4Number(Source));
            length += sizeof(uint);
        }

        BinaryPrimitives.WriteUInt32BigEndian(request[length..], InterfaceIndex);
        length += sizeof(uint);
        int option = Source is null
            ? join ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP
            : join ? IP_ADD_SOURCE_MEMBERSHIP : IP_DROP_SOURCE_MEMBERSHIP;
        socket.SetRawSocketOption(IPPROTO_IP, option, request[..length]);
    }

    // ipv6_mreq: the address, then the index in the machine's byte order.
    private void SetIPv6Membership(WinsockSocket socket, bool join)
    {
        const int addressLength = 16;
        Span<byte> request = stackalloc byte[addressLength + sizeof(uint)];
        Address.TryWriteBytes(request, out _);
        BinaryPrimitives.WriteUInt32LittleEndian(request[addressLength..], InterfaceIndex);
        socket.SetRawSocketOption(IPPROTO_IPV6, join ? IPV6_ADD_MEMBERSHIP : IPV6_DROP_MEMBERSHIP, request);
    }

    private unsafe void SetIPv6SourceMembership(WinsockSocket socket, bool join)
    {
        GROUP_SOURCE_REQ request = new() { gsr_interface = InterfaceIndex };
        SocketAddressValue.From(new IPEndPoint(Address, 0)).Bytes.CopyTo(new Span<byte>(&request.gsr_group, SocketAddressValue.Capacity));
        SocketAddressValue.From(new IPEndPoint(Source!, 0)).Bytes.CopyTo(new Span<byte>(&request.gsr_source, SocketAddressValue.Capacity));
        socket.SetRawSocketOption(IPPROTO_IPV6, join ? MCAST_JOIN_SOURCE_GROUP : MCAST_LEAVE_SOURCE_GROUP,
            new ReadOnlySpan<byte>(&request, sizeof(GROUP_SOURCE_REQ)));
    }
}
