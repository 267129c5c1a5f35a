using System;
using System.Buffers;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class StreamBuffersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(3000)]
    public async Task Many_buffers_arrive_in_their_order(int count)
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            byte[] bytes = [.. Enumerable.Range(0, 5 * count).Select(i => (byte)(i * 3))];
            ReadOnlyMemory<byte>[] outgoing = [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)bytes.AsSpan(5 * i, 5).ToArray())];
            SocketOperation<long> sending = client.SendAsync(outgoing);
            var received = new byte[bytes.Length];
            for (int got = 0; got < received.Length;)
                got += await server.ReceiveAsync(received.AsMemory(got).ToSegments());
            Assert.Equal(bytes.Length, await sending);
            Assert.Equal(bytes, received);
            Assert.Equal(bytes.Length, await client.SendAsync(new ReadOnlySequence<byte>(bytes)));
            await Loopback.ReceiveExactlyAsync(server, received);
        }
    }
}

file static class Segments
{
    /// <summary>Cuts memory into pieces of three bytes.</summary>
    public static Memory<byte>[] ToSegments(this Memory<byte> memory) =>
        [.. Enumerable.Range(0, (memory.Length + 2) / 3).Select(i => memory[(3 * i)..Math.Min(memory.Length, (3 * i) + 3)])];
}
