using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen.Benchmarks.Servers;

/// <summary>The scenarios on System.Net.Sockets, in its forms that allocate least.</summary>
internal sealed class BclServer : IScenarioServer
{
    public EndPoint Echo(int longestMessage)
    {
        return Listen(EchoAsync);

        async Task EchoAsync(Socket connection)
        {
            using (connection)
            {
                var buffer = new byte[longestMessage];
                int count;
                while ((count = await connection.ReceiveAsync(buffer)) > 0)
                    await connection.SendAsync(buffer.AsMemory(0, count));
            }
        }
    }

    public EndPoint EchoDatagrams(int longestMessage)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = EchoAsync();
        return socket.LocalEndPoint!;

        async Task EchoAsync()
        {
            var buffer = new byte[longestMessage];
            var sender = new SocketAddress(AddressFamily.InterNetwork);
            while (true)
            {
                int count = await socket.ReceiveFromAsync(buffer, SocketFlags.None, sender);
                await socket.SendToAsync(buffer.AsMemory(0, count), SocketFlags.None, sender);
            }
        }
    }

    public EndPoint AcceptAndClose() => Listen(static connection =>
    {
        connection.Dispose();
        return Task.CompletedTask;
    });

    public EndPoint SendFile(string path)
    {
        return Listen(SendAsync);

        // Its asynchronous form fails under Wine 8; the synchronous one has a thread for each connection.
        Task SendAsync(Socket connection)
        {
            var thread = new Thread(() =>
            {
                using (connection)
                    connection.SendFile(path);
            });
            thread.Start();
            return Task.CompletedTask;
        }
    }

    private static EndPoint Listen(Func<Socket, Task> serve)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = AcceptAsync();
        return listener.LocalEndPoint!;

        async Task AcceptAsync()
        {
            while (true)
                _ = serve(await listener.AcceptAsync());
        }
    }
}
