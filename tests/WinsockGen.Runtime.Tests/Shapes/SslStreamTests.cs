using System;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Shapes;

/// <summary>
/// TLS, both roles, over sockets of a scripted world. SslStream runs where its inner stream resumes it, which is on the thread of the
/// world: so every run with the same seed is the same, but for the random bytes of TLS.
/// </summary>
public sealed class SslStreamTests
{
    public static TheoryData<SslProtocols, ContinuationScheduling> Cases => new()
    {
        { SslProtocols.Tls12, ContinuationScheduling.ThreadPool },
        { SslProtocols.Tls12, ContinuationScheduling.Inline },
        { SslProtocols.Tls13, ContinuationScheduling.ThreadPool },
        { SslProtocols.Tls13, ContinuationScheduling.Inline },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Client_and_server_shake_hands_and_talk_in_both_directions(SslProtocols protocol, ContinuationScheduling scheduling)
    {
        using X509Certificate2 certificate = CreateCertificate();
        for (int seed = 0; seed < 5; seed++)
        {
            using var world = new StreamWorld(new Random(seed), scheduling);
            var (client, server) = Secure(world, certificate, protocol);
            using (client)
            using (server)
            {
                Assert.Equal(protocol, client.SslProtocol);
                Assert.Equal(protocol, server.SslProtocol);
                byte[] question = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7 + seed))];
                Task<byte[]> answering = ReadAsync(server, question.Length);
                world.Finish(client.WriteAsync(question).AsTask());
                byte[] heard = world.Finish(answering);
                Assert.True(question.AsSpan().SequenceEqual(heard));

                Task<byte[]> listening = ReadAsync(client, heard.Length);
                world.Finish(server.WriteAsync(heard).AsTask());
                Assert.True(question.AsSpan().SequenceEqual(world.Finish(listening)));

                world.Finish(client.ShutdownAsync());
                Assert.Equal(0, world.Finish(server.ReadAsync(new byte[1]).AsTask()));
            }
        }
    }

    [Fact]
    public void An_idle_TLS_connection_waits_without_a_buffer()
    {
        using X509Certificate2 certificate = CreateCertificate();
        using var world = new StreamWorld();
        var (client, server) = Secure(world, certificate, SslProtocols.Tls12);
        using (client)
        using (server)
        {
            // SslStream waits by a read of zero bytes on its inner stream, if it is asked by one.
            Task<int> waiting = server.ReadAsync(Memory<byte>.Empty).AsTask();
            world.Settle();
            Assert.Equal(0, world.Winsock.PendingReceiveLength);
            world.Finish(client.WriteAsync(new byte[3]).AsTask());
            Assert.Equal(0, world.Finish(waiting));
            Assert.Equal(3, world.Finish(server.ReadAsync(new byte[8]).AsTask()));
        }
    }

    [Fact]
    public void A_peer_that_resets_fails_the_TLS_read_with_an_IOException()
    {
        using X509Certificate2 certificate = CreateCertificate();
        using var world = new StreamWorld();
        var (client, server) = Secure(world, certificate, SslProtocols.Tls12, out StreamSocket clientSocket);
        using (client)
        using (server)
        {
            Task<int> reading = server.ReadAsync(new byte[8]).AsTask();
            clientSocket.Abort();
            Assert.Throws<IOException>(() => world.Finish(reading));
        }
    }

    private static (SslStream Client, SslStream Server) Secure(StreamWorld world, X509Certificate2 certificate, SslProtocols protocol) =>
        Secure(world, certificate, protocol, out _);

    private static (SslStream Client, SslStream Server) Secure(StreamWorld world, X509Certificate2 certificate, SslProtocols protocol, out StreamSocket clientSocket)
    {
        (clientSocket, StreamSocket serverSocket) = world.Connect();
        var client = new SslStream(clientSocket.AsStream());
        var server = new SslStream(serverSocket.AsStream());
        Task serving = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            EnabledSslProtocols = protocol,
        });
        Task connecting = client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "winsock.test",
            EnabledSslProtocols = protocol,

            // Nobody signed it; that it is this one is what counts.
            RemoteCertificateValidationCallback = (_, presented, _, _) => certificate.Equals(presented),
        });
        world.Finish(Task.WhenAll(serving, connecting));
        return (client, server);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=winsock.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
