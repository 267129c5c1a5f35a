using System;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;

namespace WinsockGen;

/// <summary>A protocol that is installed on this machine, as its provider describes it.</summary>
public sealed class ProtocolEntry
{
    internal ProtocolEntry()
    {
    }

    /// <summary>The provider's name for the protocol.</summary>
    public required string Name { get; init; }

    /// <summary>The address family.</summary>
    public required AddressFamily AddressFamily { get; init; }

    /// <summary>The type of the protocol's sockets.</summary>
    public required SocketType SocketType { get; init; }

    /// <summary>The protocol's number within its family.</summary>
    public required ProtocolType ProtocolType { get; init; }

    /// <summary>What the protocol promises.</summary>
    public required ProtocolFeatures Features { get; init; }

    /// <summary>
    /// The longest message in bytes that a send may have. Null when the protocol has no messages, when it has no limit, and when
    /// the limit depends on the socket (SO_MAX_MSG_SIZE tells it once the socket is bound).
    /// </summary>
    public required uint? MaximumMessageSize { get; init; }

    /// <summary>The identifier of this entry in the machine's catalog.</summary>
    public required uint CatalogEntryId { get; init; }

    /// <summary>The identifier of the provider.</summary>
    public required Guid ProviderId { get; init; }

    /// <summary>Whether this is a provider of its own, and not a chain of layers over one.</summary>
    public required bool IsBaseProvider { get; init; }

    /// <summary>The entries that a chain consists of, by their <see cref="CatalogEntryId"/>, from the top layer to the base provider; empty for what is no chain.</summary>
    public required ImmutableArray<uint> Chain { get; init; }

    /// <summary>How the provider wants the entry to be treated.</summary>
    public required ProtocolProviderTraits ProviderTraits { get; init; }

    /// <summary>The version of the protocol, as the provider counts it.</summary>
    public required int Version { get; init; }

    /// <summary>How many protocol numbers the entry is for, beginning with <see cref="ProtocolType"/>.</summary>
    public required int ProtocolTypeCount { get; init; }

    /// <summary>The length in bytes of the protocol's shortest socket address.</summary>
    public required int MinimumAddressLength { get; init; }

    /// <summary>The length in bytes of the protocol's longest socket address.</summary>
    public required int MaximumAddressLength { get; init; }

    /// <summary>Whether the protocol sends numbers with their most significant byte first.</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>The security scheme of the provider, in its own numbers; zero for none.</summary>
    public required int SecurityScheme { get; init; }

    /// <summary>What WSASocketW is given to open a socket of exactly this protocol of exactly this provider.</summary>
    internal Ws2.WSAPROTOCOL_INFOW Info { get; init; }

    /// <summary>Whether connections are made before data is sent.</summary>
    public bool IsConnectionOriented => !Features.HasFlag(ProtocolFeatures.Connectionless);

    /// <summary>Whether the receiver sees the boundaries of what was sent.</summary>
    public bool KeepsMessageBoundaries => Features.HasFlag(ProtocolFeatures.MessageOriented) && !Features.HasFlag(ProtocolFeatures.PseudoStream);

    /// <summary>Whether all that is sent arrives, in order.</summary>
    public bool IsReliable => Features.HasFlag(ProtocolFeatures.GuaranteedDelivery | ProtocolFeatures.GuaranteedOrder);

    /// <summary>Connects a stream of this protocol, of this provider.</summary>
    /// <param name="remoteEndPoint">An end point of the protocol's family.</param>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <param name="cancellationToken">Gives the connection attempt up.</param>
    /// <returns>The connected socket.</returns>
    /// <exception cref="InvalidOperationException">The protocol's sockets are not streams.</exception>
    /// <exception cref="SocketException">Nobody listens there (WSAECONNREFUSED), or it cannot be reached.</exception>
    [SupportedOSPlatform("windows")]
    public SocketOperation<StreamSocket> OpenStream(EndPoint remoteEndPoint, StreamConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNoStream();
        CompletionLoop loop = options?.Loop ?? CompletionLoop.Shared;
        return cancellationToken.IsCancellationRequested
            ? SocketFailure.Canceled<StreamSocket>(loop, cancellationToken)
            : StreamSocket.Connect(loop.GetProvider(new SocketKind(this)), SocketAddressValue.From(remoteEndPoint), options, cancellationToken);
    }

    /// <summary>Listens for streams of this protocol, of this provider.</summary>
    /// <param name="localEndPoint">An end point of the protocol's family.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The protocol's sockets are not streams.</exception>
    /// <exception cref="SocketException">The end point is in use (WSAEADDRINUSE) or not this machine's, or the protocol has no AcceptEx (WSAEOPNOTSUPP).</exception>
    [SupportedOSPlatform("windows")]
    public StreamListener Listen(EndPoint localEndPoint, StreamListenerOptions? options = null)
    {
        ThrowIfNoStream();
        return StreamListener.Listen(new SocketKind(this), SocketAddressValue.From(localEndPoint), options);
    }

    /// <summary>Opens a datagram socket of this protocol.</summary>
    /// <param name="localEndPoint">The end point to bind it to; null leaves it unbound, so that its first send takes a free one.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The protocol's sockets are not datagram sockets.</exception>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    [SupportedOSPlatform("windows")]
    public DatagramSocket OpenDatagram(EndPoint? localEndPoint = null, DatagramSocketOptions? options = null)
    {
        if (SocketType != SocketType.Dgram)
            throw new InvalidOperationException($"{this} has no datagram sockets.");
        SocketProvider provider = (options?.Loop ?? CompletionLoop.Shared).GetProvider(new SocketKind(this));
        return localEndPoint is null ? DatagramSocket.Open(provider, options) : DatagramSocket.Bind(provider, SocketAddressValue.From(localEndPoint), options);
    }

    /// <summary>Opens a message socket of this protocol, which is then to be connected.</summary>
    /// <param name="loop">The loop that the socket belongs to; null for <see cref="CompletionLoop.Shared"/>.</param>
    /// <exception cref="InvalidOperationException">The protocol's sockets are neither for sequenced packets nor for reliable datagrams.</exception>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    [SupportedOSPlatform("windows")]
    public MessageSocket OpenMessage(CompletionLoop? loop = null)
    {
        if (SocketType is not (SocketType.Seqpacket or SocketType.Rdm))
            throw new InvalidOperationException($"{this} has no message sockets.");
        return new MessageSocket((loop ?? CompletionLoop.Shared).GetProvider(new SocketKind(this)));
    }

    private void ThrowIfNoStream()
    {
        if (SocketType != SocketType.Stream)
            throw new InvalidOperationException($"{this} has no stream sockets.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({AddressFamily}, {SocketType})";
}
