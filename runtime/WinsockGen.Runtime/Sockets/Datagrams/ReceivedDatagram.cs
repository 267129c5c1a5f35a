namespace WinsockGen;

/// <summary>What <see cref="DatagramSocket.ReceiveAsync"/> has received: one datagram, which may be empty.</summary>
public readonly struct ReceivedDatagram
{
    /// <summary>How many bytes of the datagram are in the data buffer. Zero is an empty datagram, not the end of anything.</summary>
    public int Length { get; init; }

    /// <summary>How many bytes of control messages are in the control buffer.</summary>
    public int ControlLength { get; init; }

    /// <summary>The datagram was longer than the data buffer; the rest is lost (WSAEMSGSIZE, MSG_TRUNC).</summary>
    public bool IsTruncated { get; init; }

    /// <summary>There were more control messages than fit; the rest is lost (MSG_CTRUNC).</summary>
    public bool IsControlTruncated { get; init; }

    /// <summary>The address it came from.</summary>
    public SocketAddressValue Sender { get; init; }
}
