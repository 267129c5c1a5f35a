using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Startup;

/// <summary>That there is a Winsock 2 under these tests, before anything of ours is asked to use it.</summary>
public sealed class WinsockStartupTests
{
    // sizeof(WSADATA) on 64-bit and, within it, where both bitnesses agree: wVersion and wHighVersion.
    private const int WsaDataSize = 408;
    private const int VersionNotSupported = 10092;

    [WinsockFact]
    public unsafe void Version_2_2_is_negotiated()
    {
        var data = stackalloc byte[WsaDataSize];

        Assert.Equal(0, WSAStartup(0x0202, data));
        Assert.Equal(0x0202, *(ushort*)data);
        Assert.Equal(0x0202, *(ushort*)(data + 2));
        Assert.Equal(0, WSACleanup());
    }

    [WinsockFact]
    public unsafe void A_version_below_1_0_is_refused_by_the_result_and_not_by_the_last_error()
    {
        var data = stackalloc byte[WsaDataSize];

        Assert.Equal(VersionNotSupported, WSAStartup(0x0900, data));
    }

    [WinsockFact]
    public async Task Bytes_cross_a_loopback_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var server = await listener.AcceptTcpClientAsync();

        await client.GetStream().WriteAsync("ping"u8.ToArray());
        var received = new byte[4];
        await server.GetStream().ReadExactlyAsync(received);

        Assert.Equal("ping", Encoding.ASCII.GetString(received));
    }

    [DllImport("ws2_32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern unsafe int WSAStartup(ushort version, byte* data);

    [DllImport("ws2_32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WSACleanup();
}
