using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Connections;

/// <summary>Binding, listening, connecting, accepting, and the end of a connection.</summary>
public sealed unsafe class ConnectionTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.bind), nameof(Ws2.getsockname))]
    public void Binding_to_port_0_takes_a_free_port()
    {
        var socket = Stream();
        var address = new byte[sizeof(Ws2.SOCKADDR_STORAGE)];

        Assert.Equal(0, Ws2.bind(socket, LoopbackAddress(0)));

        Ws2.getsockname(socket, address, out var length);
        Assert.Equal(sizeof(Ws2.SOCKADDR_IN), length);
        Assert.NotEqual(0, Port(address));
        Assert.Equal(LoopbackAddress(Port(address)), address[..length]);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.bind))]
    public void Binding_fails_for_an_address_in_use_or_of_another_machine_and_for_a_bound_socket()
    {
        Listen(out var taken);
        var documentation = LoopbackAddress(0);
        new byte[] { 192, 0, 2, 1 }.CopyTo(documentation, 4); // RFC 5737: nobody has it.
        var bound = BoundDatagram(out _);

        AssertError(Ws2.WSAEADDRINUSE, () => Ws2.bind(Stream(), taken));
        AssertError(Ws2.WSAEADDRNOTAVAIL, () => Ws2.bind(Stream(), documentation));
        AssertError(Ws2.WSAEINVAL, () => Ws2.bind(bound, LoopbackAddress(0)));
        AssertError(Ws2.WSAEFAULT, () => Ws2.bind(Stream(), LoopbackAddress(0).AsSpan(0, 4)));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.getsockname), nameof(Ws2.getpeername), nameof(Ws2.listen))]
    public void A_socket_without_addresses_says_so()
    {
        var socket = Stream();

        AssertError(Ws2.WSAEINVAL, () => Ws2.getsockname(socket, new byte[16], out _));
        AssertError(Ws2.WSAENOTCONN, () => Ws2.getpeername(socket, new byte[16], out _));
        AssertError(Ws2.WSAEINVAL, () => Ws2.listen(socket, 1));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.connect), nameof(Ws2.accept), nameof(Ws2.getpeername), nameof(Ws2.listen))]
    public void A_connection_has_the_same_two_addresses_on_both_ends()
    {
        var listener = Stream();
        var address = Bind(listener);
        Assert.Equal(0, Ws2.listen(listener, Ws2.SOMAXCONN));
        var client = Stream();
        var fromAccept = new byte[64];
        var ofClient = new byte[16];
        var ofPeer = new byte[16];

        Assert.Equal(0, Ws2.connect(client, address));
        var server = Keep(Ws2.accept(listener, fromAccept, out var length));

        Ws2.getsockname(client, ofClient, out _);
        Ws2.getpeername(server, ofPeer, out _);
        Assert.Equal(16, length);
        Assert.Equal(ofClient, fromAccept[..16]);
        Assert.Equal(ofClient, ofPeer);
        Ws2.getpeername(client, ofPeer, out _);
        Assert.Equal(address, ofPeer);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.accept))]
    public void Accepting_where_nobody_connected_would_block()
    {
        var listener = Listen(out _);
        SetNonblocking(listener);

        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.accept(Raw(listener), null, null));
        Assert.Equal(Ws2.WSAEWOULDBLOCK, Marshal.GetLastWin32Error());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.connect))]
    public void Connecting_fails_where_nobody_listens_and_on_a_connected_socket()
    {
        var (connected, _) = Connect();
        BoundDatagram(out var onlyDatagrams);
        var peer = new byte[16];
        Ws2.getpeername(connected, peer, out _);

        AssertError(Ws2.WSAEISCONN, () => Ws2.connect(connected, peer));
        AssertError(Ws2.WSAECONNREFUSED, () => Ws2.connect(Stream(), onlyDatagrams));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAConnect), nameof(Ws2.getpeername))]
    public void WSAConnect_connects_without_data_and_quality_of_service()
    {
        Listen(out var address);
        var client = Stream();
        var peer = new byte[16];

        fixed (byte* name = address)
            Assert.Equal(0, Ws2.WSAConnect(Raw(client), (Ws2.SOCKADDR*)name, address.Length, null, null, null, null));

        Ws2.getpeername(client, peer, out _);
        Assert.Equal(address, peer);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.shutdown), nameof(Ws2.recv), nameof(Ws2.send))]
    public void An_ended_stream_is_read_to_its_end_and_written_no_more()
    {
        var (client, server) = Connect();
        Ws2.send(client, "last"u8, 0);

        Assert.Equal(0, Ws2.shutdown(client, Ws2.SD_SEND));

        AssertError(Ws2.WSAESHUTDOWN, () => Ws2.send(client, "more"u8, 0));
        Fill(server, new byte[4]);
        Assert.Equal(0, Ws2.recv(server, new byte[4], 0));
        Assert.Equal(4, Ws2.send(server, "back"u8, 0));
        Fill(client, new byte[4]);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.shutdown))]
    public void What_is_not_connected_cannot_be_shut_down()
    {
        AssertError(Ws2.WSAENOTCONN, Ws2.shutdown(Raw(Stream()), Ws2.SD_BOTH));
        AssertError(Ws2.WSAEINVAL, Ws2.shutdown(Raw(Connect().Client), 3));
    }

    [WinsockFact(Requires = WinsockFeature.AbortiveClose)]
    [Calls(nameof(Ws2.setsockopt), nameof(Ws2.closesocket), nameof(Ws2.recv))]
    public void Closing_without_lingering_resets_the_connection()
    {
        var (client, server) = Connect();
        var now = new Ws2.LINGER { l_onoff = 1, l_linger = 0 };

        Ws2.setsockopt(client, Ws2.SOL_SOCKET, Ws2.SO_LINGER, MemoryMarshal.AsBytes(new ReadOnlySpan<Ws2.LINGER>(in now)));
        Assert.Equal(0, Ws2.closesocket(Raw(client)));
        client.SetHandleAsInvalid();

        AssertError(Ws2.WSAECONNRESET, () => Ws2.recv(server, new byte[1], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSASendDisconnect), nameof(Ws2.recv))]
    public void WSASendDisconnect_ends_the_stream_as_shutdown_does()
    {
        var (client, server) = Connect();

        Assert.Equal(0, Ws2.WSASendDisconnect(client, null));

        Assert.Equal(0, Ws2.recv(server, new byte[1], 0));
        AssertError(Ws2.WSAESHUTDOWN, () => Ws2.send(client, "more"u8, 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSARecvDisconnect), nameof(Ws2.recv))]
    public void WSARecvDisconnect_ends_reception()
    {
        var (client, _) = Connect();

        Assert.Equal(0, Ws2.WSARecvDisconnect(client, null));

        AssertError(Ws2.WSAESHUTDOWN, () => Ws2.recv(client, new byte[1], 0));
    }
}
