using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>A network, a node and a socket number, all in decimal: an end point of AF_APPLETALK, as <c>65280.12.130</c>.</summary>
/// <remarks>
/// Sockets are of <see cref="AddressFamily.AppleTalk"/>. Windows had AppleTalk up to Server 2003. In which order the bytes of the network
/// number stand is nowhere documented: here it is the machine's own.
/// </remarks>
public sealed class AppleTalkEndPoint : WinsockEndPoint, ISpanParsable<AppleTalkEndPoint>
{
    private const string Form = "an AppleTalk end point, such as 65280.12.130";

    /// <summary>A socket of a node.</summary>
    /// <param name="network">The network; 0 is the local one.</param>
    /// <param name="node">The node; 0 is this one, 255 all of them.</param>
    /// <param name="socketNumber">The socket number; 0 lets Windows choose.</param>
    public AppleTalkEndPoint(ushort network, byte node, byte socketNumber)
        : base(Ws2.AF_APPLETALK)
    {
        Network = network;
        Node = node;
        SocketNumber = socketNumber;
    }

    /// <summary>The network.</summary>
    public ushort Network { get; }

    /// <summary>The node.</summary>
    public byte Node { get; }

    /// <summary>The socket number.</summary>
    public byte SocketNumber { get; }

    /// <summary>Reads <c>network.node.socket</c> in decimal.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong, and where.</exception>
    public static AppleTalkEndPoint Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static AppleTalkEndPoint Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
    {
        var reader = new AddressReader(s);
        return Read(ref reader) ?? throw reader.Failure(Form);
    }

    /// <summary>Reads an end point, if the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, [NotNullWhen(true)] out AppleTalkEndPoint? result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out AppleTalkEndPoint?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out AppleTalkEndPoint? result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out AppleTalkEndPoint?)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [NotNullWhen(true)] out AppleTalkEndPoint? result)
    {
        var reader = new AddressReader(s);
        result = Read(ref reader);
        return result is not null;
    }

    /// <inheritdoc/>
    public override bool TryFormat(Span<char> destination, out int charsWritten) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{Network}.{Node}.{SocketNumber}", out charsWritten);

    internal static AppleTalkEndPoint? Read(ReadOnlySpan<byte> bytes) =>
        MemoryMarshal.TryRead(bytes, out Ws2.SOCKADDR_AT native) ? new AppleTalkEndPoint(native.sat_net, native.sat_node, native.sat_socket) : null;

    internal override int WriteAddress(Span<byte> destination)
    {
        var native = new Ws2.SOCKADDR_AT { sat_family = Ws2.AF_APPLETALK, sat_net = Network, sat_node = Node, sat_socket = SocketNumber };
        MemoryMarshal.Write(destination, in native);
        return Unsafe.SizeOf<Ws2.SOCKADDR_AT>();
    }

    private static AppleTalkEndPoint? Read(ref AddressReader reader) =>
        reader.TakeNumber(ushort.MaxValue, out uint network) && reader.Take('.', "'.'")
        && reader.TakeNumber(byte.MaxValue, out uint node) && reader.Take('.', "'.'")
        && reader.TakeNumber(byte.MaxValue, out uint socket) && reader.TakeEnd()
            ? new AppleTalkEndPoint((ushort)network, (byte)node, (byte)socket)
            : null;
}
