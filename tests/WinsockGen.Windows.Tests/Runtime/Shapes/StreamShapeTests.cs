using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>SocketStream and SocketPipe on the real Winsock.</summary>
public sealed class StreamShapeTests
{
    [Fact]
    public Task Synchronous_members_block_until_there_is_something() => WithAsync((client, server) =>
    {
        var reading = Task.Run(() =>
        {
            var buffer = new byte[8];
            return (server.Read(buffer, 0, 8), server.ReadByte(), server.Read(buffer.AsSpan()), server.ReadByte());
        });
        client.Write([1, 2, 3]);
        Thread.Sleep(100);
        client.WriteByte(4);
        Thread.Sleep(100);
        client.Write([5, 6], 0, 2);
        Thread.Sleep(100);
        client.Socket.ShutdownSend();
        Assert.Equal((3, 4, 2, -1), reading.WaitAsync(Loopback.Patience).Result);
        return Task.CompletedTask;
    });

    [Fact]
    public Task More_threads_block_than_the_pool_has() => WithAsync(async (client, server) =>
    {
        // All of the pool's threads are busy with sleeping; the blocked read ends all the same.
        using var release = new ManualResetEventSlim();
        Task[] sleepers = [.. Enumerable.Range(0, ThreadPool.ThreadCount + Environment.ProcessorCount * 4).Select(_ => Task.Run(release.Wait))];
        int count = 0;
        var reader = new Thread(() => count = server.Read(new byte[4], 0, 4));
        reader.Start();
        Thread.Sleep(100);
        client.Write(new byte[3], 0, 3);
        Assert.True(reader.Join(Loopback.Patience));
        Assert.Equal(3, count);
        release.Set();
        await Task.WhenAll(sleepers);
    });

    [Fact]
    public Task A_read_times_out_and_the_stream_is_still_good() => WithAsync(async (client, server) =>
    {
        server.ReadTimeout = 100;
        IOException failure = Assert.Throws<IOException>(() => server.Read(new byte[4], 0, 4));
        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
        await client.WriteAsync(new byte[2]);
        Assert.Equal(2, server.Read(new byte[4], 0, 4));
    });

    [Fact]
    public Task A_megabyte_is_copied_to_the_end() => WithAsync(async (client, server) =>
    {
        var sent = new byte[1 << 20];
        new Random(1).NextBytes(sent);
        var copy = new MemoryStream();
        Task copying = server.CopyToAsync(copy);
        await client.WriteAsync(sent);
        client.Socket.ShutdownSend();
        await copying.WaitAsync(Loopback.Patience);
        Assert.True(sent.AsSpan().SequenceEqual(copy.ToArray()));
    });

    [Fact]
    public async Task Pipes_echo_a_megabyte_with_back_pressure_and_close_their_sockets()
    {
        using StreamListener listener = Loopback.Listen();
        var (clientSocket, serverSocket) = await Loopback.ConnectAsync(listener);
        SocketPipe server = serverSocket.AsPipe();
        Task echoing = Task.Run(async () =>
        {
            await server.Input.CopyToAsync(server.Output);
            await server.DisposeAsync();
        });

        SocketPipe client = clientSocket.AsPipe();
        var sent = new byte[1 << 20];
        new Random(1).NextBytes(sent);
        Task sending = Task.Run(async () =>
        {
            await client.Output.WriteAsync(sent);
            await client.Output.CompleteAsync();
        });
        var received = new MemoryStream();
        await client.Input.CopyToAsync(received).WaitAsync(Loopback.Patience);
        await sending.WaitAsync(Loopback.Patience);
        await echoing.WaitAsync(Loopback.Patience);
        await client.DisposeAsync().AsTask().WaitAsync(Loopback.Patience);
        Assert.True(sent.AsSpan().SequenceEqual(received.ToArray()));
        Assert.Throws<ObjectDisposedException>(() => clientSocket.LocalEndPoint);
        Assert.Throws<ObjectDisposedException>(() => serverSocket.LocalEndPoint);
    }

    private static async Task WithAsync(Func<SocketStream, SocketStream, Task> test)
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using SocketStream clientStream = client.AsStream();
        using SocketStream serverStream = server.AsStream();
        await test(clientStream, serverStream);
    }
}
