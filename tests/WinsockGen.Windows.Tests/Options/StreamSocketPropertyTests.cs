using System;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Runtime;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>The same properties on the runtime's sockets.</summary>
public sealed class StreamSocketPropertyTests
{
    [Fact]
    public async Task A_property_sets_and_reads_the_option_of_a_connection()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            foreach (var value in new[] { true, false })
            {
                client.TcpNoDelay = value;
                client.SocketKeepAlive = value;

                Assert.Equal(value, client.TcpNoDelay);
                Assert.Equal(value, client.SocketKeepAlive);
                Assert.Equal(value, Raw(client, level: 6, name: 1) != 0);
                Assert.Equal(value, Raw(client, level: 0xFFFF, name: 8) != 0);
            }

            client.SocketLinger = TimeSpan.FromSeconds(7);
            Assert.Equal(0x0007_0001, Raw(client, level: 0xFFFF, name: 128));
            Assert.NotNull(server.SocketConnectTime);
        }
    }

    [Fact]
    public async Task A_connection_that_is_closed_says_so()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        client.Dispose();
        server.Dispose();

        Assert.Throws<ObjectDisposedException>(() => client.TcpNoDelay);
    }

    private static int Raw(StreamSocket socket, int level, int name)
    {
        Span<byte> value = stackalloc byte[4];
        value.Clear();
        socket.GetRawSocketOption(level, name, value);
        return BitConverter.ToInt32(value);
    }
}
