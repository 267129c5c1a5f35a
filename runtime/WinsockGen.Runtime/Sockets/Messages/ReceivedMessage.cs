namespace WinsockGen;

/// <summary>What <see cref="MessageSocket.ReceiveAsync"/> has received: a message, or a part of one.</summary>
public readonly struct ReceivedMessage
{
    /// <summary>How many bytes are in the buffer. Zero is an empty message.</summary>
    public int Length { get; init; }

    /// <summary>Whether these bytes end the message. Otherwise the next receive goes on with the same message (MSG_PARTIAL).</summary>
    public bool EndOfMessage { get; init; }

    /// <summary>The peer has ended the connection: there is no message, and none will come (WSAEDISCON).</summary>
    public bool EndOfConnection { get; init; }

    /// <summary>
    /// The message was longer than the buffer, and the rest is lost (WSAEMSGSIZE). That is so of protocols that have no parts of messages and
    /// promise no delivery either.
    /// </summary>
    public bool IsTruncated { get; init; }
}
