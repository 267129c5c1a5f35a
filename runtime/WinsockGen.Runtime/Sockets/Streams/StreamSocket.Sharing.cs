using System;
using System.Net.Sockets;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>From and to the BCL's <see cref="Socket"/>.</summary>
public sealed unsafe partial class StreamSocket
{
    private protected override bool HasOutstanding => _receive.IsOutstanding || _send.IsOutstanding || base.HasOutstanding;

    /// <summary>Takes over the connection of a <see cref="Socket"/> that has not been used asynchronously yet.</summary>
    /// <param name="socket">A connected stream socket that owns its handle. It is closed when this succeeds; the connection and its options live on.
    /// No other thread may use it meanwhile.</param>
    /// <param name="loop">The loop that takes the completions; null for the shared one.</param>
    /// <returns>The connection, whose handle has another number.</returns>
    /// <remarks>Windows gives a handle to one completion port, for as long as it lives: after the first asynchronous operation of a Socket, such as
    /// its ConnectAsync, it is too late. What fails before the Socket is closed leaves it open and its owner's.</remarks>
    /// <exception cref="ArgumentException">It is no stream socket.</exception>
    /// <exception cref="InvalidOperationException">It has a completion port already, is no overlapped socket, or is not connected. It can be used as before.</exception>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The Socket or the loop is closed.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static StreamSocket FromSocket(Socket socket, CompletionLoop? loop = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        loop ??= CompletionLoop.Shared;
        if (socket.SocketType == SocketType.Stream && !socket.Connected)
            throw new InvalidOperationException("The socket is not connected.");
        SocketProvider provider = SocketProvider.TakeOver(loop, socket, SOCK_STREAM, out nuint handle);
        return new StreamSocket(provider, handle);
    }

    /// <summary>Hands the connection over to a <see cref="Socket"/>, for synchronous use. This object is closed then; the connection is not.</summary>
    /// <remarks>The handle keeps the completion port that it has here, so the Socket's asynchronous members fail.</remarks>
    /// <exception cref="InvalidOperationException">An operation is outstanding, another thread is inside a call, or bytes that came with the accept have
    /// not been received. Nothing has happened then.</exception>
    /// <exception cref="ObjectDisposedException">The socket or its loop is closed.</exception>
    public Socket ToSocket()
    {
        if (HasFirstData && !IsClosed)
            throw new InvalidOperationException("Bytes that came with the accept have not been received: the Socket would never see them.");
        return GiveToSocket();
    }
}
