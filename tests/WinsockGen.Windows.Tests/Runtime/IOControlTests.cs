using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class IOControlTests
{
    private const uint BytesToRead = 0x4004667F; // FIONREAD
    private const uint AddressListChange = 0x28000017; // SIO_ADDRESS_LIST_CHANGE

    [Fact]
    public async Task A_control_code_reads_what_Winsock_knows()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            await client.SendAsync(new byte[5]);
            await server.WaitForDataAsync();
            var count = new byte[4];
            Assert.Equal(4, server.IOControl(BytesToRead, [], count));
            Assert.Equal(5, BitConverter.ToInt32(count));
        }
    }

    [Fact]
    public void A_code_that_Winsock_does_not_know_is_a_SocketException()
    {
        using StreamListener listener = Loopback.Listen();
        Assert.Throws<SocketException>(() => listener.IOControl(0x98FF_FF00, [], []));
    }

    [Fact]
    public async Task A_wait_for_a_change_of_addresses_can_be_cancelled_and_begun_again()
    {
        using StreamListener listener = Loopback.Listen();
        for (int i = 0; i < 3; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<int> waiting = listener.IOControlAsync(AddressListChange, default, default, cancellation.Token).AsValueTask().AsTask();
            await Task.Delay(20);
            Assert.False(waiting.IsCompleted);
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Loopback.Patience));
        }
    }

    [Fact]
    public async Task Waits_for_changes_end_when_the_socket_is_disposed()
    {
        StreamListener listener = Loopback.Listen();
        Task<int> first = listener.IOControlAsync(AddressListChange, default, default).AsValueTask().AsTask();
        Task<int> second = listener.IOControlAsync(AddressListChange, default, default).AsValueTask().AsTask();
        listener.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.WaitAsync(Loopback.Patience));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => second.WaitAsync(Loopback.Patience));
    }
}
