using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace WinsockGen.Build.Testing.Peers;

/// <summary>Requests, one after the other, to a server that sends bodies back.</summary>
internal static class HttpLoad
{
    private const int LongBody = 1 << 20;

    /// <summary>Runs them and returns what came of them, in one sentence.</summary>
    public static async Task<string> RunAsync(int port, int requests)
    {
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        var random = new Random(1);
        for (var i = 0; i < requests; i++)
        {
            var body = new byte[i % 25 == 0 ? LongBody : random.Next(2000)];
            random.NextBytes(body);
            using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/echo"))
            {
                Content = new ByteArrayContent(body),
            };
            request.Headers.TransferEncodingChunked = i % 2 == 0;
            using var response = await client.SendAsync(request).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (!answer.AsSpan().SequenceEqual(body))
                throw new InvalidDataException($"Request {i}: {body.Length} bytes came back as {answer.Length} others.");
        }

        return $"{requests} requests answered over {connections} connection{(connections == 1 ? "" : "s")}";
    }
}
