using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>
/// Tries out whether a Winsock recycles sockets rightly, on this machine's loopback: a socket is accepted into a second time, and bytes go both
/// ways. Wine 8 accepts, and then neither sends nor receives.
/// </summary>
internal static class RecyclingProbe
{
    // The first sockets are new, and how soon a disconnected one is ready again is up to Windows.
    private const int Connections = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal static async Task<bool> RunAsync(SocketProvider provider)
    {
        IPAddress? loopback = (AddressFamily)provider.Kind.Family switch
        {
            AddressFamily.InterNetwork => IPAddress.Loopback,
            AddressFamily.InterNetworkV6 => IPAddress.IPv6Loopback,
            _ => null,
        };
        if (loopback is null || (provider.DisconnectEx == 0 && provider.TransmitFile == 0))
            return false;

        try
        {
            using StreamListener listener = StreamListener.Listen(new IPEndPoint(loopback, 0), new StreamListenerOptions
            {
                Loop = provider.Loop,
                OutstandingAccepts = 1,
                RecycleSockets = true,
                IsRecyclingProven = true,
            });
            EndPoint server = listener.LocalEndPoint;
            for (int i = 0; i < Connections; i++)
            {
                bool isReused = listener.ReusedSockets != 0;
                if (!await ConnectAsync(listener, server).ConfigureAwait(false))
                    return false;
                if (isReused)
                    return true;
            }
        }
        catch (Exception failure) when (failure is SocketException or TimeoutException or ObjectDisposedException)
        {
        }

        return false;
    }

    /// <returns>Whether bytes went both ways. The client ends first, so that the server's socket has no TIME_WAIT.</returns>
    private static async Task<bool> ConnectAsync(StreamListener listener, EndPoint server)
    {
        using StreamSocket client = await StreamSocket.ConnectAsync(server, new StreamConnectOptions { Loop = listener.Loop }).WithTimeout(Patience).ConfigureAwait(false);
        using StreamSocket accepted = await listener.AcceptAsync().WithTimeout(Patience).ConfigureAwait(false);
        if (!await SendAsync(client, accepted).ConfigureAwait(false) || !await SendAsync(accepted, client).ConfigureAwait(false))
            return false;
        client.ShutdownSend();
        return await accepted.ReceiveAsync(new byte[1]).WithTimeout(Patience).ConfigureAwait(false) == 0;
    }

    private static async Task<bool> SendAsync(StreamSocket from, StreamSocket to)
    {
        const byte value = 0x5A;
        var buffer = new byte[] { value };
        await from.SendAsync(buffer).WithTimeout(Patience).ConfigureAwait(false);
        buffer[0] = 0;
        return await to.ReceiveAsync(buffer).WithTimeout(Patience).ConfigureAwait(false) == 1 && buffer[0] == value;
    }
}
