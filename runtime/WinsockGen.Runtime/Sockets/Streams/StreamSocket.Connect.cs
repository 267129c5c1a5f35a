using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <content>How a connection is made.</content>
public sealed unsafe partial class StreamSocket
{
    /// <summary>Connects to an end point, by the stream protocol of its family.</summary>
    /// <param name="remoteEndPoint">
    /// An address of any family: IPv4, IPv6, <see cref="UnixDomainSocketEndPoint"/>, <see cref="BluetoothEndPoint"/>, <see cref="HyperVEndPoint"/> and the
    /// others; or a <see cref="DnsEndPoint"/>, whose addresses are tried as <see cref="ConnectAsync(string, int, StreamConnectOptions?, CancellationToken)"/>
    /// does.
    /// </param>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Gives the connection attempt up. Protocols without ConnectEx (Unix sockets among them) connect on a thread of the thread pool, which
    /// nobody can stop: then the await ends at once, and the attempt by itself.
    /// </param>
    /// <returns>The connected socket.</returns>
    /// <exception cref="SocketException">Nobody listens there (WSAECONNREFUSED), or it cannot be reached.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static SocketOperation<StreamSocket> ConnectAsync(EndPoint remoteEndPoint, StreamConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        CompletionLoop loop = options?.Loop ?? CompletionLoop.Shared;
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<StreamSocket>(loop, cancellationToken);
        if (remoteEndPoint is DnsEndPoint host)
            return ConnectionRace.Start(loop, host, options, cancellationToken);
        SocketAddressValue remote = SocketAddressValue.From(remoteEndPoint);
        return Connect(loop.GetProvider(SocketKind.Stream(remote.Family)), remote, options, cancellationToken);
    }

    /// <summary>
    /// Connects to a host by TCP. Its addresses are tried in turn, IPv6 and IPv4 alternating, each some time after the one before
    /// (<see cref="StreamConnectOptions.AttemptDelay"/>) or as soon as that one has failed. The first connection is the result; the other attempts
    /// are cancelled and closed ("happy eyeballs", RFC 8305).
    /// </summary>
    /// <param name="host">The name of the host, or its address as text.</param>
    /// <param name="port">The port.</param>
    /// <param name="options">How to connect; null for the defaults. With a local end point only addresses of its family are tried.</param>
    /// <param name="cancellationToken">Gives all attempts up.</param>
    /// <returns>The connected socket.</returns>
    /// <exception cref="SocketException">
    /// The name does not resolve (WSAHOST_NOT_FOUND and others, see <see cref="NameResolver"/>), or all attempts have failed: the message tells of each
    /// of them, and the code is the first that came from a host.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static SocketOperation<StreamSocket> ConnectAsync(string host, int port, StreamConnectOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(new DnsEndPoint(host, port), options, cancellationToken);

    /// <summary>Lets Windows resolve a name and connect to one of its addresses by TCP (WSAConnectByName), in the order that it finds best.</summary>
    /// <param name="host">The name of the host, or its address as text.</param>
    /// <param name="service">The name of the service, such as "http", or the port as text.</param>
    /// <param name="timeout">How long Windows may try; <see cref="Timeout.InfiniteTimeSpan"/> for until all addresses have failed.</param>
    /// <param name="loop">The loop that the socket belongs to; null for <see cref="CompletionLoop.Shared"/>.</param>
    /// <param name="cancellationToken">
    /// Ends the await at once. Windows cannot be stopped: the call goes on, on a thread of the thread pool, until its timeout, and a connection that
    /// it makes is closed. <see cref="ConnectAsync(string, int, StreamConnectOptions?, CancellationToken)"/> needs no thread and stops.
    /// </param>
    /// <returns>The connected socket, of the family IPv6; to an IPv4 address it is connected by the mapped one.</returns>
    /// <exception cref="SocketException">The name does not resolve, nobody listens at any of its addresses, or the time was over (WSAETIMEDOUT).</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static SocketOperation<StreamSocket> ConnectByNameAsync(string host, string service, TimeSpan timeout, CompletionLoop? loop = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentException.ThrowIfNullOrEmpty(service);
        Operation.ThrowIfInvalid(timeout);
        loop ??= CompletionLoop.Shared;
        return cancellationToken.IsCancellationRequested
            ? SocketFailure.Canceled<StreamSocket>(loop, cancellationToken)
            : new NameConnect(loop.GetProvider(MultiAddressConnect.Kind), host, service, timeout).Start(cancellationToken);
    }

    /// <summary>Lets Windows connect to one of several addresses by TCP (WSAConnectByList), in the order that it finds best.</summary>
    /// <param name="remoteEndPoints">The end points, <see cref="IPEndPoint"/>s of both families.</param>
    /// <param name="timeout">How long Windows may try; <see cref="Timeout.InfiniteTimeSpan"/> for until all addresses have failed.</param>
    /// <param name="loop">The loop that the socket belongs to; null for <see cref="CompletionLoop.Shared"/>.</param>
    /// <param name="cancellationToken">Ends the await at once, and not the call, as with <see cref="ConnectByNameAsync"/>.</param>
    /// <returns>The connected socket, of the family IPv6; to an IPv4 address it is connected by the mapped one.</returns>
    /// <exception cref="ArgumentException">There is no end point, or one that is not an <see cref="IPEndPoint"/>.</exception>
    /// <exception cref="SocketException">Nobody listens at any of them, or the time was over (WSAETIMEDOUT).</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static SocketOperation<StreamSocket> ConnectByListAsync(IReadOnlyList<EndPoint> remoteEndPoints, TimeSpan timeout, CompletionLoop? loop = null,
        CancellationToken cancellationToken = default)
    {
        SocketAddressValue[] addresses = ListConnect.Map(remoteEndPoints);
        Operation.ThrowIfInvalid(timeout);
        loop ??= CompletionLoop.Shared;
        return cancellationToken.IsCancellationRequested
            ? SocketFailure.Canceled<StreamSocket>(loop, cancellationToken)
            : new ListConnect(loop.GetProvider(MultiAddressConnect.Kind), addresses, timeout).Start(cancellationToken);
    }

    /// <summary>Connects a new socket of a provider.</summary>
    internal static SocketOperation<StreamSocket> Connect(SocketProvider provider, in SocketAddressValue remote, StreamConnectOptions? options,
        CancellationToken cancellationToken)
    {
        SocketAddressValue? local = options?.LocalEndPoint is { } endPoint ? SocketAddressValue.From(endPoint) : null;
        return TryOpenBound(provider, remote.Family, local) is { } socket
            ? Connect(socket, remote, options?.FirstData ?? default, cancellationToken)
            : new AddressConnect(provider, remote, local).Start(cancellationToken);
    }

    private static SocketOperation<StreamSocket> Connect(StreamSocket socket, in SocketAddressValue remote, ReadOnlyMemory<byte> firstData,
        CancellationToken cancellationToken)
    {
        try
        {
            return ConnectOperation<StreamSocket>.Start(socket, remote, closesOnFailure: true, firstData, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Opens what ConnectEx wants: a bound socket, of a provider that has ConnectEx.</summary>
    /// <returns>Null where there is no ConnectEx for a socket like that.</returns>
    private static StreamSocket? TryOpenBound(SocketProvider provider, AddressFamily family, SocketAddressValue? local)
    {
        // A Unix socket has no wildcard to be bound to.
        if (provider.ConnectEx == 0 || (local is null && (int)family == AF_UNIX))
            return null;
        var socket = new StreamSocket(provider);
        try
        {
            socket.Bind(local ?? SocketAddressValue.Any(family));
            return socket;
        }
        catch (SocketException) when (local is null && (int)family is not (AF_INET or AF_INET6))
        {
            // Nor have all of the other families.
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
