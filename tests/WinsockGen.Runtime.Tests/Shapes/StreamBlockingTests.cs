using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Shapes;

/// <summary>Synchronous members: who waits, for how long, and where that is refused.</summary>
public sealed class StreamBlockingTests
{
    [Fact]
    public void A_blocked_read_needs_no_thread_of_the_pool()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (SocketStream clientStream = client.AsStream())
        using (SocketStream serverStream = server.AsStream())
        {
            Task<int> reading = StreamForms.Block(world, () => serverStream.Read(new byte[4], 0, 4));
            world.Finish(clientStream.WriteAsync(new byte[3]).AsTask());
            while (world.Winsock.Step())
            {
            }

            // The loop alone; nothing of the pool runs.
            world.Loop.RunOnce(0);
            Assert.Equal(0, world.Winsock.PoolLength);
            Assert.Equal(3, StreamForms.Finish(world, reading));
        }
    }

    [Fact]
    public void Successes_at_once_never_wait_for_the_pool()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (SocketStream clientStream = client.AsStream())
        using (SocketStream serverStream = server.AsStream())
        {
            world.Winsock.CompletesAtOnce = true;
            for (int i = 0; i < 20; i++)
            {
                clientStream.Write(new byte[8], 0, 8);
                Assert.Equal(8, serverStream.Read(new byte[8], 0, 8));
            }
        }
    }

    [Fact]
    public void A_read_that_takes_too_long_fails_with_WSAETIMEDOUT_and_the_stream_is_still_good()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (SocketStream clientStream = client.AsStream())
        using (SocketStream serverStream = server.AsStream())
        {
            serverStream.ReadTimeout = 500;
            Task<int> reading = StreamForms.Block(world, () => serverStream.Read(new byte[4], 0, 4));
            world.Settle();
            Assert.False(reading.IsCompleted);
            world.Winsock.Now += 1_000;
            Assert.Equal(SocketError.TimedOut, StreamContractTests.InnerError(Assert.Throws<IOException>(() => StreamForms.Finish(world, reading))));

            Task<int> again = StreamForms.Block(world, () => serverStream.Read(new byte[4], 0, 4));
            world.Finish(clientStream.WriteAsync(new byte[2]).AsTask());
            Assert.Equal(2, StreamForms.Finish(world, again));
        }
    }

    [Fact]
    public void A_timeout_is_for_synchronous_members_only()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using (SocketStream clientStream = client.AsStream())
        using (SocketStream serverStream = server.AsStream())
        {
            serverStream.ReadTimeout = 1;
            Task<int> reading = serverStream.ReadAsync(new byte[4]).AsTask();
            world.Winsock.Now += 100_000;
            world.Settle();
            Assert.False(reading.IsCompleted);
            world.Finish(clientStream.WriteAsync(new byte[2]).AsTask());
            Assert.Equal(2, world.Finish(reading));
        }
    }

    [Fact]
    public void On_the_thread_of_an_inline_loop_synchronous_members_refuse_before_they_begin()
    {
        using var world = new StreamWorld(scheduling: ContinuationScheduling.Inline);
        var (client, server) = world.Connect();
        using (SocketStream clientStream = client.AsStream())
        using (SocketStream serverStream = server.AsStream())
        {
            Assert.Throws<InvalidOperationException>(() => serverStream.Read(new byte[4], 0, 4));
            Assert.Throws<InvalidOperationException>(() => serverStream.Read(new byte[4].AsSpan()));
            Assert.Throws<InvalidOperationException>(() => clientStream.Write(new byte[4], 0, 4));
            Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(Ws2.WSARecv)));
            Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(Ws2.WSASend)));

            // On another thread they wait for the loop as usual.
            Task<int> reading = StreamForms.Block(world, () => serverStream.Read(new byte[4], 0, 4));
            world.Finish(clientStream.WriteAsync(new byte[3]).AsTask());
            Assert.Equal(3, StreamForms.Finish(world, reading));
        }
    }
}
