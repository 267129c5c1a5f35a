using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace WinsockGen.Benchmarks.Servers;

/// <summary>The scenarios on WinsockGen, all on one loop.</summary>
internal sealed class OurServer(ContinuationScheduling scheduling) : IScenarioServer
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly CompletionLoop _loop = new(scheduling);

    public EndPoint Echo(int longestMessage)
    {
        return Listen(EchoAsync);

        async Task EchoAsync(StreamSocket connection)
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
        var socket = DatagramSocket.Bind(AnyPort, new DatagramSocketOptions { Loop = _loop });
        _ = EchoAsync();
        return socket.LocalEndPoint;

        // One receive at a time, like the others here: what has come when it begins is there at once.
        async Task EchoAsync()
        {
            var buffer = new byte[longestMessage];
            while (true)
            {
                ReceivedDatagram received = await socket.ReceiveAsync(buffer);
                await socket.SendAsync(buffer.AsMemory(0, received.Length), received.Sender);
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
        SafeFileHandle file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Listen(SendAsync);

        async Task SendAsync(StreamSocket connection)
        {
            using (connection)
            {
                var buffer = new byte[64 * 1024];
                int count;
                for (long offset = 0; (count = await RandomAccess.ReadAsync(file, buffer, offset)) != 0; offset += count)
                    await connection.SendAsync(buffer.AsMemory(0, count));
            }
        }
    }

    private EndPoint Listen(Func<StreamSocket, Task> serve)
    {
        var listener = StreamListener.Listen(AnyPort, new StreamListenerOptions { Loop = _loop });
        _ = AcceptAsync();
        return listener.LocalEndPoint;

        async Task AcceptAsync()
        {
            await foreach (StreamSocket connection in listener.AcceptAllAsync())
                _ = serve(connection);
        }
    }
}
