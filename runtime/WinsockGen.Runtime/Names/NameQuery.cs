using System;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace WinsockGen;

/// <summary>What a <see cref="NameResolver"/> asks for, and whom.</summary>
[SupportedOSPlatform("windows")]
public sealed class NameQuery
{
    internal static NameQuery Default { get; } = new();

    /// <summary>The name space that is asked.</summary>
    public NameSpaceId NameSpace { get; init; } = NameSpaceId.All;

    /// <summary>The name space provider that alone is asked; null for all of <see cref="NameSpace"/>.</summary>
    public Guid? ProviderId { get; init; }

    /// <summary>The family of the addresses; unspecified for any.</summary>
    public AddressFamily AddressFamily { get; init; } = AddressFamily.Unspecified;

    /// <summary>The type of the sockets that the addresses are for; zero for any.</summary>
    public SocketType SocketType { get; init; }

    /// <summary>The protocol of the sockets that the addresses are for; zero for any.</summary>
    public ProtocolType ProtocolType { get; init; }

    /// <summary>How to search, and what to return.</summary>
    public NameOptions Options { get; init; }

    /// <summary>The index of the interface to ask on; zero for any.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>The loop whose scheduling the awaiting code has; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }
}
