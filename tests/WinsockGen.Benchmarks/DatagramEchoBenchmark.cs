using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace WinsockGen.Benchmarks;

/// <summary>Echoes of datagrams over loopback on the real Winsock, ours against the BCL's, in turns; client and server are in this process.</summary>
internal static class DatagramEchoBenchmark
{
    private const int MessageLength = 64;
    private const int Messages = 4000;
    private const int Rounds = 3;

    // As many receives as a server keeps outstanding; the BCL has one, as its datagram loops do.
    private const int OutstandingReceives = 4;

    public static async Task RunAsync()
    {
        Console.WriteLine($"Datagram echo, {MessageLength} bytes, {Messages:N0} messages, {Rounds} rounds in turns   messages/s   B/message");
        foreach (int clients in new[] { 1, 16 })
        {
            for (int round = 0; round < Rounds; round++)
            {
                await MeasureAsync($"WinsockGen, thread pool, {clients}", clients, ContinuationScheduling.ThreadPool);
                await MeasureAsync($"WinsockGen, inline, {clients}", clients, ContinuationScheduling.Inline);
                await MeasureAsync($"System.Net.Sockets, {clients}", clients, null);
            }
        }
    }

    private static async Task MeasureAsync(string name, int clientCount, ContinuationScheduling? scheduling)
    {
        using CompletionLoop? loop = scheduling is { } mode ? new CompletionLoop(mode) : null;
        using IDisposable server = loop is null ? ServeWithBcl() : ServeWithOurs(loop);
        EndPoint endPoint = server is DatagramSocket ours ? ours.LocalEndPoint : ((Socket)server).LocalEndPoint!;

        Socket[] clients = [.. Enumerable.Range(0, clientCount).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))];
        foreach (Socket client in clients)
            client.Connect(endPoint);

        // Blocking clients on threads of their own would measure their switches; one thread goes round.
        int perClient = Messages / clientCount;
        Talk(clients, Math.Max(1, perClient / 10));
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        Talk(clients, perClient);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / (perClient * clientCount);
        Console.WriteLine($"  {name,-60} {perClient * clientCount / seconds,10:F0} {bytes,11:F2}");
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
                client.Receive(message);
        }
    }

    private static DatagramSocket ServeWithOurs(CompletionLoop loop)
    {
        var socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), new DatagramSocketOptions { Loop = loop });
        for (int i = 0; i < OutstandingReceives; i++)
            _ = EchoAsync(socket);
        return socket;

        static async Task EchoAsync(DatagramSocket socket)
        {
            var buffer = new byte[MessageLength];
            while (true)
            {
                ReceivedDatagram received = await socket.ReceiveAsync(buffer);
                await socket.SendAsync(buffer.AsMemory(0, received.Length), received.Sender);
            }
        }
    }

    private static Socket ServeWithBcl()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = EchoAsync(socket);
        return socket;

        static async Task EchoAsync(Socket socket)
        {
            var buffer = new byte[MessageLength];
            var sender = new SocketAddress(AddressFamily.InterNetwork);
            while (true)
            {
                int count = await socket.ReceiveFromAsync(buffer, SocketFlags.None, sender);
                await socket.SendToAsync(buffer.AsMemory(0, count), SocketFlags.None, sender);
            }
        }
    }
}
