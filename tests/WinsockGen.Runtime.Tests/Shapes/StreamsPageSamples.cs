using System;
using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen.Runtime.Tests.Shapes;

/// <summary>The code of docs/streams.md, compiled.</summary>
internal static class StreamsPageSamples
{
    public static async Task<string> ReadPageAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        StreamSocket socket = await StreamSocket.ConnectAsync(endPoint, cancellationToken: cancellationToken);
        await using SocketStream stream = socket.AsStream();
        await stream.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray(), cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
                var endPoint = new IPEndPoint(addresses[0], context.DnsEndPoint.Port);
                return (await StreamSocket.ConnectAsync(endPoint, cancellationToken: cancellationToken)).AsStream();
            },
        };
        return new HttpClient(handler);
    }

    public static async Task EchoAsync(StreamSocket socket, CancellationToken cancellationToken)
    {
        await using SocketPipe pipe = socket.AsPipe();
        while (true)
        {
            ReadResult read = await pipe.Input.ReadAsync(cancellationToken);
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                pipe.Output.Write(segment.Span);
            pipe.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
            await pipe.Output.FlushAsync(cancellationToken);
        }
    }
}
