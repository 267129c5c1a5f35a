using System;
using System.Buffers;
using System.IO;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// A <see cref="StreamSocket"/> as a <see cref="Stream"/>, for code that wants one, such as SslStream or HttpClient. One read and one
/// write may be outstanding at a time, together with each other and with <see cref="Stream.Dispose()"/>.
/// </summary>
/// <remarks>
/// <para>A read gives what is there, at least a byte, or zero at the end of the peer's stream. A read into an empty buffer waits for data
/// without taking any, so that an idle connection needs no buffer. A write is over when Windows has taken all of its bytes; nothing is
/// buffered here, and a flush has nothing to do.</para>
/// <para>What fails on the connection is an <see cref="IOException"/> whose inner exception is the <see cref="SocketException"/>. After a
/// write that was cancelled or timed out nobody knows how much of it the peer gets.</para>
/// <para>The synchronous members wait on the calling thread, without needing one of the thread pool. On the thread of a loop that runs
/// continuations inline they would wait for themselves, and refuse.</para>
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed class SocketStream : Stream
{
    // Synchronous spans go through an array of the pool, in pieces of at most this length.
    private const int PieceLength = 64 * 1024;

    private readonly bool _ownsSocket;
    private int _readTimeout = Timeout.Infinite;
    private int _writeTimeout = Timeout.Infinite;
    private volatile bool _isDisposed;

    internal SocketStream(StreamSocket socket, bool ownsSocket)
    {
        Socket = socket;
        _ownsSocket = ownsSocket;
    }

    /// <summary>The socket that this stream reads and writes.</summary>
    public StreamSocket Socket { get; }

    /// <summary>True until the stream is disposed.</summary>
    public override bool CanRead => !_isDisposed;

    /// <summary>True until the stream is disposed.</summary>
    public override bool CanWrite => !_isDisposed;

    /// <summary>False: a connection has no positions.</summary>
    public override bool CanSeek => false;

    /// <summary>True: see <see cref="ReadTimeout"/> and <see cref="WriteTimeout"/>.</summary>
    public override bool CanTimeout => true;

    /// <summary>How many milliseconds a synchronous read waits before it fails with WSAETIMEDOUT; <see cref="Timeout.Infinite"/> by default.</summary>
    /// <remarks>Asynchronous reads have their cancellation token.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor <see cref="Timeout.Infinite"/>.</exception>
    public override int ReadTimeout
    {
        get => _readTimeout;
        set => _readTimeout = ValidTimeout(value);
    }

    /// <summary>How many milliseconds a synchronous write waits before it fails with WSAETIMEDOUT; <see cref="Timeout.Infinite"/> by default.</summary>
    /// <remarks>Asynchronous writes have their cancellation token.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor <see cref="Timeout.Infinite"/>.</exception>
    public override int WriteTimeout
    {
        get => _writeTimeout;
        set => _writeTimeout = ValidTimeout(value);
    }

    /// <summary>Not supported.</summary>
    public override long Length => throw NoPositions();

    /// <summary>Not supported.</summary>
    public override long Position
    {
        get => throw NoPositions();
        set => throw NoPositions();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return ReceiveAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        return buffer.IsEmpty ? ValueTask.CompletedTask : SendAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        ThrowIfDisposed();
        return Receive(buffer.AsMemory(offset, count));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ThrowIfDisposed();
        byte[] piece = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length, PieceLength));
        int count = Receive(piece.AsMemory(0, Math.Min(buffer.Length, PieceLength)));
        piece.AsSpan(0, count).CopyTo(buffer);
        Return(piece);
        return count;
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        byte value = 0;
        return Read(new Span<byte>(ref value)) == 0 ? -1 : value;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        ThrowIfDisposed();
        Send(buffer.AsMemory(offset, count));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfDisposed();
        byte[] piece = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length, PieceLength));
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, PieceLength);
            buffer[..count].CopyTo(piece);
            Send(piece.AsMemory(0, count));
            buffer = buffer[count..];
        }

        Return(piece);
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(in value));

    /// <inheritdoc/>
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <inheritdoc/>
    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    /// <inheritdoc/>
    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(WriteAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <inheritdoc/>
    public override void EndWrite(IAsyncResult asyncResult) => TaskToAsyncResult.End(asyncResult);

    /// <summary>Reads to the end of the peer's stream and writes all of it to another stream. Waiting for data needs no buffer.</summary>
    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ValidateCopyToArguments(destination, bufferSize);
        ThrowIfDisposed();
        return CopyAsync(destination, bufferSize, cancellationToken);
    }

    /// <inheritdoc/>
    public override void CopyTo(Stream destination, int bufferSize)
    {
        ValidateCopyToArguments(destination, bufferSize);
        ThrowIfDisposed();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
        int count;
        while ((count = Receive(buffer)) != 0)
            destination.Write(buffer, 0, count);
        Return(buffer);
    }

    /// <summary>Does nothing: a write that is over is with Windows.</summary>
    public override void Flush() => ThrowIfDisposed();

    /// <summary>Does nothing: a write that is over is with Windows.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw NoPositions();

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw NoPositions();

    /// <summary>Ends the use of this stream; the socket is closed when it belongs to it, and then what is outstanding fails.</summary>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        if (disposing && _ownsSocket)
            Socket.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>What a failure of the connection is to the users of streams.</summary>
    internal static IOException Failure(SocketException failure) => new($"The connection failed: {failure.Message}", failure);

    private static int ValidTimeout(int value)
    {
        if (value != Timeout.Infinite)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }

    private static NotSupportedException NoPositions() => new("A connection has no length and no positions.");

    // Not in a finally block: after a failure the memory may belong to Windows still, if the loop has died under the operation.
    private static void Return(byte[] piece) => ArrayPool<byte>.Shared.Return(piece);

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await Socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            throw Failure(failure);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await Socket.SendAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            throw Failure(failure);
        }
    }

    private async Task CopyAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        int count;
        do
        {
            _ = await ReceiveAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
            do
            {
                count = await ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (count != 0)
                    await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }
            while (count == buffer.Length);
            Return(buffer);
        }
        while (count != 0);
    }

    private int Receive(Memory<byte> buffer)
    {
        BlockingWait.Prepare(Socket);
        return Wait(Socket.ReceiveAsync(buffer), _readTimeout);
    }

    private void Send(ReadOnlyMemory<byte> buffer)
    {
        if (buffer.IsEmpty)
            return;
        BlockingWait.Prepare(Socket);
        _ = Wait(Socket.SendAsync(buffer), _writeTimeout);
    }

    private static int Wait(SocketOperation<int> operation, int timeout)
    {
        try
        {
            return BlockingWait.For(operation.WithTimeout(TimeSpan.FromMilliseconds(timeout)));
        }
        catch (SocketException failure)
        {
            throw Failure(failure);
        }
        catch (TimeoutException)
        {
            throw Failure(new SocketException(WSAETIMEDOUT));
        }
    }
}
