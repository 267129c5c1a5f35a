using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Shapes;

/// <summary>What every user of a Stream may rely on, for every way to read and to write.</summary>
public sealed class StreamContractTests
{
    public static TheoryData<string> Reads => StreamForms.ReadNames;

    public static TheoryData<string> Writes => StreamForms.WriteNames;

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_read_waits_for_the_first_bytes_and_gives_what_is_there(string form) => With((world, client, server) =>
    {
        var buffer = new byte[8];
        Task<int> reading = StreamForms.Reads[form](world, server, buffer);
        world.Settle();
        Assert.False(reading.IsCompleted);
        world.Finish(client.WriteAsync(new byte[] { 1, 2, 3 }).AsTask());
        Assert.Equal(3, StreamForms.Finish(world, reading));
        Assert.Equal([1, 2, 3, 0, 0, 0, 0, 0], buffer);
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_read_of_what_is_there_already_does_not_wait(string form) => With((world, client, server) =>
    {
        world.Finish(client.WriteAsync(new byte[] { 1, 2, 3 }).AsTask());
        world.Winsock.CompletesAtOnce = true;
        Assert.Equal(2, StreamForms.Finish(world, StreamForms.Reads[form](world, server, new byte[2])));
        Assert.Equal(1, StreamForms.Finish(world, StreamForms.Reads[form](world, server, new byte[2])));
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_read_of_zero_bytes_waits_for_data_and_takes_none(string form) => With((world, client, server) =>
    {
        Task<int> waiting = StreamForms.Reads[form](world, server, []);
        world.Settle();
        Assert.False(waiting.IsCompleted);
        world.Finish(client.WriteAsync(new byte[] { 7 }).AsTask());
        Assert.Equal(0, StreamForms.Finish(world, waiting));
        Assert.Equal(1, world.Finish(server.ReadAsync(new byte[2]).AsTask()));
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void The_end_of_the_peers_stream_is_zero_again_and_again(string form) => With((world, client, server) =>
    {
        client.Socket.ShutdownSend();
        for (int i = 0; i < 3; i++)
            Assert.Equal(0, StreamForms.Finish(world, StreamForms.Reads[form](world, server, new byte[4])));
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_read_that_the_connection_fails_is_an_IOException_with_the_socket_error_inside(string form) => With((world, client, server) =>
    {
        Task<int> reading = StreamForms.Reads[form](world, server, new byte[4]);
        client.Socket.Abort();
        Assert.Equal(SocketError.ConnectionReset, InnerError(Assert.Throws<IOException>(() => StreamForms.Finish(world, reading))));
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_read_that_waits_ends_when_the_stream_is_disposed(string form) => With((world, client, server) =>
    {
        Task<int> reading = StreamForms.Reads[form](world, server, new byte[4]);
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => StreamForms.Finish(world, reading));
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_disposed_stream_refuses_to_read(string form) => With((world, client, server) =>
    {
        server.Dispose();
        Assert.Throws<ObjectDisposedException>(() => StreamForms.Finish(world, StreamForms.Reads[form](world, server, new byte[4])));
    });

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_second_read_is_refused_while_one_waits_and_does_not_disturb_it(string form) => With((world, client, server) =>
    {
        Task<int> first = server.ReadAsync(new byte[4]).AsTask();
        Assert.Throws<InvalidOperationException>(() => StreamForms.Finish(world, StreamForms.Reads[form](world, server, new byte[4])));
        world.Finish(client.WriteAsync(new byte[2]).AsTask());
        Assert.Equal(2, world.Finish(first));
    });

    [Theory]
    [MemberData(nameof(Writes))]
    public void A_write_sends_all_of_its_bytes(string form) => With((world, client, server) =>
    {
        byte[] sent = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
        StreamForms.Finish(world, StreamForms.Writes[form](world, client, sent));
        var received = new byte[sent.Length];
        world.Finish(server.ReadExactlyAsync(received).AsTask());
        Assert.Equal(sent, received);
    });

    [Theory]
    [MemberData(nameof(Writes))]
    public void A_write_of_nothing_sends_nothing(string form) => With((world, client, server) =>
    {
        StreamForms.Finish(world, StreamForms.Writes[form](world, client, []));
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(Ws2.WSASend)));
    });

    [Theory]
    [MemberData(nameof(Writes))]
    public void A_write_that_the_connection_fails_is_an_IOException_with_the_socket_error_inside(string form) => With((world, client, server) =>
    {
        server.Socket.Abort();
        Assert.Equal(SocketError.ConnectionReset, InnerError(Assert.Throws<IOException>(() => StreamForms.Finish(world, StreamForms.Writes[form](world, client, new byte[4])))));
    });

    [Theory]
    [MemberData(nameof(Writes))]
    public void A_disposed_stream_refuses_to_write(string form) => With((world, client, server) =>
    {
        client.Dispose();
        Assert.Throws<ObjectDisposedException>(() => StreamForms.Finish(world, StreamForms.Writes[form](world, client, new byte[4])));
    });

    [Fact]
    public void Arguments_are_checked_before_anything_happens() => With((world, client, server) =>
    {
        Assert.Throws<ArgumentNullException>(() => server.Read(null!, 0, 0));
        Assert.Throws<ArgumentNullException>(() => { _ = server.ReadAsync(null!, 0, 0); });
        Assert.Throws<ArgumentNullException>(() => server.Write(null!, 0, 0));
        Assert.Throws<ArgumentNullException>(() => { _ = server.WriteAsync(null!, 0, 0); });
        Assert.Throws<ArgumentNullException>(() => server.BeginRead(null!, 0, 0, null, null));
        Assert.Throws<ArgumentNullException>(() => server.BeginWrite(null!, 0, 0, null, null));
        Assert.Throws<ArgumentNullException>(() => { _ = server.EndRead(null!); });
        Assert.Throws<ArgumentNullException>(() => server.EndWrite(null!));
        Assert.Throws<ArgumentNullException>(() => server.CopyTo(null!));
        Assert.Throws<ArgumentNullException>(() => { _ = server.CopyToAsync(null!); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = server.CopyToAsync(Stream.Null, 0); });
        foreach (var (offset, count) in new[] { (-1, 0), (0, -1), (5, 0), (0, 5), (3, 2), (int.MaxValue, 1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => server.Read(new byte[4], offset, count));
            Assert.Throws<ArgumentOutOfRangeException>(() => { _ = server.ReadAsync(new byte[4], offset, count); });
            Assert.Throws<ArgumentOutOfRangeException>(() => server.Write(new byte[4], offset, count));
            Assert.Throws<ArgumentOutOfRangeException>(() => { _ = server.WriteAsync(new byte[4], offset, count); });
        }

        foreach (int timeout in new[] { 0, -2, int.MinValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => server.ReadTimeout = timeout);
            Assert.Throws<ArgumentOutOfRangeException>(() => server.WriteTimeout = timeout);
        }
    });

    [Fact]
    public void A_connection_has_no_positions() => With((world, client, server) =>
    {
        Assert.False(server.CanSeek);
        Assert.Throws<NotSupportedException>(() => server.Length);
        Assert.Throws<NotSupportedException>(() => server.Position);
        Assert.Throws<NotSupportedException>(() => server.Position = 0);
        Assert.Throws<NotSupportedException>(() => server.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => server.SetLength(0));
    });

    [Fact]
    public void A_stream_reads_writes_and_times_out_until_it_is_disposed() => With((world, client, server) =>
    {
        Assert.True(server is { CanRead: true, CanWrite: true, CanTimeout: true, ReadTimeout: Timeout.Infinite, WriteTimeout: Timeout.Infinite });
        server.Flush();
        Assert.True(server.FlushAsync().IsCompletedSuccessfully);
        Assert.True(server.FlushAsync(new CancellationToken(true)).IsCanceled);
        server.Dispose();
        server.Dispose();
        Assert.True(server is { CanRead: false, CanWrite: false, CanSeek: false });
        Assert.Throws<ObjectDisposedException>(server.Flush);
        Assert.Throws<ObjectDisposedException>(() => { _ = server.FlushAsync(); });
        Assert.Throws<ObjectDisposedException>(() => server.CopyTo(Stream.Null));
        Assert.Throws<ObjectDisposedException>(() => { _ = server.CopyToAsync(Stream.Null); });
        Assert.True(server.DisposeAsync().IsCompletedSuccessfully);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Disposing_closes_the_socket_if_it_belongs_to_the_stream(bool owns)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            int open = world.Winsock.OpenSockets;
            Stream stream = server.AsStream(owns);
            Task<int> reading = stream.ReadAsync(new byte[1]).AsTask();
            stream.Close();
            Assert.Equal(owns ? open - 1 : open, world.Winsock.OpenSockets);
            world.Settle();
            Assert.Equal(owns, reading.IsCompleted);
        }

        world.Settle();
    }

    [Fact]
    public void A_cancelled_read_or_write_throws_OperationCanceledException() => With((world, client, server) =>
    {
        using var cancellation = new CancellationTokenSource();
        Task<int> reading = server.ReadAsync(new byte[4], cancellation.Token).AsTask();
        cancellation.Cancel();
        world.Settle();
        Assert.True(reading.IsCanceled);
        Assert.True(server.ReadAsync(new byte[4], cancellation.Token).IsCanceled);
        Assert.True(server.WriteAsync(new byte[4], cancellation.Token).IsCanceled);
        Assert.True(server.WriteAsync(Array.Empty<byte>(), cancellation.Token).IsCanceled);
        Assert.True(server.ReadAsync(new byte[4], 0, 4, cancellation.Token).IsCanceled);

        // The stream is still good.
        world.Finish(client.WriteAsync(new byte[2]).AsTask());
        Assert.Equal(2, world.Finish(server.ReadAsync(new byte[4]).AsTask()));
    });

    [Fact]
    public void Single_bytes_are_read_and_written_and_the_end_is_minus_one() => With((world, client, server) =>
    {
        StreamForms.Finish(world, StreamForms.Block(world, () => { client.WriteByte(200); return 0; }));
        Assert.Equal(200, StreamForms.Finish(world, StreamForms.Block(world, server.ReadByte)));
        client.Socket.ShutdownSend();
        Assert.Equal(-1, StreamForms.Finish(world, StreamForms.Block(world, server.ReadByte)));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(200_000)]
    public void Copying_takes_everything_to_the_end_and_waits_without_a_buffer(int length) => With((world, client, server) =>
    {
        byte[] sent = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
        var copy = new MemoryStream();
        Task copying = server.CopyToAsync(copy, 4096, CancellationToken.None);
        world.Settle();
        Assert.Equal(0, world.Winsock.PendingReceiveLength);
        world.Finish(client.WriteAsync(sent).AsTask());
        Assert.Equal(length, copy.Length);
        Assert.Equal(0, world.Winsock.PendingReceiveLength);
        client.Socket.ShutdownSend();
        world.Finish(copying);
        Assert.Equal(sent, copy.ToArray());
    });

    [Fact]
    public void Copying_synchronously_takes_everything_to_the_end() => With((world, client, server) =>
    {
        world.Finish(client.WriteAsync(new byte[10_000]).AsTask());
        client.Socket.ShutdownSend();
        world.Winsock.CompletesAtOnce = true;
        var copy = new MemoryStream();
        server.CopyTo(copy, 1000);
        Assert.Equal(10_000, copy.Length);
    });

    [Fact]
    public void A_long_span_is_written_in_pieces() => With((world, client, server) =>
    {
        byte[] sent = [.. Enumerable.Range(0, 150_000).Select(i => (byte)(i * 3))];
        world.Winsock.CompletesAtOnce = true;
        client.Write(sent.AsSpan());
        var received = new byte[sent.Length];
        for (int count = 0; count < received.Length;)
            count += server.Read(received.AsSpan(count));
        Assert.Equal(sent, received);
    });

    internal static SocketError InnerError(IOException failure) => Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode;

    private static void With(Action<StreamWorld, SocketStream, SocketStream> test)
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (SocketStream clientStream = client.AsStream())
        using (SocketStream serverStream = server.AsStream())
            test(world, clientStream, serverStream);
    }
}
