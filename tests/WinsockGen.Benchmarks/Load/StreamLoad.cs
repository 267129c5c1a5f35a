using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace WinsockGen.Benchmarks.Load;

/// <summary>Clients that send a message, wait for all of its echo, and send the next, all on one thread.</summary>
internal static class StreamLoad
{
    public static LoadResult Run(Target server, int connections, int length, int count)
    {
        Socket[] clients = [.. Enumerable.Range(0, connections).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];
        var message = new byte[length];
        foreach (Socket client in clients)
            client.Connect(server.EndPoint);

        // Everybody is accepted before the clock starts.
        foreach (Socket client in clients)
        {
            client.Send(message);
            ReceiveAll(client, message, 0);
        }

        LoadResult result = connections == 1 ? Alternate(server, clients[0], message, count) : TakeTurns(server, clients, message, count);
        foreach (Socket client in clients)
            client.Dispose();
        return result;
    }

    private static LoadResult Alternate(Target server, Socket client, byte[] message, int count)
    {
        var times = new AnswerTimes(server, 1, count);
        while (!times.IsDone)
        {
            times.Ask(0);
            client.Send(message);
            ReceiveAll(client, message, 0);
            times.Answer(0);
        }

        return times.Result();
    }

    private static LoadResult TakeTurns(Target server, Socket[] clients, byte[] message, int count)
    {
        var indices = new Dictionary<Socket, int>(clients.Length);
        for (int i = 0; i < clients.Length; i++)
            indices.Add(clients[i], i);

        var received = new int[clients.Length];
        var times = new AnswerTimes(server, clients.Length, count);
        for (int i = 0; i < clients.Length; i++)
            Ask(i);

        var ready = new List<Socket>(clients.Length);
        while (!times.IsDone)
        {
            ready.Clear();
            ready.AddRange(clients);
            Socket.Select(ready, null, null, -1);
            foreach (Socket client in ready)
            {
                int i = indices[client];
                int taken = client.Receive(message, 0, message.Length - received[i], SocketFlags.None);
                if (taken == 0)
                    throw new InvalidOperationException("The server has ended a connection.");
                received[i] += taken;
                if (received[i] < message.Length)
                    continue;
                received[i] = 0;
                times.Answer(i);
                Ask(i);
            }
        }

        LoadResult result = times.Result();
        for (int i = 0; i < clients.Length; i++)
            ReceiveAll(clients[i], message, received[i]);
        return result;

        void Ask(int client)
        {
            times.Ask(client);
            clients[client].Send(message);
        }
    }

    private static void ReceiveAll(Socket client, byte[] message, int received)
    {
        while (received < message.Length)
        {
            int count = client.Receive(message, received, message.Length - received, SocketFlags.None);
            if (count == 0)
                throw new InvalidOperationException("The server has ended a connection.");
            received += count;
        }
    }
}
