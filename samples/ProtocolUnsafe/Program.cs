using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("windows")]

Telemetry.Receive(new UdpClient(7007));
await Login.ReadGreetingAsync(new Socket(SocketType.Stream, ProtocolType.Tcp));
RawSocket.Open();

/// <summary>Believes that one send arrives as one receive.</summary>
internal static class Login
{
    public static async Task ReadGreetingAsync(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.ReuseAddress, true); // WSG4001: 4 at this level is the TTL.
        await socket.ConnectAsync(IPAddress.Loopback, 7007);

        var header = new byte[8];
        await socket.ReceiveAsync(header); // WSG1001: a stream may deliver one byte of the eight.

        var body = new byte[BitConverter.ToInt32(header)];
        ReadAll(socket, body, body.Length);
    }

    private static void ReadAll(Socket socket, byte[] buffer, int length)
    {
        var offset = 0;
        while (offset < length)
        {
            var received = socket.Receive(buffer, offset, length, SocketFlags.None); // WSG1005: the rest is shorter than length.
            if (received == 0)
                throw new EndOfStreamException();
            offset += received;
        }
    }
}

/// <summary>Believes that nothing received means that nobody is there.</summary>
internal static class Telemetry
{
    public static void Receive(UdpClient client)
    {
        while (true)
        {
            var sender = new IPEndPoint(IPAddress.Any, 0);
            var datagram = client.Receive(ref sender);
            if (datagram.Length == 0) // WSG2001: an empty datagram is a message like any other.
                return;

            Console.WriteLine($"{sender}: {datagram.Length} bytes");
        }
    }
}

/// <summary>Believes that a socket is never 0.</summary>
internal static unsafe class RawSocket
{
    public static void Open()
    {
        var socket = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
        if (socket == 0) // WSG6001: failure is INVALID_SOCKET, and 0 is a socket.
            throw new SocketException();

        Ws2.closesocket(socket);
    }
}
