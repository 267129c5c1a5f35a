using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen.Benchmarks;

/// <summary>The runtime's own cost per operation, await included, over a Winsock that does nothing. Continuations run inline.</summary>
internal static class CoreBenchmark
{
    // Short laps, and the best of many: one that was not interrupted shows the cost, also on a busy machine.
    private const int Operations = 64_000;
    private const int Repetitions = 60;
    private const int LapLength = 1 << 12;
    private const int Connections = 64;

    private static int s_operations;
    private static long s_lapStarted;
    private static double s_best;

    public static void Run()
    {
        Console.WriteLine($"Core, best of {Operations / LapLength * Repetitions} laps of {LapLength:N0} operations, inline continuations   ns/op   B/op");
        using var loop = new CompletionLoop(EmptyWinsock.Table, ContinuationScheduling.Inline);
        StreamSocket[] sockets = [.. Enumerable.Range(0, Connections).Select(_ => Connect(loop))];
        using var cancellation = new CancellationTokenSource();

        Measure("send, at once", loop, () => SendAtOnceAsync(sockets[0]));
        Measure("send, at once or deferred in turns", loop, () => SendAsync(sockets[0]));
        Measure("receive, pended, 1 connection", loop, () => ReceiveAsync(sockets[0], Operations, CancellationToken.None));
        Measure($"receive, pended, {Connections} connections", loop, () => ReceiveAllAsync(sockets, CancellationToken.None));
        Measure($"receive, pended, {Connections} connections, with a token", loop, () => ReceiveAllAsync(sockets, cancellation.Token));
        Measure($"receive, pended, {Connections} connections, with a token and a timeout", loop, () => ReceiveInTimeAsync(sockets, cancellation.Token));
        foreach (StreamSocket socket in sockets)
            socket.Dispose();

        using var datagrams = DatagramSocket.Open(AddressFamily.InterNetwork, new DatagramSocketOptions { Loop = loop });
        var to = SocketAddressValue.From(new IPEndPoint(IPAddress.Loopback, 7));
        Measure("datagram send, at once", loop, () => SendAtOnceAsync(datagrams, to));
        Measure("datagram receive, pended, 1 outstanding", loop, () => ReceiveAsync(datagrams, Operations, [], CancellationToken.None));
        Measure($"datagram receive, pended, {Connections} outstanding", loop, () => ReceiveAllAsync(datagrams, [], CancellationToken.None));
        Measure($"datagram receive, pended, {Connections} outstanding, with control and a token", loop,
            () => ReceiveAllAsync(datagrams, new byte[64], cancellation.Token));
        Console.WriteLine();
    }

    private static void Measure(string name, CompletionLoop loop, Func<Task> work)
    {
        s_best = double.MaxValue;
        double bytes = double.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            s_operations = 0;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            s_lapStarted = Stopwatch.GetTimestamp();
            Task task = work();
            while (!task.IsCompleted)
                loop.RunOnce(0);
            bytes = Math.Min(bytes, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / Operations);
        }

        Console.WriteLine($"  {name,-70} {s_best,10:F1} {bytes,6:F3}");
    }

    /// <summary>An operation is over.</summary>
    private static void Count()
    {
        if (++s_operations % LapLength != 0)
            return;
        long now = Stopwatch.GetTimestamp();
        s_best = Math.Min(s_best, Stopwatch.GetElapsedTime(s_lapStarted, now).TotalNanoseconds / LapLength);
        s_lapStarted = now;
    }

    private static StreamSocket Connect(CompletionLoop loop)
    {
        var connecting = StreamSocket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 7), new StreamConnectOptions { Loop = loop });
        return connecting.GetAwaiter().GetResult();
    }

    private static async Task SendAtOnceAsync(StreamSocket socket)
    {
        var bytes = new byte[64];
        for (int i = 0; i < Operations; i++)
        {
            // As if every operation were the first of its turn.
            socket.RefillInlineTurns();
            await socket.SendAsync(bytes);
            Count();
        }
    }

    private static async Task SendAsync(StreamSocket socket)
    {
        var bytes = new byte[64];
        for (int i = 0; i < Operations; i++)
        {
            await socket.SendAsync(bytes);
            Count();
        }
    }

    private static Task ReceiveAllAsync(StreamSocket[] sockets, CancellationToken cancellationToken) =>
        Task.WhenAll(sockets.Select(socket => ReceiveAsync(socket, Operations / sockets.Length, cancellationToken)));

    private static async Task ReceiveAsync(StreamSocket socket, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[64];
        for (int i = 0; i < count; i++)
        {
            await socket.ReceiveAsync(bytes, cancellationToken);
            Count();
        }
    }

    private static Task ReceiveInTimeAsync(StreamSocket[] sockets, CancellationToken cancellationToken) =>
        Task.WhenAll(sockets.Select(socket => ReceiveInTimeAsync(socket, Operations / sockets.Length, cancellationToken)));

    private static async Task ReceiveInTimeAsync(StreamSocket socket, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[64];
        for (int i = 0; i < count; i++)
        {
            await socket.ReceiveAsync(bytes, cancellationToken).WithTimeout(TimeSpan.FromSeconds(30));
            Count();
        }
    }

    private static async Task SendAtOnceAsync(DatagramSocket socket, SocketAddressValue to)
    {
        var bytes = new byte[64];
        for (int i = 0; i < Operations; i++)
        {
            socket.RefillInlineTurns();
            await socket.SendAsync(bytes, to);
            Count();
        }
    }

    private static Task ReceiveAllAsync(DatagramSocket socket, byte[] control, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => ReceiveAsync(socket, Operations / Connections, control, cancellationToken)));

    private static async Task ReceiveAsync(DatagramSocket socket, int count, byte[] control, CancellationToken cancellationToken)
    {
        var bytes = new byte[64];
        for (int i = 0; i < count; i++)
        {
            await socket.ReceiveAsync(bytes, control, cancellationToken);
            Count();
        }
    }
}
