using System;
using System.Diagnostics;
using System.Net.Sockets;

namespace WinsockGen.Benchmarks;

/// <summary>An option through the emitted property, and the same through the BCL's own, by turns on one socket of the real Winsock.</summary>
internal static class OptionBenchmark
{
    // Short samples, and the best of many: one that was not interrupted shows the cost, also on a busy machine.
    private const int Calls = 50;
    private const int Rounds = 2000;
    private const double Budget = 1.1;

    /// <returns>Whether all keep the budget: 1.1 times the BCL's time, and no allocation.</returns>
    public static bool Run()
    {
        Console.WriteLine($"Options, best of {Rounds} rounds of {Calls} calls each, by turns        ns/op      BCL   ratio   B/op   BCL");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bool isWithin = Measure(
            "TcpNoDelay against NoDelay, get",
            () => Repeat(socket, static (socket, _) => Keep(socket.TcpNoDelay)),
            () => Repeat(socket, static (socket, _) => Keep(socket.NoDelay)));
        isWithin &= Measure(
            "TcpNoDelay against NoDelay, set",
            () => Repeat(socket, static (socket, i) => socket.TcpNoDelay = (i & 1) == 0),
            () => Repeat(socket, static (socket, i) => socket.NoDelay = (i & 1) == 0));
        isWithin &= Measure(
            "SocketReceiveBufferSize against ReceiveBufferSize, get",
            () => Repeat(socket, static (socket, _) => Keep(socket.SocketReceiveBufferSize > 0)),
            () => Repeat(socket, static (socket, _) => Keep(socket.ReceiveBufferSize > 0)));
        isWithin &= Measure(
            "SocketReceiveBufferSize against ReceiveBufferSize, set",
            () => Repeat(socket, static (socket, i) => socket.SocketReceiveBufferSize = 65536 + (i & 1)),
            () => Repeat(socket, static (socket, i) => socket.ReceiveBufferSize = 65536 + (i & 1)));
        return isWithin;
    }

    private static bool Measure(string name, Action ours, Action theirs)
    {
        var (time, timeOfBcl) = (double.MaxValue, double.MaxValue);
        var (bytes, bytesOfBcl) = (long.MaxValue, long.MaxValue);
        for (int i = 0; i < Rounds; i++)
        {
            Take(ours, ref time, ref bytes);
            Take(theirs, ref timeOfBcl, ref bytesOfBcl);
        }

        double ratio = time / timeOfBcl;
        bool isWithin = ratio <= Budget && bytes == 0;
        Console.WriteLine($"  {name,-62} {time,8:F0} {timeOfBcl,8:F0} {ratio,7:F2} {(double)bytes / Calls,6:F1} {(double)bytesOfBcl / Calls,5:F1}{(isWithin ? "" : "   MISSED")}");
        return isWithin;
    }

    private static void Take(Action work, ref double nanoseconds, ref long bytes)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        work();
        double elapsed = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Calls;
        bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
        nanoseconds = Math.Min(nanoseconds, elapsed);
    }

    private static void Repeat(Socket socket, Action<Socket, int> call)
    {
        for (int i = 0; i < Calls; i++)
            call(socket, i);
    }

    private static void Keep(bool value) => s_last = value;

    private static bool s_last;
}
