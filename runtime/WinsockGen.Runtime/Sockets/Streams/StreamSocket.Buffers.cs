using System;
using System.Buffers;
using System.Net.Sockets;
using System.Threading;

namespace WinsockGen;

/// <summary>Several buffers in one call. Spans of memory take arrays, lists (CollectionsMarshal.AsSpan) and collection expressions without allocating.</summary>
public sealed unsafe partial class StreamSocket
{
    /// <summary>Receives what is there, or waits for the first bytes, into several buffers one after the other.</summary>
    /// <param name="buffers">Where the bytes go: each buffer is filled before the next. The span itself is not needed after the call. Empty
    /// buffers are passed over; when all are, it waits for data without taking any. What is beyond 2,147,483,647 bytes, or beyond 1,024 buffers, is
    /// left as it is.</param>
    /// <param name="cancellationToken">Gives the receive up.</param>
    /// <returns>How many bytes were received: at least one, or zero when the peer has ended its stream.</returns>
    /// <exception cref="InvalidOperationException">A receive is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> ReceiveAsync(ReadOnlySpan<Memory<byte>> buffers, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<int>(Loop, cancellationToken);
        TransferOperation hold = HoldReceive();
        return BeginHeld(hold, ref Rare.Scatter, "receive", ScatterOperation.Rent).Receive(use.Socket, hold, buffers, cancellationToken);
    }

    /// <summary>Sends the bytes of several buffers, one after the other.</summary>
    /// <param name="buffers">The buffers, whose bytes must not change until the send is over; the span itself is not needed after the call. Empty
    /// ones are passed over.</param>
    /// <param name="cancellationToken">Gives the send up; how many bytes the peer gets is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <remarks>One call for Windows, unless there are more than 2,147,483,647 bytes or 1,024 buffers.</remarks>
    /// <exception cref="InvalidOperationException">A send is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<long> SendAsync(ReadOnlySpan<ReadOnlyMemory<byte>> buffers, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<long>(Loop, cancellationToken);
        TransferOperation hold = HoldSend();
        return BeginHeld(hold, ref Rare.Gather, "send", GatherOperation.Rent).Send(use.Socket, hold, buffers, cancellationToken);
    }

    /// <summary>Sends the bytes of a sequence, such as a pipe reader gives.</summary>
    /// <param name="buffers">The bytes, which must not change until the send is over.</param>
    /// <param name="cancellationToken">Gives the send up; how many bytes the peer gets is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <remarks>One call for Windows, unless there are more than 2,147,483,647 bytes or 1,024 segments.</remarks>
    /// <exception cref="InvalidOperationException">A send is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<long> SendAsync(in ReadOnlySequence<byte> buffers, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<long>(Loop, cancellationToken);
        TransferOperation hold = HoldSend();
        return BeginHeld(hold, ref Rare.Gather, "send", GatherOperation.Rent).Send(use.Socket, hold, buffers, cancellationToken);
    }

    private TransferOperation HoldReceive() => _receive.Begin(this, "receive", TransferOperation.Rent);

    private TransferOperation HoldSend() => _send.Begin(this, "send", TransferOperation.Rent);

    /// <summary>Begins an operation that keeps the one-buffer operation of its direction.</summary>
    private TOperation BeginHeld<TOperation>(TransferOperation hold, ref Direction<TOperation> direction, string name, Func<WinsockSocket, TOperation> rent)
        where TOperation : Operation
    {
        try
        {
            return direction.Begin(this, name, rent);
        }
        catch
        {
            hold.EndHold();
            throw;
        }
    }
}
