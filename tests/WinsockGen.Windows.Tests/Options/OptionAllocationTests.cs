using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Runtime;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Reading and setting an option allocates nothing.</summary>
public sealed class OptionAllocationTests
{
    private const int Rounds = 200;

    [Fact]
    public void On_a_Socket()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        AssertNoAllocation(() =>
        {
            socket.TcpNoDelay = !socket.TcpNoDelay;
            socket.SocketReceiveBufferSize = 16384 + (socket.SocketReceiveBufferSize & 1);
            socket.SocketReceiveTimeout = TimeSpan.FromSeconds(1) + socket.SocketSendTimeout;
            socket.SocketLinger = socket.SocketLinger is null ? TimeSpan.FromSeconds(1) : null;
            _ = socket.SocketConnectTime;
            _ = socket.SocketPendingError;
        });
    }

    [Fact]
    public async Task On_a_StreamSocket()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            AssertNoAllocation(() =>
            {
                client.TcpNoDelay = !client.TcpNoDelay;
                client.SocketSendTimeout = TimeSpan.FromSeconds(1) + client.SocketReceiveTimeout;
                client.SocketLinger = client.SocketLinger is null ? TimeSpan.FromSeconds(1) : null;
                _ = client.SocketConnectTime;
            });
        }
    }

    private static void AssertNoAllocation(Action action)
    {
        for (var i = 0; i < 50; i++)
            action();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            action();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
