using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Host;
using WinsockGen.Windows.Tests.Options;
using WinsockGen.Windows.Tests.Runtime;
using Xunit;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>Ioctls that Windows completes later. Nothing changes here while a test runs, so they end otherwise.</summary>
public sealed class ChangeWaitTests
{
    [Fact]
    public async Task A_token_that_is_cancelled_already_calls_nothing()
    {
        using var socket = Udp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.SocketWaitForAddressListChangeAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_wait_does_not_disturb_what_the_framework_does_on_the_same_Socket()
    {
        using var socket = Udp();
        var buffer = new byte[16];
        for (var i = 0; i < 5; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = socket.SocketWaitForAddressListChangeAsync(cancellation.Token);
            var receiving = socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Loopback.Patience));
            await socket.SendToAsync(new byte[3], socket.LocalEndPoint!);
            Assert.Equal(3, (await receiving.WaitAsync(Loopback.Patience)).ReceivedBytes);
        }
    }

    [Fact]
    [Covers("ioctl methods", "waited for", "SIO_ADDRESS_LIST_CHANGE.SocketWaitForAddressListChangeAsync")]
    public async Task A_wait_on_a_StreamSocket_can_be_cancelled()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = client.SocketWaitForAddressListChangeAsync(cancellation.Token);
            await Task.Delay(20);
            Assert.False(waiting.IsCompleted);

            cancellation.Cancel();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Loopback.Patience));
        }
    }

    private static Socket Udp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
