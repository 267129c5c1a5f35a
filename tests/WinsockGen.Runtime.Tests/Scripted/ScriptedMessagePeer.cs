using System;
using System.Collections.Generic;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>
/// The other end of message connections to a port. The test plays it: it sends parts of messages, and sees what was sent.
/// </summary>
internal sealed unsafe class ScriptedMessagePeer(bool hasPartialMessages)
{
    public const uint StatusReceivePartial = 0x4000000F;
    public const uint StatusGracefulDisconnect = 0xC0000237;
    public const uint StatusNotSupported = 0xC00000BB;

    private readonly Queue<(byte[] Bytes, bool EndOfMessage)> _outgoing = new();

    /// <summary>What was sent to it.</summary>
    public List<(byte[] Bytes, bool EndOfMessage)> Received { get; } = [];

    /// <summary>The protocol does not keep what did not fit.</summary>
    public bool LosesRest { get; init; }

    /// <summary>It sends back what it gets.</summary>
    public bool Echoes { get; init; }

    /// <summary>The socket has ended its direction of the connection.</summary>
    public bool HasBeenTold { get; set; }

    /// <summary>It has ended the connection.</summary>
    public bool IsEnded { get; set; }

    public bool HasSomething => IsEnded || _outgoing.Count != 0;

    public void Send(byte[] bytes, bool endOfMessage = true) => _outgoing.Enqueue((bytes, endOfMessage));

    /// <summary>Does a WSARecv (its page: "message-oriented sockets").</summary>
    public (uint Status, uint Transferred) Deliver(byte* buffer, int length)
    {
        // Where an empty message is possible, the end of the connection is an error, WSAEDISCON.
        if (!_outgoing.TryPeek(out var part))
            return (StatusGracefulDisconnect, 0);

        // What does not fit stays. A protocol with partial messages goes on with the rest, another one begins again.
        int count = Math.Min(length, part.Bytes.Length);
        part.Bytes.AsSpan(0, count).CopyTo(new Span<byte>(buffer, length));
        if (count == part.Bytes.Length)
        {
            _outgoing.Dequeue();
            return (part.EndOfMessage ? 0 : StatusReceivePartial, (uint)count);
        }

        if (!hasPartialMessages)
        {
            if (LosesRest)
                _outgoing.Dequeue();
            return (ScriptedWinsock.StatusBufferOverflow, (uint)count);
        }

        _outgoing.Dequeue();
        (byte[], bool)[] others = [.. _outgoing];
        _outgoing.Clear();
        _outgoing.Enqueue((part.Bytes[count..], part.EndOfMessage));
        foreach (var other in others)
            _outgoing.Enqueue(other);
        return (StatusReceivePartial, (uint)count);
    }

    /// <summary>Does a WSASend (its page: transports without partial messages answer MSG_PARTIAL with WSAEOPNOTSUPP).</summary>
    public (uint Status, uint Transferred) Accept(byte* buffer, int length, uint flags)
    {
        bool isPartial = (flags & MSG_PARTIAL) != 0;
        if (isPartial && !hasPartialMessages)
            return (StatusNotSupported, 0);
        Received.Add((new ReadOnlySpan<byte>(buffer, length).ToArray(), !isPartial));
        if (Echoes)
            _outgoing.Enqueue(Received[^1]);
        return (0, (uint)length);
    }
}
