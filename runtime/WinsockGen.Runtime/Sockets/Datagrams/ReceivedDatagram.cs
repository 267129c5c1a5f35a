using System;

namespace WinsockGen;

/// <summary>
/// What <see cref="DatagramSocket.ReceiveAsync"/> has received: one datagram, which may be empty; or several of one sender that arrived together,
/// where that was asked for (<see cref="DatagramSocketOptions.MaximumCoalescedSize"/>).
/// </summary>
public readonly struct ReceivedDatagram
{
    /// <summary>How many bytes are in the data buffer. Zero is an empty datagram, not the end of anything.</summary>
    public int Length { get; init; }

    /// <summary>How many bytes of control messages are in the control buffer.</summary>
    public int ControlLength { get; init; }

    /// <summary>The datagram was longer than the data buffer; the rest is lost (WSAEMSGSIZE, MSG_TRUNC).</summary>
    public bool IsTruncated { get; init; }

    /// <summary>There were more control messages than fit; the rest is lost (MSG_CTRUNC).</summary>
    public bool IsControlTruncated { get; init; }

    /// <summary>The address it came from.</summary>
    public SocketAddressValue Sender { get; init; }

    /// <summary>
    /// The IP address it was sent to, with port zero: one of this machine's, or that of a multicast group. Without
    /// <see cref="DatagramSocketOptions.ReceivePacketInformation"/> it has no family and no bytes.
    /// </summary>
    public SocketAddressValue LocalAddress => Information.ToAddress();

    /// <summary>
    /// The index of the interface it came by; zero without <see cref="DatagramSocketOptions.ReceivePacketInformation"/>.
    /// </summary>
    public int InterfaceIndex => Information.InterfaceIndex;

    /// <summary>
    /// How many bytes each of the datagrams has that arrived together; the last one may be shorter. Of one that arrived by itself it is the
    /// <see cref="Length"/>.
    /// </summary>
    public int SegmentSize => Information.SegmentSize > 0 ? Math.Min(Information.SegmentSize, Length) : Length;

    internal DatagramInformation Information { get; init; }

    /// <summary>The datagrams that arrived together, or the only one.</summary>
    /// <param name="data">The buffer that they were received into.</param>
    /// <exception cref="ArgumentOutOfRangeException">The buffer is shorter than what was received.</exception>
    public DatagramSegments GetSegments(Memory<byte> data) => new(data[..Length], SegmentSize);
}
