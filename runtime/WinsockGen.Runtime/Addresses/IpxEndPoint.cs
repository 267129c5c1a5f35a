using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>
/// A network, a node and a socket number, all in hexadecimal: an end point of AF_IPX, as <c>00000001.00805FA1B2C3.4003</c>.
/// </summary>
/// <remarks>
/// Sockets are of <see cref="AddressFamily.Ipx"/>: <see cref="ProtocolType.Ipx"/> for datagrams, <see cref="ProtocolType.Spx"/> and
/// <see cref="ProtocolType.SpxII"/> for connections. Windows had IPX up to Server 2003.
/// </remarks>
public sealed class IpxEndPoint : WinsockEndPoint, ISpanParsable<IpxEndPoint>
{
    private const ulong LargestNode = 0xFFFF_FFFF_FFFF;
    private const string Form = "an IPX end point, such as 00000001.00805FA1B2C3.4003";

    /// <summary>A socket of a node.</summary>
    /// <param name="network">The network; 0 is the local one.</param>
    /// <param name="node">The node: 48 bits, as a rule the hardware address of its card; all ones for all nodes.</param>
    /// <param name="socketNumber">The socket number; 0 lets Windows choose.</param>
    /// <exception cref="ArgumentOutOfRangeException">The node has more than 48 bits.</exception>
    public IpxEndPoint(uint network, ulong node, ushort socketNumber)
        : base(Ws2.AF_IPX)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(node, LargestNode);
        Network = network;
        Node = node;
        SocketNumber = socketNumber;
    }

    /// <summary>The network.</summary>
    public uint Network { get; }

    /// <summary>The node: 48 bits.</summary>
    public ulong Node { get; }

    /// <summary>The socket number.</summary>
    public ushort SocketNumber { get; }

    /// <summary>Reads <c>network.node.socket</c> in hexadecimal; leading zeros may be missing.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong, and where.</exception>
    public static IpxEndPoint Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static IpxEndPoint Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
    {
        var reader = new AddressReader(s);
        return Read(ref reader) ?? throw reader.Failure(Form);
    }

    /// <summary>Reads an end point, if the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, [NotNullWhen(true)] out IpxEndPoint? result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out IpxEndPoint?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out IpxEndPoint? result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out IpxEndPoint?)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [NotNullWhen(true)] out IpxEndPoint? result)
    {
        var reader = new AddressReader(s);
        result = Read(ref reader);
        return result is not null;
    }

    /// <inheritdoc/>
    public override bool TryFormat(Span<char> destination, out int charsWritten) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{Network:X8}.{Node:X12}.{SocketNumber:X4}", out charsWritten);

    internal static IpxEndPoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (!MemoryMarshal.TryRead(bytes, out Ws2.SOCKADDR_IPX native))
            return null;

        ReadOnlySpan<byte> node = native.sa_nodenum;
        return new IpxEndPoint(
            BinaryPrimitives.ReadUInt32BigEndian(native.sa_netnum),
            ((ulong)BinaryPrimitives.ReadUInt16BigEndian(node) << 32) | BinaryPrimitives.ReadUInt32BigEndian(node[sizeof(ushort)..]),
            BinaryPrimitives.ReverseEndianness(native.sa_socket));
    }

    internal override int WriteAddress(Span<byte> destination)
    {
        var native = new Ws2.SOCKADDR_IPX { sa_family = Ws2.AF_IPX, sa_socket = BinaryPrimitives.ReverseEndianness(SocketNumber) };
        Span<byte> node = native.sa_nodenum;
        BinaryPrimitives.WriteUInt32BigEndian(native.sa_netnum, Network);
        BinaryPrimitives.WriteUInt16BigEndian(node, (ushort)(Node >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(node[sizeof(ushort)..], (uint)Node);
        MemoryMarshal.Write(destination, in native);
        return Unsafe.SizeOf<Ws2.SOCKADDR_IPX>();
    }

    private static IpxEndPoint? Read(ref AddressReader reader) =>
        reader.TakeHex(1, 8, out ulong network) && reader.Take('.', "'.'")
        && reader.TakeHex(1, 12, out ulong node) && reader.Take('.', "'.'")
        && reader.TakeHex(1, 4, out ulong socket) && reader.TakeEnd()
            ? new IpxEndPoint((uint)network, node, (ushort)socket)
            : null;
}
