using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// A connection whose messages arrive whole, all of them and in order: sequenced packets (SPX) and reliable datagrams (reliable
/// multicast). One receive and one send may be outstanding at a time, together with each other and with
/// <see cref="WinsockSocket.Dispose"/> from any thread.
/// </summary>
/// <remarks>
/// <para>
/// A socket is opened from the entry of its protocol, <see cref="ProtocolEntry.OpenMessage"/>, or accepted by a <see cref="MessageListener"/>. With
/// reliable multicast the sender connects to the group, and the receivers accept (PGM Senders and Receivers): each sends or receives only.
/// </para>
/// <para>The memory given to an operation belongs to Windows until the operation is over.</para>
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed unsafe class MessageSocket : WinsockSocket
{
    private Direction<MessageReceiveOperation> _receive;
    private Direction<TransferOperation> _send;
    private bool _isBound;

    internal MessageSocket(SocketProvider provider) : base(provider)
    {
    }

    /// <summary>The end point that the socket is connected to.</summary>
    /// <exception cref="SocketException">The socket is not connected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public EndPoint RemoteEndPoint => GetPeerName().ToEndPoint();

    /// <summary>Binds the socket, before it is connected, to the end point that it connects from.</summary>
    /// <param name="localEndPoint">The end point.</param>
    /// <exception cref="SocketException">It is in use (WSAEADDRINUSE), or not this machine's (WSAEADDRNOTAVAIL).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void Bind(EndPoint localEndPoint)
    {
        Bind(SocketAddressValue.From(localEndPoint));
        _isBound = true;
    }

    /// <summary>Connects to an end point, from the one the socket is bound to, or from any.</summary>
    /// <param name="remoteEndPoint">The peer; for reliable multicast the group to send to, which is connected at once.</param>
    /// <param name="cancellationToken">Gives the connection attempt up.</param>
    /// <exception cref="SocketException">Nobody listens there (WSAECONNREFUSED), it cannot be reached, or the provider cannot connect without
    /// blocking: it has no ConnectEx (WSAEOPNOTSUPP).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation ConnectAsync(EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        SocketAddressValue remote = SocketAddressValue.From(remoteEndPoint);
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<MessageSocket>(Loop, cancellationToken).WithoutResult();
        if (Provider.Kind.SocketType == SOCK_RDM)
        {
            // A sender of reliable multicast is bound and has nobody to wait for: connect names the group (PGM Senders and Receivers).
            BindIfNot(remote);
            Connect(remote);
            return default;
        }

        if (Provider.ConnectEx == 0)
            return SocketFailure.Failed<MessageSocket>(this, WSAEOPNOTSUPP).WithoutResult();
        // ConnectEx wants a bound socket.
        BindIfNot(remote);
        return ConnectOperation<MessageSocket>.Start(this, remote, closesOnFailure: false, default, cancellationToken).WithoutResult();
    }

    /// <summary>Receives a message, or as much of it as fits.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="cancellationToken">Gives the receive up.</param>
    /// <returns>The length, and whether the message is complete; or that the peer has ended the connection, which goes on saying so.</returns>
    /// <exception cref="InvalidOperationException">A receive is outstanding.</exception>
    /// <exception cref="SocketException">
    /// The peer has reset the connection (WSAECONNRESET); the message is longer than the buffer, and the protocol is reliable and has no
    /// parts of messages (WSAEMSGSIZE): it is still there for a larger buffer.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<ReceivedMessage> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<ReceivedMessage>(Loop, cancellationToken);
        return _receive.Begin(this, "receive", static socket => new MessageReceiveOperation(socket)).Start(use.Socket, buffer, cancellationToken);
    }

    /// <summary>Sends a message, or a part of one.</summary>
    /// <param name="buffer">The bytes, which must not change until the send is over.</param>
    /// <param name="endOfMessage">
    /// Whether these bytes end the message; false for a part that others follow (MSG_PARTIAL), which needs
    /// <see cref="ProtocolFeatures.PartialMessages"/>.
    /// </param>
    /// <param name="cancellationToken">Gives the send up; what the peer gets is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <exception cref="InvalidOperationException">A send is outstanding.</exception>
    /// <exception cref="SocketException">The message is too long (WSAEMSGSIZE), the protocol has no parts of messages (WSAEOPNOTSUPP), or the
    /// connection is gone (WSAECONNRESET).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> SendAsync(ReadOnlyMemory<byte> buffer, bool endOfMessage = true, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<int>(Loop, cancellationToken);
        return _send.Begin(this, "send", TransferOperation.Rent)
            .Send(use.Socket, buffer, endOfMessage ? 0u : MSG_PARTIAL, cancellationToken);
    }

    /// <summary>Tells the peer that no more messages come: its receives say so, after the last message. Receiving goes on.</summary>
    /// <exception cref="SocketException">The protocol cannot end a connection without losing data (WSAEOPNOTSUPP, see
    /// <see cref="ProtocolFeatures.GracefulClose"/>), or there is no connection (WSAENOTCONN).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void ShutdownSend()
    {
        using var use = Use();
        if (Provider.Kind.Entry is { } entry && !entry.Features.HasFlag(ProtocolFeatures.GracefulClose))
            throw new SocketException(WSAEOPNOTSUPP);
        ThrowIfFailed(Native.shutdown(use.Socket, SD_SEND));
    }

    internal override void OnHandleClosed()
    {
        base.OnHandleClosed();
        _receive.Close();
        _send.Close();
    }

    private void BindIfNot(in SocketAddressValue remote)
    {
        if (_isBound)
            return;
        BindToAny(remote);
        _isBound = true;
    }
}
