using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// Sends a piece of a file where the provider has neither TransmitFile nor TransmitPackets: reads it on the thread pool, so that no loop waits for
/// a disk, and sends it buffer by buffer. It allocates a few objects.
/// </summary>
#pragma warning disable CA1001 // The source has no timer and no wait handle, so nothing to dispose of, and a canceller may come late.
internal sealed class FileCopyOperation : Operation<long>
#pragma warning restore CA1001
{
    private const int BufferLength = 1 << 16;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly StreamSocket _socket;
    private readonly TransferOperation _hold;
    private readonly FileRange _range;
    private Direction<TransferOperation> _sends;
    private Exception? _failure;

    private FileCopyOperation(StreamSocket socket, TransferOperation hold, in FileRange range) : base(socket.Loop, detached: true)
    {
        _socket = socket;
        _hold = hold;
        _range = range;
    }

    /// <param name="hold">The socket's own send, which cannot start until this is over.</param>
    internal static SocketOperation<long> Start(StreamSocket socket, TransferOperation hold, in FileRange range, CancellationToken cancellationToken)
    {
        var operation = new FileCopyOperation(socket, hold, range);
        var result = new SocketOperation<long>(operation);
        _ = operation.RunAsync();
        operation.EndPending(cancellationToken);
        return result;
    }

    internal override long GetResult(uint token)
    {
        int error = Take(token, out _, out CancellationToken cancellationToken);
        return error == 0 ? _range.Length : throw CreateException(error, cancellationToken);
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) =>
        _failure ?? SocketFailure.Create(Loop, _socket, error, cancellationToken);

    protected override void Cancel() => _cancellation.Cancel();

    protected override void ReleaseRecord(bool reusable)
    {
    }

    protected override void LeakRecord()
    {
    }

    private async Task RunAsync()
    {
        int error = 0;
        try
        {
            await SendAllAsync().ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            error = (int)failure.SocketErrorCode;
        }
        catch (Exception failure) when (failure is OperationCanceledException || (failure is ObjectDisposedException && (_socket.IsClosed || Loop.IsStopping)))
        {
            error = WSA_OPERATION_ABORTED;
        }
        catch (Exception failure)
        {
            _failure = failure;
            error = WSAEINVAL;
        }

        _sends.Close();
        _hold.EndHold();
        Complete(error, 0);
    }

    private async Task SendAllAsync()
    {
        bool holdsFile = false;
        try
        {
            _range.File.DangerousAddRef(ref holdsFile);
            if (!_range.Head.IsEmpty)
                await Send(_range.Head).ConfigureAwait(false);

            // Not from a pool: when the port dies, Windows keeps it.
            byte[] buffer = new byte[Math.Min(BufferLength, _range.Count)];
            for (long sent = 0; sent < _range.Count;)
            {
                await new PoolTurn(Loop.Native);
                _cancellation.Token.ThrowIfCancellationRequested();
                int count = RandomAccess.Read(_range.File, buffer.AsSpan(0, (int)Math.Min(buffer.Length, _range.Count - sent)), _range.Offset + sent);
                if (count == 0)
                    throw FileRange.HasShrunk();
                await Send(buffer.AsMemory(0, count)).ConfigureAwait(false);
                sent += count;
            }

            if (!_range.Tail.IsEmpty)
                await Send(_range.Tail).ConfigureAwait(false);
        }
        finally
        {
            if (holdsFile)
                _range.File.DangerousRelease();
        }
    }

    private SocketOperation<int> Send(ReadOnlyMemory<byte> bytes)
    {
        using SocketUse use = _socket.Use();
        return _sends.Begin(_socket, "send", TransferOperation.Rent).Send(use.Socket, bytes, flags: 0, _cancellation.Token);
    }
}
