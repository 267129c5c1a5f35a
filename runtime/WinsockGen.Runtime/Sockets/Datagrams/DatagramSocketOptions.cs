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

    /// <summary>Sets options that must be set before the socket is bound. An exception out of it closes the socket.</summary>
    public Action<DatagramSocket>? Configure { get; init; }
}
