using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>SslStream over SocketStream: as a client of OpenSSL on the host, and with itself where it can be a server.</summary>
public sealed class TlsTests
{
    [TlsPeerFact]
    public async Task OpenSSL_on_the_host_sends_every_line_back_reversed()
    {
        const int lines = 200;
        var server = new IPEndPoint(IPAddress.Loopback, int.Parse(HostPeer.Tls!, CultureInfo.InvariantCulture));
        StreamSocket socket = await StreamSocket.ConnectAsync(server);
        using var stream = new SslStream(socket.AsStream());
        await ConnectAsync(stream).WaitAsync(Loopback.Patience);
        Assert.Equal(SslProtocols.Tls12, stream.SslProtocol);

        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        for (int i = 0; i < lines; i++)
        {
            string line = new([.. Enumerable.Range(0, 1 + i * 20).Select(j => (char)('a' + (i + j) % 26))]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"));
            Assert.Equal(new string([.. line.Reverse()]), await reader.ReadLineAsync().WaitAsync(Loopback.Patience));
        }
    }

    [TlsServerFact]
    public async Task Client_and_server_talk_over_our_sockets()
    {
        using StreamListener listener = Loopback.Listen();
        var (clientSocket, serverSocket) = await Loopback.ConnectAsync(listener);
        using var client = new SslStream(clientSocket.AsStream());
        using var server = new SslStream(serverSocket.AsStream());
        await Task.WhenAll(ServeAsync(server), ConnectAsync(client)).WaitAsync(Loopback.Patience);

        var sent = new byte[1 << 20];
        new Random(1).NextBytes(sent);
        var received = new byte[sent.Length];
        Task reading = server.ReadExactlyAsync(received).AsTask();
        await client.WriteAsync(sent);
        await reading.WaitAsync(Loopback.Patience);
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    internal static Task ConnectAsync(SslStream stream) => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
    {
        TargetHost = "winsock.test",
        EnabledSslProtocols = SslProtocols.Tls12,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=winsock.test",
    });

    internal static async Task ServeAsync(SslStream stream)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=winsock.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 signed = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // The server role of Windows wants a key that is in a store, not in memory.
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 });
    }
}
