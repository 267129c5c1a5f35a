using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class CallCountTests
{
    private const int Echoes = 100;

    [Theory]
    [InlineData(ContinuationScheduling.ThreadPool)]
    [InlineData(ContinuationScheduling.Inline)]
    public void An_echo_is_two_calls_besides_the_dequeue(ContinuationScheduling scheduling)
    {
        using var world = new StreamWorld(scheduling: scheduling);
        var (client, server) = world.Connect();
        Task echoing = EchoAsync(server);
        world.Settle();
        Dictionary<string, int> before = new(world.Winsock.CallCounts);
        for (int i = 0; i < Echoes; i++)
        {
            world.Finish(client.SendAsync(new byte[1]));
            Assert.Equal(1, world.Finish(client.ReceiveAsync(new byte[1])));
        }

        // The client's calls are counted, too: a send and a receive each.
        Assert.Equal(
            [(nameof(Ws2.WSARecv), 2 * Echoes), (nameof(Ws2.WSASend), 2 * Echoes)],
            world.Winsock.CallCounts
                .Select(pair => (Name: pair.Key, Count: pair.Value - before.GetValueOrDefault(pair.Key)))
                .Where(call => call.Count != 0 && call.Name != nameof(Ws2.GetQueuedCompletionStatusEx))
                .Order());
        client.Dispose();
        world.Finish(echoing);
    }

    private static async Task EchoAsync(StreamSocket server)
    {
        using (server)
        {
            var buffer = new byte[1];
            while (await server.ReceiveAsync(buffer) > 0)
                await server.SendAsync(buffer);
        }
    }
}
