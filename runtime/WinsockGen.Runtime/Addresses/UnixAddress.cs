using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace WinsockGen;

/// <summary>
/// AF_UNIX, whose end point is the framework's: a path of at most 107 bytes and a zero
/// (<see href="https://devblogs.microsoft.com/commandline/af_unix-comes-to-windows/"/>).
/// </summary>
internal static class UnixAddress
{
    private const int PathOffset = sizeof(ushort);

    private static readonly UnixDomainSocketEndPoint Model = new("/");

    /// <summary>A whole SOCKADDR_UN with zeros behind the path, as the framework has it on Windows.</summary>
    public static SocketAddressValue From(UnixDomainSocketEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[Unsafe.SizeOf<Ws2.SOCKADDR_UN>()];
        bytes.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Ws2.AF_UNIX);
        SocketAddress address = endPoint.Serialize();
        address.Buffer.Span[PathOffset..address.Size].CopyTo(bytes[PathOffset..]);
        return new SocketAddressValue(bytes);
    }

    /// <summary>
    /// A path ends with a zero; a name that begins with one (Linux calls it abstract) with the last byte that is none; a socket without a
    /// name has only zeros.
    /// </summary>
    public static EndPoint? ToEndPoint(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Unsafe.SizeOf<Ws2.SOCKADDR_UN>())
            return null;

        ReadOnlySpan<byte> path = bytes[PathOffset..].TrimEnd((byte)0);
        if (path is not [0, ..] && path.IndexOf((byte)0) is >= 0 and int end)
            path = path[..end];
        var address = new SocketAddress(AddressFamily.Unix, PathOffset + path.Length);
        path.CopyTo(address.Buffer.Span[PathOffset..]);
        return Model.Create(address);
    }
}
