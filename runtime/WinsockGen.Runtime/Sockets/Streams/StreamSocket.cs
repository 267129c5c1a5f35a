using System;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;

namespace WinsockGen;

/// <summary>
/// A connected stream: bytes in order, without message boundaries. One receive and one send may be outstanding at a time, together
/// with each other and with <see cref="WinsockSocket.Dispose"/> from any thread.
/// </summary>
/// <remarks>
/// The memory given to an operation belongs to Windows until the operation is over. Cancelling a receive or a send does
/// not undo it: when it wins the race the data is there, and an aborted send may have sent a part.
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed unsafe partial class StreamSocket : WinsockSocket
{
    private Direction<TransferOperation> _receive;
    private Direction<TransferOperation> _send;
    private RareOperations? _rare;

    internal StreamSocket(SocketProvider provider) : base(provider)
    {
    }

    internal StreamSocket(SocketProvider provider, nuint handle) : base(provider, handle)
    {
    }

    /// <summary>The end point of the peer.</summary>
    /// <exception cref="SocketException">The socket is not connected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public EndPoint RemoteEndPoint => GetPeerName().ToEndPoint();

    /// <summary>How many bytes of <see cref="StreamConnectOptions.FirstData"/> were sent together with the connection: all of them, as far as is known.</summary>
    public int FirstDataSent => _rare?.FirstDataSent ?? 0;

    /// <summary>Receives what is there, or waits for the first bytes.</summary>
    /// <param name="buffer">Where the bytes go. An empty one waits for data without taking any.</param>
    /// <param name="cancellationToken">Gives the receive up.</param>
    /// <returns>How many bytes were received: at least one, or zero when the peer has ended its stream.</returns>
    /// <exception cref="InvalidOperationException">A receive is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<int>(Loop, cancellationToken);
        return _receive.Begin(this, "receive", TransferOperation.Rent).Receive(use.Socket, buffer, cancellationToken);
    }

    /// <summary>Waits until there is something to receive, data or the end of the stream, without a buffer.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <remarks>It is a receive of zero bytes: an idle connection that waits so pins no memory.</remarks>
    /// <exception cref="InvalidOperationException">A receive is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation WaitForDataAsync(CancellationToken cancellationToken = default) =>
        ReceiveAsync(Memory<byte>.Empty, cancellationToken).WithoutResult();

    /// <summary>Sends bytes.</summary>
    /// <param name="buffer">The bytes, which must not change until the send is over.</param>
    /// <param name="cancellationToken">Gives the send up; how many bytes the peer gets is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <exception cref="InvalidOperationException">A send is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), or the network lost it.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<int>(Loop, cancellationToken);
        return _send.Begin(this, "send", TransferOperation.Rent).Send(use.Socket, buffer, flags: 0, cancellationToken);
    }

    /// <summary>This connection as a <see cref="System.IO.Stream"/>.</summary>
    /// <param name="ownsSocket">Whether disposing the stream closes the socket.</param>
    public SocketStream AsStream(bool ownsSocket = true) => new(this, ownsSocket);

    /// <summary>This connection as a pair of pipes, to which the socket belongs from here on. Receiving begins at once.</summary>
    /// <param name="receiveOptions">Pool, thresholds and schedulers of what is received; null for 64 KiB, resumed at 32 KiB.</param>
    /// <param name="sendOptions">The same for what is sent.</param>
    public SocketPipe AsPipe(PipeOptions? receiveOptions = null, PipeOptions? sendOptions = null) => new(this, receiveOptions, sendOptions);

    private RareOperations Rare => _rare ?? Interlocked.CompareExchange(ref _rare, new RareOperations(), null) ?? _rare;

    internal override void OnFirstDataSent(int count) => Rare.FirstDataSent = count;

    internal override void OnHandleClosed()
    {
        base.OnHandleClosed();
        FreeFirstData();
        _receive.Close();
        _send.Close();
        _rare?.Close();
    }
}
