using System;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>
/// A <see cref="StreamSocket"/> as a pair of pipes: what is received is read from <see cref="Input"/>, what is written to
/// <see cref="Output"/> and flushed is sent. The socket belongs to the pipe, and is closed when both directions are over.
/// </summary>
/// <remarks>
/// <para>Receiving begins at once, waits for data without a buffer, and pauses while more than a threshold of bytes is unread; a flush of
/// <see cref="Output"/> waits while more than a threshold is unsent. The thresholds are those of <see cref="PipeOptions"/>.</para>
/// <para>Completing <see cref="Output"/> ends the stream to the peer, who gets everything that was flushed before; completing it with an
/// exception aborts the connection, so that the peer does not take what it got for the whole. Completing <see cref="Input"/> ends
/// receiving. What fails on the connection is an <see cref="System.IO.IOException"/> for who reads or flushes next.</para>
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed class SocketPipe : IDuplexPipe, IDisposable, IAsyncDisposable
{
    // Where code continues is the loop's decision already; another queue would only delay it.
    private static readonly PipeOptions DefaultOptions = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, minimumSegmentSize: 16 * 1024);

    private readonly StreamSocket _socket;
    private readonly Pipe _incoming;
    private readonly Pipe _outgoing;
    private int _openDirections = 2;
    private int _receivingEnded;

    internal SocketPipe(StreamSocket socket, PipeOptions? receiveOptions, PipeOptions? sendOptions)
    {
        _socket = socket;
        _incoming = new Pipe(receiveOptions ?? DefaultOptions);
        _outgoing = new Pipe(sendOptions ?? DefaultOptions);
        Input = new SocketPipeReader(_incoming.Reader, EndReceiving);
        Completion = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    /// <summary>What the peer sends.</summary>
    public PipeReader Input { get; }

    /// <summary>What the peer gets.</summary>
    public PipeWriter Output => _outgoing.Writer;

    /// <summary>Ends, without failing, when nothing is received or sent any more and the socket is closed.</summary>
    /// <remarks>It waits for <see cref="Output"/> to be completed and sent, and for the peer's end or for <see cref="Input"/> to be completed.</remarks>
    public Task Completion { get; }

    /// <summary>Closes the connection now. What was flushed and is not sent yet is lost.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        Input.Complete();
        _outgoing.Writer.Complete();
    }

    /// <summary>Completes both directions and waits until everything that was written is sent, which can be as long as the peer likes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _outgoing.Writer.CompleteAsync().ConfigureAwait(false);
        await Input.CompleteAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        PipeWriter writer = _incoming.Writer;
        Exception? failure = null;
        try
        {
            bool mayBeIdle = true;
            FlushResult flushed;
            do
            {
                if (mayBeIdle)
                    await _socket.WaitForDataAsync().ConfigureAwait(false);
                Memory<byte> memory = writer.GetMemory();
                int count = await _socket.ReceiveAsync(memory).ConfigureAwait(false);
                if (count == 0)
                    break;
                mayBeIdle = count < memory.Length;
                writer.Advance(count);
                flushed = await writer.FlushAsync().ConfigureAwait(false);
            }
            while (!flushed.IsCompleted);
        }
        catch (Exception thrown)
        {
            // Nobody but the reader would ever hear of it.
            failure = Explain(thrown);
        }

        await writer.CompleteAsync(failure).ConfigureAwait(false);
        EndReceiving();
    }

    private async Task SendAsync()
    {
        PipeReader reader = _outgoing.Reader;
        Exception? failure = null;
        try
        {
            ReadResult read;
            do
            {
                read = await reader.ReadAsync().ConfigureAwait(false);
                foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                {
                    if (!segment.IsEmpty)
                        await _socket.SendAsync(segment).ConfigureAwait(false);
                }

                reader.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);
            _socket.ShutdownSend();
        }
        catch (Exception thrown)
        {
            // The connection's, or the writer's own, after which the peer must not see an orderly end.
            failure = Explain(thrown);
            _socket.Abort();
        }

        await reader.CompleteAsync(failure).ConfigureAwait(false);
        EndDirection();
    }

    private static Exception Explain(Exception thrown) => thrown is SocketException failure ? SocketStream.Failure(failure) : thrown;

    private void EndReceiving()
    {
        if (Interlocked.Exchange(ref _receivingEnded, 1) == 0)
            EndDirection();
    }

    private void EndDirection()
    {
        if (Interlocked.Decrement(ref _openDirections) == 0)
            _socket.Dispose();
    }
}
