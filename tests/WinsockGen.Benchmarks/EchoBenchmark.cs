using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace WinsockGen.Benchmarks;

/// <summary>Echoes of 64 bytes over loopback on the real Winsock, ours against the BCL's, in turns; client and server are in this process.</summary>
internal static class EchoBenchmark
{
    private const int MessageLength = 64;
    private const int Messages = 4000;
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        Console.WriteLine($"Echo, {MessageLength} bytes, {Messages:N0} messages, {Rounds} rounds in turns   messages/s   B/message");
        foreach (int connections in new[] { 1, 64 })
        {
            for (int round = 0; round < Rounds; round++)
            {
                await MeasureAsync($"WinsockGen, thread pool, {connections}", connections, ContinuationScheduling.ThreadPool);
                await MeasureAsync($"WinsockGen, inline, {connections}", connections, ContinuationScheduling.Inline);
                await MeasureAsync($"System.Net.Sockets, {connections}", connections, null);
            }
        }
    }

    private static async Task MeasureAsync(string name, int connections, ContinuationScheduling? scheduling)
    {
        using CompletionLoop? loop = scheduling is { } mode ? new CompletionLoop(mode) : null;
        using IDisposable server = loop is null ? ServeWithBcl() : ServeWithOurs(loop);
        EndPoint endPoint = server is StreamListener ours ? ours.LocalEndPoint : ((Socket)server).LocalEndPoint!;

        Socket[] clients = [.. Enumerable.Range(0, connections).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];
        foreach (Socket client in clients)
            client.Connect(endPoint);

        // Blocking clients on threads of their own would measure their switches; one thread goes round.
        int perClient = Messages / connections;
        Talk(clients, Math.Max(1, perClient / 10));
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        Talk(clients, perClient);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / (perClient * connections);
        Console.WriteLine($"  {name,-60} {perClient * connections / seconds,10:F0} {bytes,11:F2}");
        foreach (Socket client in clients)
            client.Dispose();
        await Task.Delay(50);
    }

    private static void Talk(Socket[] clients, int rounds)
    {
        var message = new byte[MessageLength];
        for (int i = 0; i < rounds; i++)
        {
            foreach (Socket client in clients)
                client.Send(message);
            foreach (Socket client in clients)
            {
                for (int received = 0; received < MessageLength;)
                    received += client.Receive(message, received, MessageLength - received, SocketFlags.None);
            }
        }
    }

    private static StreamListener ServeWithOurs(CompletionLoop loop)
    {
        var listener = StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 0), new StreamListenerOptions { Loop = loop });
        _ = AcceptAsync();
        return listener;

        async Task AcceptAsync()
        {
            await foreach (StreamSocket connection in listener.AcceptAllAsync())
                _ = EchoAsync(connection);
        }

        static async Task EchoAsync(StreamSocket connection)
        {
            using (connection)
            {
                var buffer = new byte[MessageLength];
                int count;
                while ((count = await connection.ReceiveAsync(buffer)) > 0)
                    await connection.SendAsync(buffer.AsMemory(0, count));
            }
        }
    }

    private static Socket ServeWithBcl()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = AcceptAsync();
        return listener;

        async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = EchoAsync(await listener.AcceptAsync());
            }
            catch (SocketException)
            {
                // The listener is closed.
            }
        }

        static async Task EchoAsync(Socket connection)
        {
            using (connection)
            {
                var buffer = new byte[MessageLength];
                int count;
                while ((count = await connection.ReceiveAsync(buffer)) > 0)
                    await connection.SendAsync(buffer.AsMemory(0, count));
            }
        }
    }
}
