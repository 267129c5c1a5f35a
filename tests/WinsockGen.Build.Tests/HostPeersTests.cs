using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Build.Testing.Peers;
using Xunit;

namespace WinsockGen.Build.Tests;

public sealed class HostPeersTests
{
    [Fact]
    public async Task The_client_of_the_HTTP_peer_is_answered_by_its_server()
    {
        await using var peer = HttpPeer.Start();
        using var client = new HttpClient();
        var report = await client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"{peer.Address}load?port={new Uri(peer.Address).Port}&requests=20"));
        Assert.Contains("20 requests answered over", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_says_what_went_wrong()
    {
        await using var peer = HttpPeer.Start();
        using var client = new HttpClient();
        Assert.Contains(nameof(HttpRequestException), await client.GetStringAsync(peer.Address + "load?port=1&requests=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_TLS_peer_listens_or_says_what_it_lacks()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var peer = await TlsPeer.StartAsync(folder);
        await using (peer.ConfigureAwait(false))
        {
            if (peer.Port is not { } port)
            {
                Assert.Contains("openssl", peer.WhyMissing, StringComparison.Ordinal);
                return;
            }

            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture));
        }

        Directory.Delete(folder, recursive: true);
    }
}
