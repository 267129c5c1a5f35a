using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Streams;

public sealed class StreamFirstDataTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void The_first_data_are_sent_with_the_connection_and_counted(bool atOnce, bool ifsHandles)
    {
        using var world = new StreamWorld(hasIfsHandles: ifsHandles);
        world.Winsock.CompletesAtOnce = atOnce;
        using var memory = new CountingMemory(3);
        memory.GetSpan().Fill(7);
        Task<StreamSocket> accepting = StreamWorld.Await(world.Listener.AcceptAsync());
        Task<StreamSocket> connecting = StreamWorld.Await(
            StreamSocket.ConnectAsync(StreamWorld.ServerEndPoint, new StreamConnectOptions { Loop = world.Loop, FirstData = memory.Memory }));
        using StreamSocket client = world.Finish(connecting);
        using StreamSocket server = world.Finish(accepting);
        Assert.Equal(3, client.FirstDataSent);
        Assert.Equal(0, server.FirstDataSent);
        Assert.Equal(0, memory.Pins);
        var received = new byte[8];
        Assert.Equal(3, world.Finish(server.ReceiveAsync(received)));
        Assert.Equal(new byte[] { 7, 7, 7 }, received[..3]);
        Assert.Equal(0, world.Winsock.CallCounts.GetValueOrDefault(nameof(Ws2.WSASend)));
    }

    [Fact]
    public void They_are_pinned_until_the_connect_is_over()
    {
        using var world = new StreamWorld();
        using var memory = new CountingMemory(3);
        Task<StreamSocket> connecting = StreamWorld.Await(
            StreamSocket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 1), new StreamConnectOptions { Loop = world.Loop, FirstData = memory.Memory }));
        Assert.Equal(1, memory.Pins);
        Assert.Throws<SocketException>(() => world.Finish(connecting));
        Assert.Equal(0, memory.Pins);
    }
}
