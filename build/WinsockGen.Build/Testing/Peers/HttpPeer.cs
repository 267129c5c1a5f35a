using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace WinsockGen.Build.Testing.Peers;

/// <summary>
/// A real HTTP server and a real HTTP client: the BCL's, on this machine's own sockets. POST /echo sends a body back, in chunks;
/// GET /load?port=P&amp;requests=N makes the client send N requests to a server on the loopback and says what came of them.
/// </summary>
public sealed class HttpPeer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _serving;

    private HttpPeer(HttpListener listener, string address)
    {
        _listener = listener;
        Address = address;
        _serving = ServeAsync();
    }

    public string Address { get; }

    public static HttpPeer Start()
    {
        // http.sys gives everybody the name of the loopback, and its number to administrators only; elsewhere the name may be an IPv6 one.
        var host = OperatingSystem.IsWindows() ? "localhost" : "127.0.0.1";
        for (var attempt = 1; ; attempt++)
        {
            var address = $"http://{host}:{FreePort()}/";
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return new HttpPeer(listener, address);
            }
            catch (HttpListenerException) when (attempt < 5)
            {
                // Somebody else took the port.
                listener.Close();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving.ConfigureAwait(false);
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body).ConfigureAwait(false);
            if (context.Request.Url!.AbsolutePath == "/load")
            {
                body.SetLength(0);
                await body.WriteAsync(Encoding.UTF8.GetBytes(await LoadAsync(context.Request).ConfigureAwait(false))).ConfigureAwait(false);
            }

            body.Position = 0;
            context.Response.SendChunked = true;
            await body.CopyToAsync(context.Response.OutputStream).ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The peer is gone; its test says so.
        }
    }

    private static async Task<string> LoadAsync(HttpListenerRequest request)
    {
        try
        {
            return await HttpLoad.RunAsync(Number("port"), Number("requests")).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it is, the test that asked is to say it.
            return error.ToString();
        }

        int Number(string name) => int.Parse(request.QueryString[name]!, CultureInfo.InvariantCulture);
    }
}
