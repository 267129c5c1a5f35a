using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Readiness;

/// <summary>select, its sets and the macros on them.</summary>
public sealed unsafe class SelectTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.select), nameof(Ws2.__WSAFDIsSet))]
    public void Only_what_is_ready_stays_in_a_set()
    {
        var (client, server) = Connect();
        Ws2.send(client, "ping"u8, 0);
        Ws2.fd_set readable, writable, exceptional;
        Fill(&readable, Raw(server), Raw(client));
        Fill(&writable, Raw(server));
        Fill(&exceptional, Raw(server));
        var limit = new Ws2.TIMEVAL { tv_sec = Patience / 1000 };
        WaitUntilReadable(server);

        Assert.Equal(2, Ws2.select(0, &readable, &writable, &exceptional, &limit));

        Assert.Equal((1u, 1u, 0u), (readable.fd_count, writable.fd_count, exceptional.fd_count));
        Assert.Equal(1, Ws2.__WSAFDIsSet(Raw(server), &readable));
        Assert.Equal(0, Ws2.__WSAFDIsSet(Raw(client), &readable));
        Assert.Equal(1, Ws2.__WSAFDIsSet(server, in writable));
        Assert.True(Ws2.FD_ISSET(Raw(server), &readable) && !Ws2.FD_ISSET(Raw(client), &readable));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.select))]
    public void Nothing_is_ready_when_time_is_up()
    {
        var (client, _) = Connect();
        Ws2.fd_set readable;
        Fill(&readable, Raw(client));
        var limit = new Ws2.TIMEVAL { tv_usec = 20_000 };

        Assert.Equal(0, Ws2.select(0, &readable, null, null, &limit));

        Assert.Equal(0u, readable.fd_count);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.select), nameof(Ws2.connect))]
    public void A_refused_connect_is_an_exception_and_not_writable()
    {
        BoundDatagram(out var onlyDatagrams);
        var client = Stream();
        SetNonblocking(client);
        Ws2.fd_set writable, exceptional;
        Fill(&writable, Raw(client));
        Fill(&exceptional, Raw(client));
        var limit = new Ws2.TIMEVAL { tv_sec = Patience / 1000 };

        AssertError(Ws2.WSAEWOULDBLOCK, () => Ws2.connect(client, onlyDatagrams));

        Assert.Equal(1, Ws2.select(0, null, &writable, &exceptional, &limit));
        Assert.Equal((0u, 1u), (writable.fd_count, exceptional.fd_count));
        var error = new byte[4];
        Ws2.getsockopt(client, Ws2.SOL_SOCKET, Ws2.SO_ERROR, error, out _);
        Assert.Equal(Ws2.WSAECONNREFUSED, System.BitConverter.ToInt32(error));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.select))]
    public void Empty_sets_and_what_is_no_socket_are_errors()
    {
        Ws2.fd_set none, wrong;
        Fill(&none);
        Fill(&wrong, Ws2.INVALID_SOCKET);
        var now = default(Ws2.TIMEVAL);

        AssertError(Ws2.WSAEINVAL, Ws2.select(0, &none, null, null, &now));
        AssertError(Ws2.WSAEINVAL, Ws2.select(0, null, null, null, &now));
        AssertError(Ws2.WSAENOTSOCK, Ws2.select(0, &wrong, null, null, &now));
    }

    private static void Fill(Ws2.fd_set* set, params nuint[] sockets)
    {
        Ws2.FD_ZERO(set);
        foreach (var socket in sockets)
            Ws2.FD_SET(socket, set);
    }

    private static void WaitUntilReadable(SafeHandle socket)
    {
        Ws2.fd_set readable;
        Fill(&readable, Raw(socket));
        var limit = new Ws2.TIMEVAL { tv_sec = Patience / 1000 };
        Assert.Equal(1, Ws2.select(0, &readable, null, null, &limit));
    }
}
