using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class AllocationTests
{
    private const int Rounds = 500;

    // An async method has one box, whatever it awaits how often; an operation that allocated would show 24 bytes a round or more.
    private const int Allowance = 4 * Rounds;

    [Fact]
    public Task An_awaited_send_and_receive_allocate_nothing() => EchoWithoutAllocationsAsync(CancellationToken.None);

    [Fact]
    public async Task With_a_cancellation_token_they_allocate_nothing_either()
    {
        using var cancellation = new CancellationTokenSource();
        await EchoWithoutAllocationsAsync(cancellation.Token);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_datagram_allocates_nothing_with_control_messages_and_a_token_either(bool withControl, bool withToken)
    {
        using var cancellation = new CancellationTokenSource();
        CancellationToken token = withToken ? cancellation.Token : CancellationToken.None;
        byte[] control = withControl ? new byte[64] : [];
        using DatagramSocket server = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using DatagramSocket client = DatagramSocket.Open(AddressFamily.InterNetwork);
        Task echo = Task.Run(() => EchoAsync(server, control, token));
        SocketAddressValue to = SocketAddressValue.From(server.LocalEndPoint);
        await TalkAsync(client, to, control, token);
        long least = await LeastAsync(() => TalkAsync(client, to, control, token));
        server.Dispose();
        await echo.WaitAsync(Loopback.Patience);
        Assert.InRange(least, 0, Allowance);
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

            long least = await LeastAsync(() => TalkAsync(client, cancellationToken));
            client.ShutdownSend();
            await echo.WaitAsync(Loopback.Patience);
            Assert.InRange(least, 0, Allowance);
        }
    }

    /// <summary>What some rounds allocate at least.</summary>
    private static async Task<long> LeastAsync(Func<Task> talk)
    {
        // The other tests are not running: the host runs them one after the other. The pool, the tiered compiler and the
        // timers may allocate a little now and then.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > Allowance; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await talk();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    private static async Task TalkAsync(DatagramSocket client, SocketAddressValue server, byte[] control, CancellationToken cancellationToken)
    {
        var message = new byte[64];
        for (int i = 0; i < Rounds; i++)
        {
            await client.SendAsync(message, server, default, cancellationToken);
            await client.ReceiveAsync(message, control, cancellationToken);
        }
    }

    private static async Task EchoAsync(DatagramSocket server, byte[] control, CancellationToken cancellationToken)
    {
        var buffer = new byte[64];
        try
        {
            while (true)
            {
                ReceivedDatagram received = await server.ReceiveAsync(buffer, control, cancellationToken);
                await server.SendAsync(buffer.AsMemory(0, received.Length), received.Sender, default, cancellationToken);
            }
        }
        catch (ObjectDisposedException)
        {
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
