using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.AsyncWindow;

/// <summary>Network events that are posted to a window.</summary>
public sealed class AsyncSelectTests : SocketTest
{
    private const uint SocketMessage = MessageWindow.WmUser + 1;

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncSelect))]
    public void A_window_is_told_of_a_connection_of_bytes_and_of_the_end()
    {
        using var window = new MessageWindow();
        var listener = Listen(out var address);
        var client = Stream();

        Assert.Equal(0, Ws2.WSAAsyncSelect(listener, window.Handle, SocketMessage, Ws2.FD_ACCEPT));
        Ws2.connect(client, address);
        AssertMessage(window, Raw(listener), Ws2.FD_ACCEPT, 0);

        var server = Keep(Ws2.accept(listener, new byte[16], out _));
        Assert.Equal(0, Ws2.WSAAsyncSelect(server, window.Handle, SocketMessage, Ws2.FD_READ | Ws2.FD_CLOSE));
        Ws2.send(client, "ping"u8, 0);
        AssertMessage(window, Raw(server), Ws2.FD_READ, 0);

        Fill(server, new byte[4]);
        Ws2.shutdown(client, Ws2.SD_SEND);
        AssertMessage(window, Raw(server), Ws2.FD_CLOSE, 0);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncSelect), nameof(Ws2.connect))]
    public void A_window_is_told_why_a_connect_failed()
    {
        using var window = new MessageWindow();
        BoundDatagram(out var onlyDatagrams);
        var client = Stream();

        Ws2.WSAAsyncSelect(client, window.Handle, SocketMessage, Ws2.FD_CONNECT);
        AssertError(Ws2.WSAEWOULDBLOCK, () => Ws2.connect(client, onlyDatagrams));

        AssertMessage(window, Raw(client), Ws2.FD_CONNECT, Ws2.WSAECONNREFUSED);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncSelect))]
    public void What_is_no_socket_posts_nothing()
    {
        using var window = new MessageWindow();

        AssertError(Ws2.WSAENOTSOCK, Ws2.WSAAsyncSelect(Ws2.INVALID_SOCKET, window.Handle, SocketMessage, Ws2.FD_READ));
    }

    private static void AssertMessage(MessageWindow window, nuint socket, int networkEvent, int error)
    {
        var (wParam, lParam) = window.Take(SocketMessage, Patience);
        Assert.Equal((socket, networkEvent, error), (wParam, Ws2.WSAGETSELECTEVENT(lParam), Ws2.WSAGETSELECTERROR(lParam)));
    }
}
