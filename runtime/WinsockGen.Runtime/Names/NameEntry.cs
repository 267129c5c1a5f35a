using System;
using System.Net.Sockets;

namespace WinsockGen;

/// <summary>One of the results of a name query.</summary>
public sealed class NameEntry
{
    internal NameEntry()
    {
    }

    /// <summary>The address, with the port of the service if one was asked for. It is empty when the name space gave no address.</summary>
    public SocketAddressValue Address { get; init; }

    /// <summary>The address family.</summary>
    public AddressFamily AddressFamily { get; init; }

    /// <summary>The type of the sockets that the address is for; zero for any.</summary>
    public SocketType SocketType { get; init; }

    /// <summary>The protocol of the sockets that the address is for; zero for any.</summary>
    public ProtocolType ProtocolType { get; init; }

    /// <summary>What the name space says of the result.</summary>
    public NameOptions Options { get; init; }

    /// <summary>
    /// The canonical name, in the first entry of a query with <see cref="NameOptions.CanonicalName"/>; the fully qualified one with
    /// <see cref="NameOptions.FullyQualifiedName"/> alone.
    /// </summary>
    public string? CanonicalName { get; init; }

    /// <summary>
    /// The fully qualified name, in the first entry of a query with both <see cref="NameOptions.CanonicalName"/> and
    /// <see cref="NameOptions.FullyQualifiedName"/>.
    /// </summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>The identifier of the name space provider, where it tells.</summary>
    public Guid? ProviderId { get; init; }

    /// <summary>What the name space gave besides the address, as it gave it; its format is the provider's. Empty where there is nothing.</summary>
    public ReadOnlyMemory<byte> Blob { get; init; }

    /// <summary>How long the result may be kept; null where Windows does not tell.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How the answer came; null where Windows does not tell.</summary>
    public NameResponse? Response { get; init; }

    /// <summary>The index of the interface that the answer came on; null where Windows does not tell.</summary>
    public int? InterfaceIndex { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Address.Bytes.IsEmpty ? CanonicalName ?? $"{Blob.Length} bytes" : Address.ToString();
}
