using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading.Tasks;

namespace WinsockGen.Benchmarks;

/// <summary>
/// How the runtime grows, over a Winsock that does nothing: what an idle connection costs in memory, and what an operation on busy connections
/// costs with many idle ones among them. A line per number of connections for others to read, its fields separated by tabs, and one that says more.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Busy = 100;
    private const int Receives = 64;
    private const int Rounds = 300;

    // An OVERLAPPED record with what belongs to it (OverlappedRecord), and a place in the table of owners, which is managed.
    private const int RecordLength = 64;

    public static void Run()
    {
        using var aloneLoop = new CompletionLoop(EmptyWinsock.Table, ContinuationScheduling.Inline);
        StreamSocket[] alone = [.. Enumerable.Range(0, Busy).Select(_ => Connect(aloneLoop))];
        Measure(alone, aloneLoop);

        for (int connections = 1_000; connections <= 1_000_000; connections *= 10)
            Run(connections, alone, aloneLoop);
        Console.WriteLine();
    }

    private static void Run(int connections, StreamSocket[] alone, CompletionLoop aloneLoop)
    {
        var sockets = new StreamSocket[connections];
        var loop = new CompletionLoop(EmptyWinsock.Table, ContinuationScheduling.Inline);
        long managedBefore = GC.GetTotalMemory(forceFullCollection: true);
        long residentBefore = Environment.WorkingSet;

        long slowest = 0;
        for (int i = 0; i < sockets.Length; i++)
        {
            int collections = GC.CollectionCount(0);
            long started = Stopwatch.GetTimestamp();
            sockets[i] = Connect(loop);
            _ = sockets[i].WaitForDataAsync();
            long ended = Stopwatch.GetTimestamp();

            // What the collector takes for these objects is not the runtime's doing.
            if (collections == GC.CollectionCount(0))
                slowest = Math.Max(slowest, ended - started);
        }

        double managed = (double)(GC.GetTotalMemory(forceFullCollection: true) - managedBefore) / connections;
        double native = (double)loop.Slab.Capacity * RecordLength / connections;
        double resident = (double)(Environment.WorkingSet - residentBefore) / connections;

        // The busy ones stand among the idle ones, and wait for nothing.
        StreamSocket[] busy = new StreamSocket[Busy];
        for (int i = 0; i < Busy; i++)
        {
            ref StreamSocket place = ref sockets[(long)i * connections / Busy];
            place = busy[i] = Connect(loop);
        }

        double bestAlone = double.MaxValue;
        double best = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            bestAlone = Math.Min(bestAlone, Measure(alone, aloneLoop));
            best = Math.Min(best, Measure(busy, loop));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"growth\t{connections}\t{managed + native:F1}\t{bestAlone:F1}\t{best:F1}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {connections:N0}: {managed:F0} B managed, {native:F0} B native, {resident:F0} B resident; slowest open {Stopwatch.GetElapsedTime(0, slowest).TotalMicroseconds:F0} us; {loop.Slab.Capacity:N0} records"));
        loop.Stop();
        GC.KeepAlive(sockets);
    }

    private static StreamSocket Connect(CompletionLoop loop) =>
        StreamSocket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 7), new StreamConnectOptions { Loop = loop }).GetAwaiter().GetResult();

    /// <returns>Nanoseconds per receive.</returns>
    private static double Measure(StreamSocket[] sockets, CompletionLoop loop)
    {
        long started = Stopwatch.GetTimestamp();
        Task all = Task.WhenAll(sockets.Select(ReceiveAsync));
        while (!all.IsCompleted)
            loop.RunOnce(0);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / (sockets.Length * Receives);
    }

    private static async Task ReceiveAsync(StreamSocket socket)
    {
        var bytes = new byte[64];
        for (int i = 0; i < Receives; i++)
            await socket.ReceiveAsync(bytes);
    }
}
