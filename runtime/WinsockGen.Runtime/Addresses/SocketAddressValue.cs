using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>
/// A socket address as Winsock knows it: the bytes of a SOCKADDR, stored inline and passed by value, up to the 128 bytes of a
/// SOCKADDR_STORAGE.
/// </summary>
/// <remarks>
/// The bytes are Windows' on every system: a little-endian family number, a big-endian port. (On other systems
/// <see cref="IPEndPoint.Serialize"/> writes the numbers of that system.)
/// </remarks>
public readonly struct SocketAddressValue : IEquatable<SocketAddressValue>
{
    /// <summary>How many bytes fit: the size of SOCKADDR_STORAGE.</summary>
    public const int Capacity = 128;

    // SOCKADDR_IN: family, port, 4 bytes address, 8 unused. SOCKADDR_IN6: family, port, flow information, 16 bytes address, scope.
    private const int IPv4Length = 16;
    private const int IPv6Length = 28;
    private const int PortOffset = 2;
    private const int IPv4AddressOffset = 4;
    private const int IPv6AddressOffset = 8;
    private const int IPv6ScopeOffset = 24;

    private readonly Storage _storage;
    private readonly int _length;

    [InlineArray(Capacity)]
    private struct Storage
    {
        public byte First;
    }

    /// <summary>Takes the bytes of a SOCKADDR.</summary>
    /// <exception cref="ArgumentException">They have no family, or are more than 128.</exception>
    public SocketAddressValue(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < sizeof(ushort) or > Capacity)
            throw new ArgumentException("A socket address has 2 to 128 bytes.", nameof(bytes));
        bytes.CopyTo(_storage);
        _length = bytes.Length;
    }

    /// <summary>The address family: the first two bytes.</summary>
    public AddressFamily Family => (AddressFamily)BinaryPrimitives.ReadUInt16LittleEndian(Storage128);

    /// <summary>The bytes of the SOCKADDR, as long as the address is.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => Storage128[.._length];

    [UnscopedRef]
    private ReadOnlySpan<byte> Storage128 => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Storage, byte>(ref Unsafe.AsRef(in _storage)), Capacity);

    /// <summary>
    /// The address of an end point: an <see cref="IPEndPoint"/>, a <see cref="UnixDomainSocketEndPoint"/>, a <see cref="WinsockEndPoint"/>, or one
    /// that serialises itself to a Winsock address.
    /// </summary>
    /// <exception cref="ArgumentException">It is a host name, or no address that Windows knows.</exception>
    public static SocketAddressValue From(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        switch (endPoint)
        {
            case IPEndPoint ip:
                return From(ip);
            case WinsockEndPoint winsock:
                Span<byte> bytes = stackalloc byte[Capacity];
                return new SocketAddressValue(bytes[..winsock.WriteAddress(bytes)]);
            case UnixDomainSocketEndPoint unix:
                return UnixAddress.From(unix);
            case DnsEndPoint:
                throw new ArgumentException("A host name is not a socket address: resolve it first.", nameof(endPoint));
            default:
                SocketAddress serialized = endPoint.Serialize();
                return new SocketAddressValue(serialized.Buffer.Span[..serialized.Size]);
        }
    }

    /// <summary>
    /// The end point of the address: an <see cref="IPEndPoint"/>, a <see cref="UnixDomainSocketEndPoint"/>, or the <see cref="WinsockEndPoint"/> of
    /// its family.
    /// </summary>
    /// <exception cref="NotSupportedException">
    /// The address is of another family, or not a whole one; its <see cref="Bytes"/> say what it is.
    /// </exception>
    public EndPoint ToEndPoint() =>
        TryToEndPoint() ?? throw new NotSupportedException($"These {_length} bytes of family {(int)Family} have no end point here.");

    /// <inheritdoc/>
    public bool Equals(SocketAddressValue other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SocketAddressValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        TryToEndPoint()?.ToString() ?? Convert.ToHexString(Bytes);

    /// <summary>Whether two addresses are the same bytes.</summary>
    public static bool operator ==(SocketAddressValue left, SocketAddressValue right) => left.Equals(right);

    /// <summary>Whether two addresses differ.</summary>
    public static bool operator !=(SocketAddressValue left, SocketAddressValue right) => !left.Equals(right);

    /// <summary>What a socket is bound to that may have any address and port: zeros in all families.</summary>
    internal static SocketAddressValue Any(AddressFamily family)
    {
        Span<byte> bytes = stackalloc byte[Capacity];
        bytes.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)family);
        return new SocketAddressValue(bytes[..LengthOf(family)]);
    }

    /// <summary>An IP address without a port. The interface is the scope of addresses that need one: those of a link.</summary>
    internal static SocketAddressValue FromIP(AddressFamily family, ReadOnlySpan<byte> address, int interfaceIndex)
    {
        bool isIPv6 = family == AddressFamily.InterNetworkV6;
        Span<byte> bytes = stackalloc byte[isIPv6 ? IPv6Length : IPv4Length];
        bytes.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)family);
        address.CopyTo(bytes[(isIPv6 ? IPv6AddressOffset : IPv4AddressOffset)..]);

        // fe80::/10, and groups whose scope is the link (RFC 4291, 2.5.6 and 2.7).
        if (isIPv6 && ((address[0] == 0xFE && (address[1] & 0xC0) == 0x80) || (address[0] == 0xFF && (address[1] & 0x0F) == 2)))
            BinaryPrimitives.WriteInt32LittleEndian(bytes[IPv6ScopeOffset..], interfaceIndex);
        return new SocketAddressValue(bytes);
    }

    internal EndPoint? TryToEndPoint() => (int)Family switch
    {
        Ws2.AF_INET when _length >= IPv4AddressOffset + 4 => new IPEndPoint(new IPAddress(Storage128.Slice(IPv4AddressOffset, 4)), Port),
        // Before it had a scope, SOCKADDR_IN6 was shorter; behind the end there are zeros here.
        Ws2.AF_INET6 when _length >= IPv6AddressOffset + 16 => new IPEndPoint(
            new IPAddress(Storage128.Slice(IPv6AddressOffset, 16), BinaryPrimitives.ReadUInt32LittleEndian(Storage128[IPv6ScopeOffset..])), Port),
        Ws2.AF_UNIX => UnixAddress.ToEndPoint(Bytes),
        Ws2.AF_HYPERV => HyperVEndPoint.Read(Bytes),
        Ws2.AF_BTH => BluetoothEndPoint.Read(Bytes),
        Ws2.AF_IRDA => InfraredEndPoint.Read(Bytes),
        Ws2.AF_IPX => IpxEndPoint.Read(Bytes),
        Ws2.AF_APPLETALK => AppleTalkEndPoint.Read(Bytes),
        _ => null,
    };

    private static int LengthOf(AddressFamily family) => (int)family switch
    {
        Ws2.AF_INET => IPv4Length,
        Ws2.AF_INET6 => IPv6Length,
        Ws2.AF_HYPERV => Unsafe.SizeOf<Ws2.SOCKADDR_HV>(),
        Ws2.AF_BTH => Unsafe.SizeOf<Ws2.SOCKADDR_BTH>(),
        Ws2.AF_IRDA => Unsafe.SizeOf<Ws2.SOCKADDR_IRDA>(),
        Ws2.AF_IPX => Unsafe.SizeOf<Ws2.SOCKADDR_IPX>(),
        Ws2.AF_APPLETALK => Unsafe.SizeOf<Ws2.SOCKADDR_AT>(),
        Ws2.AF_UNIX => Unsafe.SizeOf<Ws2.SOCKADDR_UN>(),
        _ => Capacity,
    };

    private int Port => BinaryPrimitives.ReadUInt16BigEndian(Storage128[PortOffset..]);

    private static SocketAddressValue From(IPEndPoint endPoint)
    {
        bool isIPv6 = endPoint.AddressFamily == AddressFamily.InterNetworkV6;
        Span<byte> bytes = stackalloc byte[isIPv6 ? IPv6Length : IPv4Length];
        bytes.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)endPoint.AddressFamily);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[PortOffset..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(bytes[(isIPv6 ? IPv6AddressOffset : IPv4AddressOffset)..], out _);
        if (isIPv6)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[IPv6ScopeOffset..], (uint)endPoint.Address.ScopeId);
        return new SocketAddressValue(bytes);
    }
}
