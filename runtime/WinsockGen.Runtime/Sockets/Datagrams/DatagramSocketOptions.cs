using System;
using System.Runtime.Versioning;

namespace WinsockGen;

/// <summary>How a <see cref="DatagramSocket"/> is opened.</summary>
[SupportedOSPlatform("windows")]
public sealed class DatagramSocketOptions
{
    /// <summary>The loop that the socket belongs to; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }

    /// <summary>
    /// Whether other sockets may be bound to the same port (SO_REUSEADDR), as several receivers of a multicast group on one machine have
    /// to; each of them must ask for it. Otherwise the port is this socket's alone (SO_EXCLUSIVEADDRUSE).
    /// </summary>
    public bool ShareAddress { get; init; }

    /// <summary>
    /// Whether each received datagram tells the address it was sent to and the interface it came by (IP_PKTINFO, IPV6_PKTINFO):
    /// <see cref="ReceivedDatagram.LocalAddress"/> and <see cref="ReceivedDatagram.InterfaceIndex"/>. A control buffer is not needed for it; one that
    /// is given has these messages, too, and needs room for them.
    /// </summary>
    public bool ReceivePacketInformation { get; init; }

    /// <summary>
    /// Up to how many bytes of one sender's datagrams may be received together, where Windows does that (UDP_RECV_MAX_COALESCED_SIZE, since
    /// Windows 10 version 2004): <see cref="ReceivedDatagram.GetSegments"/> takes them apart. Buffers must be that long, for what does not fit
    /// is lost. Zero, the default, is one datagram at a time, and so is any value where Windows does not do it.
    /// </summary>
    public int MaximumCoalescedSize { get; init; }

    /// <summary>Sets options that must be set before the socket is bound. An exception out of it closes the socket.</summary>
    public Action<DatagramSocket>? Configure { get; init; }
}
