using System;
using System.Diagnostics;
using System.Net.Sockets;

namespace WinsockGen.Benchmarks.Load;

/// <summary>One client after the other that receives a whole file.</summary>
internal static class FileLoad
{
    public static LoadResult Run(Target server, long length, int count)
    {
        var buffer = new byte[256 * 1024];
        Usage before = server.ReadUsage();
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            using var client = new Socket(server.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(server.EndPoint);
            long received = 0;
            for (int taken; (taken = client.Receive(buffer)) != 0;)
                received += taken;
            if (received != length)
                throw new InvalidOperationException($"The file has {length} bytes, and {received} came.");
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new LoadResult(count, seconds, server.ReadUsage() - before);
    }
}
