using System;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>How a <see cref="StreamListener"/> listens.</summary>
[SupportedOSPlatform("windows")]
public sealed class StreamListenerOptions
{
    /// <summary>How many connections Windows may hold that were not accepted yet; at least one, by default as many as it finds reasonable.</summary>
    public int Backlog { get; init; } = SOMAXCONN;

    /// <summary>
    /// How many accepts are outstanding, so that connections are taken before anybody asks for them; at least one, by default two per processor and
    /// at least four.
    /// </summary>
    public int OutstandingAccepts { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>
    /// How many bytes are received together with a connection, at most; by default none. With them an accept is over only when the client has
    /// sent something or ended its stream, and the first receives of the connection return what came, without a call.
    /// </summary>
    /// <remarks>
    /// It saves a receive per connection where the client speaks first, and waits for ever where the server does. A client that connects and is silent
    /// occupies an accept, and as many of them as there are (<see cref="OutstandingAccepts"/>) keep everybody else out, until
    /// <see cref="FirstDataTimeout"/> is over.
    /// </remarks>
    public int FirstDataLength { get; init; }

    /// <summary>
    /// How long a client may be connected without sending anything, when <see cref="FirstDataLength"/> is not zero: then its connection is closed
    /// and the accept is free for another. Windows counts whole seconds (SO_CONNECT_TIME), and it is looked at every quarter of the time, so that it takes
    /// up to a quarter and a second longer. By default ten seconds; at least one, or <see cref="Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    public TimeSpan FirstDataTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the sockets of closed connections are disconnected and accepted into again, instead of being closed and opened anew. By default not.
    /// </summary>
    /// <remarks>
    /// It is tried out first whether this Winsock does that rightly (<see cref="StreamListener.Recycling"/> tells). Only a few sockets wait for their
    /// disconnect at a time, which may take as long as TCP's TIME_WAIT; the others are closed as usual. So are sockets with operations outstanding,
    /// and those on which an option was set or a control code called: set options on the listener, whose connections inherit most of them.
    /// </remarks>
    public bool RecycleSockets { get; init; }

    /// <summary>Whether recycling needs no probe: the probe's own.</summary>
    internal bool IsRecyclingProven { get; init; }

    /// <summary>Whether a listener on an IPv6 end point takes IPv4 connections, too (IPV6_V6ONLY off); their addresses are IPv4-mapped.</summary>
    public bool DualMode { get; init; }

    /// <summary>The loop that the listener and its connections belong to; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }

    internal void Validate(AddressFamily addressFamily)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Backlog, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(OutstandingAccepts, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(FirstDataLength);
        if (FirstDataTimeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(FirstDataTimeout, TimeSpan.FromSeconds(1));
        if (DualMode && addressFamily != AddressFamily.InterNetworkV6)
            throw new ArgumentException("Only a listener on an IPv6 end point can take IPv4 connections, too.", nameof(addressFamily));
    }
}
