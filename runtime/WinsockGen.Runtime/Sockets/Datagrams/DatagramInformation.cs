using System;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// What the control messages of a received datagram say that the runtime itself has promised: where it came to, and of how many bytes
/// each of the datagrams is that arrived as one.
/// </summary>
internal readonly struct DatagramInformation
{
    private readonly AddressBytes _address;
    private readonly AddressFamily _family;

    private unsafe DatagramInformation(ReadOnlySpan<byte> control)
    {
        // Each message: the header, the data, both padded (WSA_CMSG_* on ws2def.h's pages). A length that cannot be is the end.
        int dataOffset = (int)WSA_CMSG_LEN(0);
        while (control.Length >= dataOffset)
        {
            var header = MemoryMarshal.Read<WSACMSGHDR>(control);
            if (header.cmsg_len < (nuint)dataOffset || header.cmsg_len > (nuint)control.Length)
                return;
            ReadOnlySpan<byte> data = control[dataOffset..(int)header.cmsg_len];
            switch (header.cmsg_level, header.cmsg_type)
            {
                case (IPPROTO_IP, IP_PKTINFO) when data.Length >= sizeof(IN_PKTINFO):
                    (_address, _family) = (ReadAddress(data[..sizeof(IN_ADDR)]), AddressFamily.InterNetwork);
                    InterfaceIndex = BinaryPrimitives.ReadInt32LittleEndian(data[sizeof(IN_ADDR)..]);
                    break;
                case (IPPROTO_IPV6, IPV6_PKTINFO) when data.Length >= sizeof(IN6_PKTINFO):
                    (_address, _family) = (ReadAddress(data[..sizeof(IN6_ADDR)]), AddressFamily.InterNetworkV6);
                    InterfaceIndex = BinaryPrimitives.ReadInt32LittleEndian(data[sizeof(IN6_ADDR)..]);
                    break;
                case (IPPROTO_UDP, UDP_COALESCED_INFO) when data.Length >= sizeof(int):
                    SegmentSize = BinaryPrimitives.ReadInt32LittleEndian(data);
                    break;
            }

            control = control[Math.Min((int)WSA_CMSGHDR_ALIGN(header.cmsg_len), control.Length)..];
        }
    }

    [InlineArray(16)]
    private struct AddressBytes
    {
        public byte First;
    }

    /// <summary>Room for all of the messages that are read here.</summary>
    internal static unsafe int ControlLength { get; } =
        (int)(WSA_CMSG_SPACE((nuint)sizeof(IN_PKTINFO)) + WSA_CMSG_SPACE((nuint)sizeof(IN6_PKTINFO)) + WSA_CMSG_SPACE(sizeof(int)));

    internal int InterfaceIndex { get; }

    /// <summary>Zero when the datagram arrived by itself.</summary>
    internal int SegmentSize { get; }

    internal static DatagramInformation Read(ReadOnlySpan<byte> control) => new(control);

    /// <summary>The address with port zero, or no address at all.</summary>
    internal SocketAddressValue ToAddress() => _family == AddressFamily.Unspecified
        ? default
        : SocketAddressValue.FromIP(_family, ((ReadOnlySpan<byte>)_address)[..(_family == AddressFamily.InterNetwork ? 4 : 16)], InterfaceIndex);

    private static AddressBytes ReadAddress(ReadOnlySpan<byte> bytes)
    {
        AddressBytes address = default;
        bytes.CopyTo(address);
        return address;
    }
}
