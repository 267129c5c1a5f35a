using System;
using System.Net;
using System.Threading.Tasks;

namespace WinsockGen.Windows.Tests.Runtime;

/// <summary>Connected pairs of sockets on this machine, and the time that a test may take.</summary>
internal static class Loopback
{
    /// <summary>Long enough for a slow machine; a test that needs it has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static StreamListener Listen(IPAddress? address = null) => StreamListener.Listen(new IPEndPoint(address ?? IPAddress.Loopback, 0));

    public static async Task<(StreamSocket Client, StreamSocket Server)> ConnectAsync(StreamListener listener)
    {
        var accepting = listener.AcceptAsync().AsValueTask().AsTask();
        StreamSocket client = await StreamSocket.ConnectAsync(listener.LocalEndPoint);
        return (client, await accepting.WaitAsync(Patience));
    }

    /// <summary>Sends back what comes, until the peer ends its stream.</summary>
    public static async Task EchoAsync(StreamSocket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            int count;
            while ((count = await socket.ReceiveAsync(buffer)) > 0)
                await socket.SendAsync(buffer.AsMemory(0, count));
        }
    }

    public static async Task ReceiveExactlyAsync(StreamSocket socket, Memory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                throw new InvalidOperationException("The stream ended early.");
            buffer = buffer[count..];
        }
    }
}
