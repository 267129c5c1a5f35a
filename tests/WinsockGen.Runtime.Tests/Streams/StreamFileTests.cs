using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamFileTests
{
    public enum Means
    {
        TransmitFile,
        TransmitPackets,
        Copy,
    }

    public static TheoryData<Means, bool> MeansAndTimes => new()
    {
        { Means.TransmitFile, true },
        { Means.TransmitFile, false },
        { Means.TransmitPackets, true },
        { Means.TransmitPackets, false },
        { Means.Copy, true },
        { Means.Copy, false },
    };

    [Theory]
    [MemberData(nameof(MeansAndTimes))]
    public void A_range_of_a_file_goes_between_head_and_tail_by_whatever_the_provider_has(Means means, bool atOnce)
    {
        using StreamWorld world = World(means);
        world.Winsock.CompletesAtOnce = atOnce;
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            for (int round = 0; round < 3; round++)
            {
                Assert.Equal(9L, world.Finish(client.SendFileAsync(CountingFile.Handle, 300, 4, new byte[] { 1, 2 }, new byte[] { 7, 8, 9 })));
                Assert.Equal(new byte[] { 1, 2, 44, 45, 46, 47, 7, 8, 9 }, ReceiveAll(world, server, 9));
                Assert.Equal(1000L, world.Finish(client.SendFileAsync(CountingFile.Handle, 24, StreamSocket.ToEndOfFile)));
                Assert.Equal(Enumerable.Range(24, 1000).Select(i => (byte)i), ReceiveAll(world, server, 1000));
                Assert.Equal(2L, world.Finish(client.SendFileAsync(CountingFile.Handle, 0, 0, new byte[] { 1 }, new byte[] { 2 })));
                Assert.Equal(new byte[] { 1, 2 }, ReceiveAll(world, server, 2));
                Assert.Equal(0L, world.Finish(client.SendFileAsync(CountingFile.Handle, CountingFile.Length, StreamSocket.ToEndOfFile)));
                Assert.Equal(2, world.Finish(client.SendAsync(new byte[2])));
                ReceiveAll(world, server, 2);
            }

            string? function = means switch { Means.TransmitFile => nameof(WinsockTable.TransmitFile), Means.TransmitPackets => nameof(WinsockTable.TransmitPackets), _ => null };
            if (function is not null)
                Assert.Equal(9, world.Winsock.CallCounts[function]);
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile, true)]
    [InlineData(Means.TransmitFile, false)]
    [InlineData(Means.TransmitPackets, true)]
    [InlineData(Means.TransmitPackets, false)]
    public void A_range_over_two_gigabytes_is_sent_in_parts_that_join(Means means, bool atOnce)
    {
        const long offset = 5_000_000_001;
        const long count = 3L << 30;
        using StreamWorld world = World(means);
        world.Winsock.CompletesAtOnce = atOnce;
        world.Winsock.DropsSentBytes = true;
        using SafeFileHandle file = CountingFile.Create();
        RandomAccess.SetLength(file, offset + count);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Assert.Equal(count + 10, world.Finish(client.SendFileAsync(file, offset, count, new byte[3], new byte[7])));
            Assert.Equal(2, world.Winsock.FileRanges.Count);
            Assert.Equal(offset, world.Winsock.FileRanges[0].Offset);
            Assert.Equal(offset + world.Winsock.FileRanges[0].Count, world.Winsock.FileRanges[1].Offset);
            Assert.Equal(count, world.Winsock.FileRanges.Sum(range => range.Count));
            Assert.Equal(count + 10, world.Winsock.SentLengths.Sum());
        }
    }

    [Fact]
    public void Forty_gigabytes_that_go_at_once_let_others_go_in_between()
    {
        using StreamWorld world = World(Means.TransmitFile);
        world.Winsock.CompletesAtOnce = true;
        world.Winsock.DropsSentBytes = true;
        using SafeFileHandle file = CountingFile.Create();
        RandomAccess.SetLength(file, 40L << 30);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task<long> sending = StreamWorld.Await(client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile));
            Assert.InRange(world.Winsock.FileRanges.Count, 1, 19);
            Assert.False(sending.IsCompleted);
            Assert.Equal(40L << 30, world.Finish(sending));
            Assert.Equal(40L << 30, world.Winsock.FileRanges.Sum(range => range.Count));
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile)]
    [InlineData(Means.TransmitPackets)]
    public void Heads_and_tails_count_towards_what_a_call_can_send(Means means)
    {
        using StreamWorld world = World(means);
        world.Winsock.DropsSentBytes = true;
        using var memory = new CountingMemory(1 << 30);
        using SafeFileHandle file = CountingFile.Create();
        RandomAccess.SetLength(file, 1L << 30);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Assert.Equal(3L << 30, world.Finish(client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile, memory.Memory, memory.Memory)));
            Assert.Equal(3L << 30, world.Winsock.SentLengths.Sum());
            Assert.Equal(0, memory.Pins);
        }
    }

    [Theory]
    [MemberData(nameof(MeansAndTimes))]
    public void A_send_that_is_cancelled_in_the_middle_ends_there(Means means, bool ownHandle)
    {
        using StreamWorld world = World(means);
        using SafeFileHandle file = CountingFile.Create(ownHandle ? FileOptions.Asynchronous : FileOptions.None);
        RandomAccess.SetLength(file, 5L << 30);
        world.Winsock.DropsSentBytes = true;
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task<long> sending = StreamWorld.Await(client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile, cancellation.Token));
            if (means == Means.Copy)
                world.Winsock.RunPool();
            Assert.True(world.Winsock.Step());
            cancellation.Cancel();
            Assert.Throws<OperationCanceledException>(() => world.Finish(sending));
            Assert.Single(world.Winsock.SentLengths);
            Assert.Equal(1, world.Finish(client.SendAsync(new byte[1])));
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile)]
    [InlineData(Means.TransmitPackets)]
    [InlineData(Means.Copy)]
    public void A_timeout_ends_it_and_so_does_the_end_of_socket_or_loop(Means means)
    {
        foreach (string ending in new[] { "time", "socket", "loop" })
        {
            using StreamWorld world = World(means);
            using SafeFileHandle file = CountingFile.Create();
            RandomAccess.SetLength(file, 5L << 30);
            world.Winsock.DropsSentBytes = true;
            var (client, server) = world.Connect();
            Task<long> sending = StreamWorld.Await(client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile).WithTimeout(TimeSpan.FromSeconds(1)));
            if (means == Means.Copy)
                world.Winsock.RunPool();
            switch (ending)
            {
                case "time":
                    world.Winsock.Now += 1100;
                    world.Loop.RunOnce(0);
                    Assert.Throws<TimeoutException>(() => world.Finish(sending));
                    break;
                case "socket":
                    client.Dispose();
                    Assert.Throws<ObjectDisposedException>(() => world.Finish(sending));
                    break;
                default:
                    world.Loop.Dispose();
                    Assert.Throws<ObjectDisposedException>(() => world.Finish(sending));
                    break;
            }

            client.Dispose();
            server.Dispose();
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile)]
    [InlineData(Means.TransmitPackets)]
    [InlineData(Means.Copy)]
    public void A_range_beyond_the_end_of_the_file_is_refused_before_anything_is_sent(Means means)
    {
        using StreamWorld world = World(means);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Assert.Throws<EndOfStreamException>(() => { client.SendFileAsync(CountingFile.Handle, 1000, 25, new byte[1], default); });
            Assert.Throws<EndOfStreamException>(() => { client.SendFileAsync(CountingFile.Handle, 1025, StreamSocket.ToEndOfFile); });
            Assert.Throws<EndOfStreamException>(() => { client.SendFileAsync(CountingFile.Handle, long.MaxValue, long.MaxValue); });
            Assert.Throws<ArgumentOutOfRangeException>(() => { client.SendFileAsync(CountingFile.Handle, -1, 1); });
            Assert.Throws<ArgumentOutOfRangeException>(() => { client.SendFileAsync(CountingFile.Handle, 0, -2); });
            Assert.Throws<ArgumentNullException>(() => { client.SendFileAsync(null!, 0, 1); });
            Assert.Empty(world.Winsock.SentLengths);
            Assert.Equal(1, world.Finish(client.SendAsync(new byte[1])));
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile, false)]
    [InlineData(Means.TransmitFile, true)]
    [InlineData(Means.TransmitPackets, false)]
    [InlineData(Means.TransmitPackets, true)]
    [InlineData(Means.Copy, false)]
    public void A_file_that_becomes_shorter_meanwhile_fails_the_operation(Means means, bool endFails)
    {
        using StreamWorld world = World(means);
        world.Winsock.EndOfFileFails = endFails;
        using SafeFileHandle file = CountingFile.Create();
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            foreach (bool atOnce in new[] { false, true })
            {
                RandomAccess.SetLength(file, 1024);
                Task<long> sending;
                if (atOnce)
                {
                    world.Winsock.CompletesAtOnce = true;
                    world.Winsock.BeforeReturn = null;
                }

                sending = StreamWorld.Await(client.SendFileAsync(file, 0, 1024));
                if (atOnce)
                {
                    world.Finish(sending);
                    continue;
                }

                RandomAccess.SetLength(file, 10);
                Assert.Throws<EndOfStreamException>(() => world.Finish(sending));
            }
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile)]
    [InlineData(Means.TransmitPackets)]
    [InlineData(Means.Copy)]
    public void The_file_stays_open_until_the_operation_is_over_and_no_longer(Means means)
    {
        using StreamWorld world = World(means);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            SafeFileHandle file = CountingFile.Create();
            Task<long> sending = StreamWorld.Await(client.SendFileAsync(file, 0, StreamSocket.ToEndOfFile, new byte[1], default));
            file.Dispose();
            bool closed = true;
            try
            {
                using var same = new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false);
                closed = RandomAccess.GetLength(same) != 1024;
            }
            catch (IOException)
            {
            }

            Assert.False(closed);
            Assert.Equal(1025L, world.Finish(sending));
            Assert.Equal(1025, ReceiveAll(world, server, 1025).Length);
            Assert.Throws<ObjectDisposedException>(() => { client.SendFileAsync(file, 0, 1); });
        }
    }

    [Theory]
    [InlineData(Means.TransmitFile)]
    [InlineData(Means.TransmitPackets)]
    [InlineData(Means.Copy)]
    public void It_is_a_send_like_the_others(Means means)
    {
        using StreamWorld world = World(means);
        var (client, server) = world.Connect();
        using (client)
        using (server)
        {
            Task<long> sending = StreamWorld.Await(client.SendFileAsync(CountingFile.Handle, 0, 5));
            Assert.Throws<InvalidOperationException>(() => { client.SendAsync(new byte[1]); });
            Assert.Throws<InvalidOperationException>(() => { client.SendFileAsync(CountingFile.Handle, 0, 5); });
            Assert.Equal(5L, world.Finish(sending));
            Assert.Equal(1, world.Finish(client.SendAsync(new byte[1])));
            ReceiveAll(world, server, 6);
            server.Abort();
            var failure = Assert.Throws<SocketException>(() => world.Finish(client.SendFileAsync(CountingFile.Handle, 0, 5)));
            Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        }
    }

    private static StreamWorld World(Means means) => means switch
    {
        Means.TransmitFile => new StreamWorld(),
        Means.TransmitPackets => new StreamWorld(lacking: Ws2.WSAID_TRANSMITFILE),
        _ => new StreamWorld(lacking: [Ws2.WSAID_TRANSMITFILE, Ws2.WSAID_TRANSMITPACKETS]),
    };

    private static byte[] ReceiveAll(StreamWorld world, StreamSocket socket, int count)
    {
        var bytes = new List<byte>();
        var buffer = new byte[count];
        while (bytes.Count < count)
            bytes.AddRange(buffer[..world.Finish(socket.ReceiveAsync(buffer.AsMemory(0, count - bytes.Count)))]);
        return [.. bytes];
    }
}
