using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Readiness;

/// <summary>WSAPoll.</summary>
public sealed unsafe class PollTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.WSAPoll))]
    public void Each_socket_is_told_what_it_is_ready_for()
    {
        var (client, server) = Connect();
        Ws2.send(client, "ping"u8, 0);
        Ws2.WSAPOLLFD[] polled =
        [
            new() { fd = Raw(server), events = Ws2.POLLRDNORM },
            new() { fd = Raw(client), events = Ws2.POLLRDNORM },
            new() { fd = Raw(client), events = Ws2.POLLWRNORM },
        ];
        Assert.Equal(1, Ws2.WSAPoll([polled[0]], Patience));

        Assert.Equal(2, Ws2.WSAPoll(polled, Patience));

        Assert.Equal((Ws2.POLLRDNORM, 0, Ws2.POLLWRNORM), (polled[0].revents, polled[1].revents, polled[2].revents));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAPoll))]
    public void Nothing_is_ready_when_time_is_up()
    {
        var (client, _) = Connect();
        var polled = new Ws2.WSAPOLLFD { fd = Raw(client), events = Ws2.POLLRDNORM, revents = -1 };

        Assert.Equal(0, Ws2.WSAPoll(&polled, 1, 20));

        Assert.Equal(0, polled.revents);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAPoll), nameof(Ws2.closesocket))]
    public void What_is_no_socket_and_what_the_peer_ended_are_told_unasked()
    {
        var (client, server) = Connect();
        var closed = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, 0);
        Ws2.closesocket(closed);
        Ws2.shutdown(client, Ws2.SD_BOTH);
        client.Dispose();
        Ws2.WSAPOLLFD[] polled =
        [
            new() { fd = Raw(server), events = Ws2.POLLRDNORM },
            new() { fd = closed, events = Ws2.POLLRDNORM },
        ];

        Assert.True(System.Threading.SpinWait.SpinUntil(() => Ws2.WSAPoll(polled, 0) > 0 && (polled[0].revents & Ws2.POLLHUP) != 0, Patience));

        Assert.Equal(Ws2.POLLNVAL, polled[1].revents);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAPoll))]
    public void Nothing_to_poll_is_an_error()
    {
        AssertError(Ws2.WSAEINVAL, Ws2.WSAPoll(null, 0, 0));
    }
}
