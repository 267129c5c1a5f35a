using System;
using System.Net;
using WinsockGen.Benchmarks;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

/// <summary>What accepting allocates, over a Winsock that allocates nothing itself.</summary>
public sealed class AcceptAllocationTests
{
    private const int Connections = 1000;

    /// <summary>The public object: a StreamSocket.</summary>
    private const int Budget = 96;

    [Fact]
    public void An_accept_allocates_the_public_object_only()
    {
        using var loop = new CompletionLoop(EmptyWinsock.Table, ContinuationScheduling.Inline);
        using StreamListener listener = StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 7007), new StreamListenerOptions { Loop = loop });
        Accept(loop, listener);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Accept(loop, listener);
        long perAccept = (GC.GetAllocatedBytesForCurrentThread() - before) / Connections;
        Assert.InRange(perAccept, 24, Budget);
    }

    private static void Accept(CompletionLoop loop, StreamListener listener)
    {
        for (int i = 0; i < Connections; i++)
        {
            SocketOperation<StreamSocket> accepting = listener.AcceptAsync();
            while (!accepting.IsCompleted)
                loop.RunOnce(0);
            accepting.GetAwaiter().GetResult().Dispose();
        }
    }
}
