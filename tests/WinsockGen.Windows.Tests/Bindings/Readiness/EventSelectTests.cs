using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Readiness;

/// <summary>Network events that set an event object.</summary>
public sealed unsafe class EventSelectTests : SocketTest
{
    private readonly nint _event = Ws2.WSACreateEvent();

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEventSelect), nameof(Ws2.WSAEnumNetworkEvents), nameof(Ws2.WSAWaitForMultipleEvents))]
    public void A_waiting_connection_is_an_event_of_the_listener()
    {
        var listener = Listen(out var address);
        Assert.Equal(0, Ws2.WSAEventSelect(listener, _event, Ws2.FD_ACCEPT | Ws2.FD_CLOSE));

        Ws2.connect(Stream(), address);

        Wait();
        Ws2.WSAEnumNetworkEvents(listener, _event, out var events);
        Assert.Equal(Ws2.FD_ACCEPT, events.lNetworkEvents);
        Assert.Equal(0, events.iErrorCode[Ws2.FD_ACCEPT_BIT]);
        Assert.Equal(Ws2.WSA_WAIT_TIMEOUT, Ws2.WSAWaitForMultipleEvents([_event], fWaitAll: false, 0, fAlertable: false));
        Ws2.WSACloseEvent(_event);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEventSelect), nameof(Ws2.WSAEnumNetworkEvents), nameof(Ws2.ioctlsocket))]
    public void Bytes_and_their_end_are_events_and_the_socket_no_longer_blocks()
    {
        var (client, server) = Connect();
        Ws2.WSAEventSelect(server, _event, Ws2.FD_READ | Ws2.FD_CLOSE);
        var blocking = 0u;

        Ws2.send(client, "ping"u8, 0);
        Wait();
        Ws2.WSAEnumNetworkEvents(server, _event, out var read);
        Fill(server, new byte[4]);
        Ws2.shutdown(client, Ws2.SD_SEND);
        Wait();
        Ws2.WSAEnumNetworkEvents(server, _event, out var close);

        Assert.Equal((Ws2.FD_READ, Ws2.FD_CLOSE), (read.lNetworkEvents, close.lNetworkEvents));
        AssertError(Ws2.WSAEINVAL, Ws2.ioctlsocket(Raw(server), Ws2.FIONBIO, &blocking));
        Ws2.WSAEventSelect(server, 0, 0);
        Assert.Equal(0, Ws2.ioctlsocket(Raw(server), Ws2.FIONBIO, &blocking));
        Ws2.WSACloseEvent(_event);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAEnumNetworkEvents), nameof(Ws2.connect))]
    public void A_refused_connect_is_an_event_with_its_error()
    {
        BoundDatagram(out var onlyDatagrams);
        var client = Stream();
        Ws2.WSAEventSelect(client, _event, Ws2.FD_CONNECT);

        AssertError(Ws2.WSAEWOULDBLOCK, () => Ws2.connect(client, onlyDatagrams));

        Wait();
        Ws2.WSANETWORKEVENTS events;
        Assert.Equal(0, Ws2.WSAEnumNetworkEvents(Raw(client), _event, &events));
        Assert.Equal((Ws2.FD_CONNECT, Ws2.WSAECONNREFUSED), (events.lNetworkEvents, events.iErrorCode[Ws2.FD_CONNECT_BIT]));
        Ws2.WSACloseEvent(_event);
    }

    private void Wait() =>
        Assert.Equal(Ws2.WSA_WAIT_EVENT_0, Ws2.WSAWaitForMultipleEvents([_event], fWaitAll: false, Patience, fAlertable: false));
}
