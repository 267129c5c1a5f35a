using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace WinsockGen.Benchmarks.Load;

/// <summary>Clients that send a datagram, wait for its echo, and send the next, all on one thread.</summary>
internal static class DatagramLoad
{
    private const int LostAfterMicroseconds = 200_000;

    public static LoadResult Run(Target server, int clientCount, int length, int count)
    {
        Socket[] clients = [.. Enumerable.Range(0, clientCount).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))];
        var message = new byte[length];
        foreach (Socket client in clients)
            client.Connect(server.EndPoint);

        var indices = new Dictionary<Socket, int>(clientCount);
        for (int i = 0; i < clientCount; i++)
            indices.Add(clients[i], i);
        var times = new AnswerTimes(server, clientCount, count);
        for (int i = 0; i < clientCount; i++)
            Ask(i);

        var ready = new List<Socket>(clientCount);
        while (!times.IsDone)
        {
            ready.Clear();
            ready.AddRange(clients);
            Socket.Select(ready, null, null, LostAfterMicroseconds);

            // Datagrams may be lost: then all ask again.
            for (int i = 0; ready.Count == 0 && i < clientCount; i++)
                Ask(i);
            foreach (Socket client in ready)
            {
                client.Receive(message);
                int i = indices[client];
                times.Answer(i);
                Ask(i);
            }
        }

        LoadResult result = times.Result();
        foreach (Socket client in clients)
            client.Dispose();
        return result;

        void Ask(int client)
        {
            times.Ask(client);
            clients[client].Send(message);
        }
    }
}
