using System;
using System.Runtime.Versioning;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>How a <see cref="MessageListener"/> listens.</summary>
[SupportedOSPlatform("windows")]
public sealed class MessageListenerOptions
{
    /// <summary>How many connections Windows may hold that were not accepted yet; at least one, by default as many as it finds reasonable.</summary>
    public int Backlog { get; init; } = SOMAXCONN;

    /// <summary>The loop that the listener and its connections belong to; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }

    /// <summary>
    /// Sets options of the socket when it is bound and does not listen yet, which is when those of reliable multicast are to be set (PGM Socket
    /// Options): RM_ADD_RECEIVE_IF, for example. An exception out of it closes the listener.
    /// </summary>
    public Action<MessageListener>? Configure { get; init; }
}
