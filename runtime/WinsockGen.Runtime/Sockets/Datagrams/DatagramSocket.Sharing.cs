using System;
using System.Net.Sockets;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>From and to the BCL's <see cref="Socket"/>.</summary>
public sealed unsafe partial class DatagramSocket
{
    private protected override bool HasOutstanding =>
        _receives.HasOutstanding || _sends.HasOutstanding || _segmentedSends is { HasOutstanding: true } || base.HasOutstanding;

    /// <summary>Takes over a <see cref="Socket"/> that has not been used asynchronously yet.</summary>
    /// <param name="socket">A datagram socket that owns its handle. It is closed when this succeeds; its address, peer and memberships live on. No
    /// other thread may use it meanwhile.</param>
    /// <param name="loop">The loop that takes the completions; null for the shared one.</param>
    /// <returns>The socket, whose handle has another number. Its options are as they were: unless SIO_UDP_CONNRESET was turned off, a peer's port
    /// that nobody listens on fails a receive.</returns>
    /// <remarks>Windows gives a handle to one completion port, for as long as it lives: after the first asynchronous operation of a Socket it is too
    /// late. What fails before the Socket is closed leaves it open and its owner's.</remarks>
    /// <exception cref="ArgumentException">It is no datagram socket.</exception>
    /// <exception cref="InvalidOperationException">It has a completion port already, or is no overlapped socket. It can be used as before.</exception>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The Socket or the loop is closed.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static DatagramSocket FromSocket(Socket socket, CompletionLoop? loop = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        SocketProvider provider = SocketProvider.TakeOver(loop ?? CompletionLoop.Shared, socket, SOCK_DGRAM, out nuint handle);
        return new DatagramSocket(provider, handle);
    }

    /// <summary>Hands the socket over to a <see cref="Socket"/>, for synchronous use. This object is closed then; the handle is not.</summary>
    /// <remarks>The handle keeps the completion port that it has here, so the Socket's asynchronous members fail.</remarks>
    /// <exception cref="InvalidOperationException">An operation is outstanding, or another thread is inside a call. Nothing has happened then.</exception>
    /// <exception cref="ObjectDisposedException">The socket or its loop is closed.</exception>
    public Socket ToSocket() => GiveToSocket();
}
