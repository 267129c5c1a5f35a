using System.Net;
using System.Net.Sockets;
using WinsockGen;

/// <summary>Sends back what it receives, to as many clients as come, and keeps count of its bytes and of its garbage.</summary>
internal static class EchoServer
{
    private static long _bytes;

    public static async Task RunAsync(IPEndPoint endPoint, int clientLimit, CancellationToken cancellationToken)
    {
        await using var listener = StreamListener.Listen(endPoint);
        Console.WriteLine($"Listening on {listener.LocalEndPoint}");

        var clients = new List<Task>();
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        try
        {
            await foreach (var connection in listener.AcceptAllAsync(cancellationToken))
            {
                connection.TcpNoDelay = true;
                clients.Add(EchoAsync(connection, cancellationToken));
                if (clients.Count != clientLimit)
                    continue;

                // All are here: what is allocated from now on is allocated by messages.
                allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
                break;
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopping.");
        }

        await Task.WhenAll(clients);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        Console.WriteLine($"Served {clients.Count} clients: {_bytes} bytes echoed, {allocated} bytes allocated.");
    }

    private static async Task EchoAsync(StreamSocket connection, CancellationToken cancellationToken)
    {
        await using var _ = connection;
        var buffer = new byte[16 * 1024];
        try
        {
            // A stream has no messages: any number of bytes may come, and 0 means that the client has sent its last one.
            while (await connection.ReceiveAsync(buffer, cancellationToken) is var count and > 0)
            {
                await connection.SendAsync(buffer.AsMemory(0, count), cancellationToken);
                Interlocked.Add(ref _bytes, count);
            }
        }
        catch (SocketException error)
        {
            Console.WriteLine($"A client was lost: {error.SocketErrorCode}");
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
