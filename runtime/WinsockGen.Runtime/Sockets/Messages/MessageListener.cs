using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// Accepts connections of sequenced packets, and the sessions of reliable multicast: there the receivers accept (PGM Senders and Receivers).
/// </summary>
/// <remarks>Each accept is one AcceptEx, and several may be outstanding; a connection that its peer resets before it is accepted is skipped.</remarks>
[SupportedOSPlatform("windows")]
public sealed unsafe class MessageListener : WinsockSocket
{
    private MessageListener(SocketProvider provider) : base(provider)
    {
    }

    /// <summary>Binds to an end point and listens there.</summary>
    /// <param name="protocol">The entry of a protocol of sequenced packets or reliable datagrams.</param>
    /// <param name="localEndPoint">The end point; for reliable multicast the group, with the port of the session.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The backlog is less than one.</exception>
    /// <exception cref="InvalidOperationException">The protocol's sockets are neither for sequenced packets nor for reliable datagrams.</exception>
    /// <exception cref="SocketException">The end point is in use (WSAEADDRINUSE) or not this machine's, or the provider cannot accept without
    /// blocking: it has no AcceptEx (WSAEOPNOTSUPP).</exception>
    public static MessageListener Listen(ProtocolEntry protocol, EndPoint localEndPoint, MessageListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        SocketAddressValue address = SocketAddressValue.From(localEndPoint);
        options ??= new MessageListenerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Backlog, 1);
        if (protocol.SocketType is not (SocketType.Seqpacket or SocketType.Rdm))
            throw new InvalidOperationException($"{protocol} has no message sockets.");
        var listener = new MessageListener((options.Loop ?? CompletionLoop.Shared).GetProvider(new SocketKind(protocol)));
        try
        {
            if (listener.Provider.AcceptEx == 0)
                throw new SocketException(WSAEOPNOTSUPP);
            listener.Bind(address);
            options.Configure?.Invoke(listener);
            listener.Start(options.Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Accepts a connection.</summary>
    /// <param name="cancellationToken">Gives the accept up.</param>
    /// <exception cref="SocketException">Winsock refuses; resets of peers are no failures.</exception>
    /// <exception cref="ObjectDisposedException">The listener is closed.</exception>
    public SocketOperation<MessageSocket> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var use = Use();
        ObjectDisposedException.ThrowIf(Loop.IsStopping, Loop);
        return cancellationToken.IsCancellationRequested
            ? SocketFailure.Canceled<MessageSocket>(Loop, cancellationToken)
            : MessageAcceptOperation.Start(this, cancellationToken);
    }

    private void Start(int backlog)
    {
        using var use = Use();
        ThrowIfFailed(Native.listen(use.Socket, backlog));
    }
}
