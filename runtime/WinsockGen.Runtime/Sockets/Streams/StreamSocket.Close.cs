using System;
using System.Net.Sockets;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>The ways a connection ends.</summary>
public sealed unsafe partial class StreamSocket
{
    /// <summary>Ends the stream to the peer, who receives zero bytes after the last ones. Receiving goes on.</summary>
    /// <exception cref="SocketException">The socket is not connected any more.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void ShutdownSend()
    {
        using var use = Use();
        ThrowIfFailed(Native.shutdown(use.Socket, SD_SEND));
    }

    /// <summary>
    /// Closes the connection in order: ends our stream, waits until the peer has ended its own, and closes the socket. The peer has then received
    /// everything that was sent, if it reads to the end before it ends.
    /// </summary>
    /// <param name="linger">How long to wait for the peer, at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes. With zero the
    /// socket is closed without waiting, and Windows sends what is not sent yet in the background.</param>
    /// <returns>An operation that is over when the socket is closed. However it ends, the socket is closed.</returns>
    /// <remarks>
    /// What the peer still sends is discarded. The operation takes the place of receives and sends: they are refused from here on, and so is a
    /// second close; <see cref="WinsockSocket.Dispose"/> and <see cref="Abort"/> end the wait. A socket that is closed already is left alone.
    /// No thread waits. SO_LINGER, with which closesocket waits, plays no part: the time given here takes its place.
    /// <para>When the time is over, the connection is reset, as SO_LINGER does it: a peer that holds on to it cannot keep it.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">A receive or a send is outstanding. Await or cancel it first; nothing has happened to the socket.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than 49 days.</exception>
    /// <exception cref="TimeoutException">The peer did not end its stream in time.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it: what was sent last may be lost.</exception>
    /// <exception cref="ObjectDisposedException">The socket was disposed or aborted while the operation waited.</exception>
    public SocketOperation CloseAsync(TimeSpan linger)
    {
        if (linger != TimeSpan.Zero)
            Operation.ThrowIfInvalid(linger);
        if (IsClosed)
            return default;
        using var use = Use();
        TransferOperation receive = HoldReceive();
        TransferOperation send;
        try
        {
            send = HoldSend();
        }
        catch
        {
            receive.EndHold();
            throw;
        }

        try
        {
            ThrowIfFailed(Native.shutdown(use.Socket, SD_SEND));
            if (linger != TimeSpan.Zero)
                return CloseOperation.Start(this, use.Socket, receive, send).WithTimeout(linger).WithoutResult();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            receive.EndHold();
            send.EndHold();
            Abort();
            return new SocketOperation<long>(new FailedOperation<long>(Loop, failure)).WithoutResult();
        }

        receive.EndHold();
        send.EndHold();
        CloseInBackground();
        return default;
    }

    /// <summary>Closes the socket hard: what is not sent yet is dropped, and the peer sees a reset.</summary>
    public void Abort()
    {
        // SO_LINGER with a time of zero makes closesocket send RST (closesocket, "Remarks", on winsock2.h's page).
        SetLinger(new LINGER { l_onoff = 1, l_linger = 0 });
        Dispose();
    }

    /// <summary>Closes the socket without waiting; what is not sent yet is sent (closesocket, "Remarks": SO_DONTLINGER).</summary>
    internal void CloseInBackground()
    {
        SetLinger(default);
        Dispose();
    }

    private void SetLinger(LINGER linger)
    {
        try
        {
            SetRawSocketOption(SOL_SOCKET, SO_LINGER, new ReadOnlySpan<byte>(&linger, sizeof(LINGER)));
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Reset or closed already.
        }
    }
}
