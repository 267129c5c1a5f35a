using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class StreamFileTests
{
    private const int Length = 300_000;

    private static readonly byte[] Content = [.. Enumerable.Range(0, Length).Select(i => (byte)(i * 7))];

    [Theory]
    [InlineData(FileOptions.None)]
    [InlineData(FileOptions.Asynchronous)]
    public async Task A_file_goes_from_synchronous_and_from_asynchronous_handles(FileOptions options)
    {
        using SafeFileHandle file = CreateFile(options);
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            await CheckAsync(client, server, file);
        }
    }

    [WinsockFact(Requires = WinsockFeature.TransmitPackets)]
    public async Task It_goes_by_TransmitPackets_where_there_is_no_TransmitFile()
    {
        using SafeFileHandle file = CreateFile(FileOptions.None);
        await WithoutAsync(provider => provider.TransmitFile = 0, (client, server) => CheckAsync(client, server, file));
    }

    [Theory]
    [InlineData(FileOptions.None)]
    [InlineData(FileOptions.Asynchronous)]
    public async Task It_goes_where_the_provider_can_send_no_files(FileOptions options)
    {
        using SafeFileHandle file = CreateFile(options);
        await WithoutAsync(provider => provider.TransmitFile = provider.TransmitPackets = 0, (client, server) => CheckAsync(client, server, file));
    }

    [Fact]
    public async Task The_handle_may_be_disposed_while_the_file_is_sent()
    {
        SafeFileHandle file = CreateFile(FileOptions.None);
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            SocketOperation<long> sending = client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile);
            file.Dispose();
            await ExpectAsync(server, [], Content, []);
            Assert.Equal(Length, await sending);
        }
    }

    [Fact]
    public async Task A_file_that_is_too_short_is_refused_and_the_connection_goes_on()
    {
        using SafeFileHandle file = CreateFile(FileOptions.None);
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            Assert.Throws<EndOfStreamException>(() => { client.SendFileAsync(file, 1, Length); });
            await CheckAsync(client, server, file);
        }
    }

    [Fact]
    public async Task A_send_that_the_peer_does_not_take_is_cancelled_and_ends_with_the_socket()
    {
        using SafeFileHandle file = CreateFile(FileOptions.None);
        RandomAccess.SetLength(file, 1L << 27);
        using StreamListener listener = Loopback.Listen();
        foreach (bool disposes in new[] { false, true })
        {
            var (client, server) = await Loopback.ConnectAsync(listener);
            using (client)
            using (server)
            {
                using var cancellation = new CancellationTokenSource();
                Task<long> sending = client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile, cancellation.Token).AsValueTask().AsTask();
                await Task.Delay(100);
                Assert.False(sending.IsCompleted, "The send is not blocked.");
                if (disposes)
                {
                    client.Dispose();
                    await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(Loopback.Patience));
                }
                else
                {
                    await cancellation.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Loopback.Patience));
                }
            }
        }
    }

    private static SafeFileHandle CreateFile(FileOptions options)
    {
        SafeFileHandle file = File.OpenHandle(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.Read, options | FileOptions.DeleteOnClose);
        RandomAccess.Write(file, Content, 0);
        return file;
    }

    private static async Task CheckAsync(StreamSocket client, StreamSocket server, SafeFileHandle file)
    {
        byte[] head = [1, 2, 3];
        byte[] tail = [4, 5, 6, 7];
        Task receiving = ExpectAsync(server, head, Content, tail);
        Assert.Equal(Length + 7, await client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile, head, tail));
        await receiving.WaitAsync(Loopback.Patience);

        receiving = ExpectAsync(server, [], Content[100_001..250_000], []);
        Assert.Equal(149_999, await client.SendFileAsync(file, 100_001, 149_999));
        await receiving.WaitAsync(Loopback.Patience);

        receiving = ExpectAsync(server, head, [], tail);
        Assert.Equal(7, await client.SendFileAsync(file, 5, 0, head, tail));
        await receiving.WaitAsync(Loopback.Patience);
        Assert.Equal(0, await client.SendFileAsync(file, Length, StreamSocket.ToEndOfFile));
    }

    private static async Task ExpectAsync(StreamSocket socket, byte[] head, byte[] content, byte[] tail)
    {
        var received = new byte[head.Length + content.Length + tail.Length];
        await Loopback.ReceiveExactlyAsync(socket, received);
        Assert.True(received.AsSpan().SequenceEqual((byte[])[.. head, .. content, .. tail]), "What came is not what was sent.");
    }

    /// <summary>Connects on a loop that finds less in the provider than there is.</summary>
    private static async Task WithoutAsync(Action<SocketProvider> take, Func<StreamSocket, StreamSocket, Task> use)
    {
        using var loop = new CompletionLoop();
        using StreamListener listener = Loopback.Listen();
        take(loop.GetProvider(new SocketKind((int)listener.LocalEndPoint.AddressFamily, (int)SocketType.Stream, (int)ProtocolType.Tcp)));
        Task<StreamSocket> accepting = listener.AcceptAsync().AsValueTask().AsTask();
        using StreamSocket client = await StreamSocket.ConnectAsync(listener.LocalEndPoint, new StreamConnectOptions { Loop = loop });
        using StreamSocket server = await accepting.WaitAsync(Loopback.Patience);
        await use(client, server);
    }
}
