using System;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class SocketOptionTests
{
    private const int TcpLevel = 6;
    private const int TcpNoDelay = 1;

    [Fact]
    public async Task A_raw_option_reads_back_as_it_was_written()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            Span<byte> value = stackalloc byte[4];
            foreach (int written in new[] { 1, 0 })
            {
                client.SetRawSocketOption(TcpLevel, TcpNoDelay, BitConverter.GetBytes(written));
                value.Fill(0xCC);
                // Winsock says how wide the value is, and writes no more than that.
                int length = client.GetRawSocketOption(TcpLevel, TcpNoDelay, value);
                Assert.InRange(length, 1, 4);
                value[length..].Clear();
                Assert.Equal(written, BitConverter.ToInt32(value));
            }
        }
    }
}
