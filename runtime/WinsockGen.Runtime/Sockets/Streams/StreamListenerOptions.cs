using System;
using System.Runtime.Versioning;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>How a <see cref="StreamListener"/> listens.</summary>
[SupportedOSPlatform("windows")]
public sealed class StreamListenerOptions
{
    /// <summary>How many connections Windows may hold that were not accepted yet; at least one, by default as many as it finds reasonable.</summary>
    public int Backlog { get; init; } = SOMAXCONN;

    /// <summary>How many accepts are outstanding, so that connections are taken before anybody asks for them; at least one.</summary>
    public int OutstandingAccepts { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>The loop that the listener and its connections belong to; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }
}
