using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class AllocationTests
{
    private const int Rounds = 500;

    [Fact]
    public Task An_awaited_send_and_receive_allocate_nothing() => EchoWithoutAllocationsAsync(CancellationToken.None);

    [Fact]
    public async Task With_a_cancellation_token_they_allocate_nothing_either()
    {
        using var cancellation = new CancellationTokenSource();
        await EchoWithoutAllocationsAsync(cancellation.Token);
    }

    [Fact]
    public async Task An_accept_allocates_the_connection_only()
    {
        const int connections = 200;
        using StreamListener listener = Loopback.Listen();
        await AcceptAsync(listener, 50);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await AcceptAsync(listener, connections);
        long perAccept = (GC.GetTotalAllocatedBytes(precise: true) - before) / connections;

        // The client's side is counted too: its socket, its connect operation, and this test's own waiting.
        Assert.InRange(perAccept, 1, 900);
    }

    private static async Task AcceptAsync(StreamListener listener, int count)
    {
        for (int i = 0; i < count; i++)
        {
            SocketOperation<StreamSocket> accepting = listener.AcceptAsync();
            using StreamSocket client = await StreamSocket.ConnectAsync(listener.LocalEndPoint);
            using StreamSocket server = await accepting;
        }
    }

    private static async Task EchoWithoutAllocationsAsync(CancellationToken cancellationToken)
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            Task echo = Task.Run(() => EchoAsync(server, cancellationToken));
            await TalkAsync(client, cancellationToken);

            // The other tests are not running: the host runs them one after the other. The pool, the tiered compiler and the
            // timers may allocate a little now and then; an operation that allocated would show 24 bytes a round or more.
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 5 && least > Rounds; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                await TalkAsync(client, cancellationToken);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            client.ShutdownSend();
            await echo.WaitAsync(Loopback.Patience);
            Assert.InRange(least, 0, Rounds);
        }
    }

    private static async Task TalkAsync(StreamSocket client, CancellationToken cancellationToken)
    {
        var message = new byte[64];
        for (int i = 0; i < Rounds; i++)
        {
            await client.SendAsync(message, cancellationToken);
            await client.ReceiveAsync(message, cancellationToken);
        }
    }

    private static async Task EchoAsync(StreamSocket server, CancellationToken cancellationToken)
    {
        var buffer = new byte[64];
        int count;
        while ((count = await server.ReceiveAsync(buffer, cancellationToken)) > 0)
            await server.SendAsync(buffer.AsMemory(0, count), cancellationToken);
    }
}
