using System;
using System.Diagnostics;
using System.Net.Sockets;

namespace WinsockGen.Benchmarks.Load;

/// <summary>Clients that connect, and wait until the server has closed the connection.</summary>
internal static class AcceptLoad
{
    public static LoadResult Run(Target server, int atATime, int count)
    {
        var clients = new Socket[atATime];
        var nothing = new byte[1];
        Usage before = server.ReadUsage();
        long started = Stopwatch.GetTimestamp();
        for (int done = 0; done < count; done += atATime)
        {
            for (int i = 0; i < atATime; i++)
            {
                clients[i] = new Socket(server.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                clients[i].Connect(server.EndPoint);
            }

            foreach (Socket client in clients)
            {
                if (client.Receive(nothing) != 0)
                    throw new InvalidOperationException("The server was to close the connection, and sent something.");
                client.Dispose();
            }
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new LoadResult((count + atATime - 1) / atATime * atATime, seconds, server.ReadUsage() - before);
    }
}
