using System;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>HTTP between real implementations on the host's own sockets and our sockets here.</summary>
public sealed class HttpTests
{
    private const int Requests = 100;
    private const int LongBody = 1 << 20;

    [HttpPeerFact]
    public Task A_client_on_the_host_keeps_its_connection_to_a_server_over_SocketPipe() => ServeAsync(async socket =>
    {
        await using SocketPipe pipe = socket.AsPipe();
        await new HttpEchoServer(pipe.Input, pipe.Output).RunAsync();
    });

    [HttpPeerFact]
    public Task A_client_on_the_host_keeps_its_connection_to_a_server_over_SocketStream() => ServeAsync(async socket =>
    {
        await using SocketStream stream = socket.AsStream();
        await new HttpEchoServer(PipeReader.Create(stream), PipeWriter.Create(stream)).RunAsync();
    });

    [HttpPeerFact]
    public async Task HttpClient_over_SocketStream_keeps_its_connection_to_a_server_on_the_host()
    {
        int connections = 0;
        using var client = CreateClient(() => connections++);
        var random = new Random(1);
        for (int i = 0; i < Requests; i++)
        {
            var body = new byte[i % 25 == 0 ? LongBody : random.Next(2000)];
            random.NextBytes(body);
            using var request = new HttpRequestMessage(HttpMethod.Post, HostPeer.Http + "echo") { Content = new ByteArrayContent(body) };
            request.Headers.TransferEncodingChunked = i % 2 == 0;
            using HttpResponseMessage response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            byte[] answer = await response.Content.ReadAsByteArrayAsync();
            Assert.True(body.AsSpan().SequenceEqual(answer), $"Request {i} came back differently.");
        }

        Assert.Equal(1, connections);
    }

    /// <summary>Makes the host send requests to a server here, each of whose connections is served like this.</summary>
    private static async Task ServeAsync(Func<StreamSocket, Task> serve)
    {
        using StreamListener listener = Loopback.Listen();
        Task serving = Task.Run(async () => await serve(await listener.AcceptAsync()));
        using var client = CreateClient(() => { });
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        string report = await client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"{HostPeer.Http}load?port={port}&requests={Requests}"));
        Assert.Equal($"{Requests} requests answered over 1 connection", report);
        await serving.WaitAsync(Loopback.Patience);
    }

    private static HttpClient CreateClient(Action connecting) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            connecting();
            var server = new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port);
            return (await StreamSocket.ConnectAsync(server, null, cancellationToken)).AsStream();
        },
    })
    {
        Timeout = TimeSpan.FromSeconds(50),
    };
}
