using System.Linq;
using System.Net.Sockets;
using System.Threading;

namespace WinsockGen.Benchmarks.Load;

/// <summary>
/// Clients that send a datagram, wait for its echo, and send the next. Each has a thread, as clients on machines of their own would not wait for
/// each other: datagrams come to the server one by one.
/// </summary>
internal static class DatagramLoad
{
    private const int LostAfterMilliseconds = 200;

    public static LoadResult Run(Target server, int clientCount, int length, int count)
    {
        var times = new AnswerTimes(server, clientCount, count);
        Thread[] threads = [.. Enumerable.Range(0, clientCount).Select(client => new Thread(() => Exchange(server, client, length, times), 256 * 1024))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return times.Result();
    }

    private static void Exchange(Target server, int client, int length, AnswerTimes times)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = LostAfterMilliseconds };
        socket.Connect(server.EndPoint);
        var message = new byte[length];
        while (!times.IsDone)
        {
            times.Ask(client);
            socket.Send(message);
            try
            {
                socket.Receive(message);
                times.Answer(client);
            }
            catch (SocketException lost) when (lost.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                // A datagram may be lost: it is sent again.
            }
        }
    }
}
