using System;
using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Shapes;

public sealed class SocketPipeTests
{
    [Theory]
    [InlineData(ContinuationScheduling.ThreadPool)]
    [InlineData(ContinuationScheduling.Inline)]
    public void What_is_flushed_is_read_in_order(ContinuationScheduling scheduling)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            using var world = new StreamWorld(new Random(seed), scheduling);
            var (client, server) = Connect(world);
            byte[] sent = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i + seed))];
            Task<byte[]> reading = ReadToEndAsync(server.Input);
            world.Finish(WriteInPiecesAsync(client.Output, sent));
            Assert.Equal(sent, world.Finish(reading));
            Close(world, client, server);
        }
    }

    [Fact]
    public void An_idle_connection_waits_without_a_buffer()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world);
        for (int i = 0; i < 3; i++)
        {
            world.Settle();
            Assert.Equal(0, world.Winsock.PendingReceiveLength);
            world.Finish(client.Output.WriteAsync(new byte[100]).AsTask());
            ReadResult read = world.Finish(server.Input.ReadAsync().AsTask());
            Assert.Equal(100, read.Buffer.Length);
            server.Input.AdvanceTo(read.Buffer.End);
        }

        Close(world, client, server);
    }

    [Fact]
    public void An_idle_pipe_holds_no_memory_of_its_pool()
    {
        using var pool = new CountingPool();
        var options = new PipeOptions(pool, PipeScheduler.Inline, PipeScheduler.Inline);
        using var world = new StreamWorld();
        var (client, server) = Connect(world, options);
        world.Settle();
        Assert.Equal(0, pool.Rented);
        world.Finish(client.Output.WriteAsync(new byte[10_000]).AsTask());
        world.Settle();
        Assert.NotEqual(0, pool.Rented);
        ReadResult read = world.Finish(server.Input.ReadAtLeastAsync(10_000).AsTask());
        server.Input.AdvanceTo(read.Buffer.End);
        world.Settle();
        Assert.Equal(0, pool.Rented);
        Close(world, client, server);
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Receiving_pauses_at_its_threshold_and_goes_on_when_enough_is_read()
    {
        var options = new PipeOptions(pauseWriterThreshold: 100, resumeWriterThreshold: 40, minimumSegmentSize: 64,
            readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline);
        using var world = new StreamWorld();
        var (client, server) = Connect(world, options);
        world.Finish(client.Output.WriteAsync(new byte[100_000]).AsTask());
        world.Settle();
        int receives = world.Winsock.CallCounts[nameof(Ws2.WSARecv)];
        ReadResult read = world.Finish(server.Input.ReadAsync().AsTask());
        Assert.InRange(read.Buffer.Length, 100, 10_000);

        // Above the threshold to resume: still nothing is received.
        server.Input.AdvanceTo(read.Buffer.GetPosition(read.Buffer.Length - 40));
        world.Settle();
        Assert.Equal(receives, world.Winsock.CallCounts[nameof(Ws2.WSARecv)]);
        read = world.Finish(server.Input.ReadAsync().AsTask());
        server.Input.AdvanceTo(read.Buffer.End);
        world.Settle();
        Assert.True(world.Winsock.CallCounts[nameof(Ws2.WSARecv)] > receives);
        Close(world, client, server);
    }

    [Fact]
    public void A_flush_waits_while_more_than_its_threshold_is_unsent()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world, new PipeOptions(pauseWriterThreshold: 100, resumeWriterThreshold: 40,
            readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline));
        Task<FlushResult> flushing = client.Output.WriteAsync(new byte[101]).AsTask();

        // The send is with "Windows".
        Assert.False(flushing.IsCompleted);
        world.Finish(flushing);
        Close(world, client, server);
    }

    [Fact]
    public void A_completed_writer_ends_the_stream_after_its_last_byte_and_reading_goes_on()
    {
        using var world = new StreamWorld();
        int unconnected = world.Winsock.OpenSockets;
        var (client, server) = Connect(world);
        world.Finish(client.Output.WriteAsync(new byte[5]).AsTask());
        client.Output.Complete();
        Assert.Equal(5, world.Finish(ReadToEndAsync(server.Input)).Length);
        Assert.False(client.Completion.IsCompleted);
        world.Finish(server.Output.WriteAsync(new byte[7]).AsTask());
        server.Output.Complete();
        Assert.Equal(7, world.Finish(ReadToEndAsync(client.Input)).Length);

        // Both directions are over: the sockets are closed.
        world.Finish(Task.WhenAll(client.Completion, server.Completion));
        Assert.Equal(unconnected, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_writer_completed_with_an_exception_aborts_the_connection()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world);
        client.Output.Complete(new InvalidDataException());
        Task<byte[]> reading = ReadToEndAsync(server.Input);
        Assert.Equal(SocketError.ConnectionReset, StreamContractTests.InnerError(Assert.Throws<IOException>(() => world.Finish(reading))));
        Close(world, client, server);
    }

    [Fact]
    public void A_reset_fails_the_reader_and_the_next_flush()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world);
        Task<byte[]> reading = ReadToEndAsync(server.Input);
        client.Output.Complete(new InvalidDataException());
        Assert.Throws<IOException>(() => world.Finish(reading));

        // The first flush hands the bytes over, and may learn it already.
        Exception? failure = Record.Exception(() =>
        {
            for (int i = 0; i < 2; i++)
                world.Finish(server.Output.WriteAsync(new byte[10]).AsTask());
        });
        Assert.IsType<IOException>(failure);
        Close(world, client, server);
    }

    [Fact]
    public void A_reader_that_completes_ends_receiving_and_writing_goes_on()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world);
        server.Input.Complete(new InvalidDataException());
        world.Finish(server.Output.WriteAsync(new byte[7]).AsTask());
        world.Settle();
        Assert.False(server.Completion.IsCompleted);
        server.Output.Complete();
        world.Finish(server.Completion);
        Assert.Equal(7, world.Finish(ReadToEndAsync(client.Input)).Length);
        Close(world, client, server);
    }

    [Fact]
    public void A_pending_read_and_a_pending_flush_can_be_cancelled_and_lose_nothing()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world, new PipeOptions(pauseWriterThreshold: 10, resumeWriterThreshold: 5,
            readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline));
        Task<ReadResult> reading = server.Input.ReadAsync().AsTask();
        server.Input.CancelPendingRead();
        ReadResult read = world.Finish(reading);
        Assert.True(read.IsCanceled);
        server.Input.AdvanceTo(read.Buffer.End);

        Task<FlushResult> flushing = client.Output.WriteAsync(new byte[20]).AsTask();
        client.Output.CancelPendingFlush();
        Assert.True(world.Finish(flushing).IsCanceled);
        using var cancellation = new CancellationTokenSource();
        read = world.Finish(server.Input.ReadAtLeastAsync(20).AsTask());
        Assert.Equal(20, read.Buffer.Length);
        server.Input.AdvanceTo(read.Buffer.End);

        reading = server.Input.ReadAsync(cancellation.Token).AsTask();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => world.Finish(reading));
        Close(world, client, server);
    }

    [Fact]
    public void Disposing_at_once_closes_the_socket_and_ends_both_pumps()
    {
        using var world = new StreamWorld();
        int unconnected = world.Winsock.OpenSockets;
        var (client, server) = Connect(world);
        server.Dispose();
        server.Dispose();
        world.Finish(server.Completion);
        Close(world, client, server);
        Assert.Equal(unconnected, world.Winsock.OpenSockets);
    }

    [Fact]
    public void Disposing_asynchronously_waits_until_everything_is_sent()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world);
        Task<byte[]> reading = ReadToEndAsync(server.Input);
        client.Output.Write(new byte[50]);
        Task disposing = client.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        world.Finish(disposing);
        Assert.Equal(50, world.Finish(reading).Length);
        Close(world, client, server);
    }

    [Fact]
    public void A_pipe_as_a_stream_reads_and_writes()
    {
        using var world = new StreamWorld();
        var (client, server) = Connect(world);
        world.Finish(client.Output.AsStream().WriteAsync(new byte[] { 1, 2, 3 }).AsTask());
        var buffer = new byte[3];
        world.Finish(server.Input.AsStream().ReadExactlyAsync(buffer).AsTask());
        Assert.Equal([1, 2, 3], buffer);
        Close(world, client, server);
    }

    private static (SocketPipe Client, SocketPipe Server) Connect(StreamWorld world, PipeOptions? options = null)
    {
        var (client, server) = world.Connect();
        return (client.AsPipe(options, options), server.AsPipe(options, options));
    }

    private static void Close(StreamWorld world, SocketPipe client, SocketPipe server)
    {
        client.Dispose();
        server.Dispose();
        world.Finish(Task.WhenAll(client.Completion, server.Completion));
    }

    private static async Task WriteInPiecesAsync(PipeWriter output, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i += 30)
            await output.WriteAsync(bytes.AsMemory(i, Math.Min(30, bytes.Length - i)));
        await output.CompleteAsync();
    }

    private static async Task<byte[]> ReadToEndAsync(PipeReader input)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync();
            if (read.IsCompleted)
                return read.Buffer.ToArray();
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
