using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Names;

/// <summary>Names to addresses. Only what needs no server is asked.</summary>
public sealed unsafe class AddressInfoTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.getaddrinfo), nameof(Ws2.freeaddrinfo))]
    public void A_numeric_host_and_port_become_one_address()
    {
        var hints = new Ws2.ADDRINFOA { ai_flags = Ws2.AI_NUMERICHOST, ai_socktype = Ws2.SOCK_STREAM };
        fixed (byte* host = "127.0.0.1\0"u8)
        fixed (byte* service = "7007\0"u8)
        {
            Ws2.getaddrinfo(host, service, hints, out var result);

            Assert.Equal((Ws2.AF_INET, Ws2.SOCK_STREAM, (nuint)16), (result->ai_family, result->ai_socktype, result->ai_addrlen));
            Assert.Equal(LoopbackAddress(7007), new ReadOnlySpan<byte>(result->ai_addr, 16).ToArray());
            Assert.True(result->ai_next == null && result->ai_canonname == null);
            Ws2.freeaddrinfo(result);
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.getaddrinfo))]
    public void Errors_are_the_result()
    {
        var bogus = new Ws2.ADDRINFOA { ai_flags = Ws2.AI_NUMERICHOST };
        var wrongFamily = new Ws2.ADDRINFOA { ai_family = 12345 };
        Ws2.ADDRINFOA* result;
        fixed (byte* name = "not an address\0"u8)
        fixed (byte* address = "127.0.0.1\0"u8)
        {
            Assert.Equal(Ws2.EAI_NONAME, Ws2.getaddrinfo(name, null, &bogus, &result));
            Assert.Equal(Ws2.EAI_NONAME, Ws2.getaddrinfo(null, null, null, &result));
            Assert.Equal(Ws2.EAI_FAMILY, Ws2.getaddrinfo(address, null, &wrongFamily, &result));
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetAddrInfoW), nameof(Ws2.FreeAddrInfoW))]
    public void A_passive_address_is_the_wildcard()
    {
        var hints = new Ws2.ADDRINFOW { ai_flags = Ws2.AI_PASSIVE, ai_family = Ws2.AF_INET, ai_socktype = Ws2.SOCK_DGRAM };

        Ws2.GetAddrInfoW(null, "7007", hints, out var result);

        var address = (Ws2.SOCKADDR_IN*)result->ai_addr;
        Assert.Equal((Ws2.INADDR_ANY, 7007), (address->sin_addr.S_un.S_addr, Ws2.ntohs(address->sin_port)));
        Ws2.FreeAddrInfoW(result);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetAddrInfoW), nameof(Ws2.FreeAddrInfoW))]
    public void An_IPv6_address_keeps_its_scope()
    {
        var hints = new Ws2.ADDRINFOW { ai_flags = Ws2.AI_NUMERICHOST, ai_family = Ws2.AF_INET6 };

        Ws2.GetAddrInfoW("fe80::1%7", null, hints, out var result);

        var address = (Ws2.SOCKADDR_IN6*)result->ai_addr;
        Assert.Equal((Ws2.AF_INET6, 7u, (nuint)28), (address->sin6_family, address->sin6_scope_id, result->ai_addrlen));
        Assert.True(Ws2.IN6_IS_ADDR_LINKLOCAL(&address->sin6_addr));
        Ws2.FreeAddrInfoW(result);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetAddrInfoW))]
    public void The_overload_throws_what_the_function_returns()
    {
        AssertError(Ws2.WSAHOST_NOT_FOUND, () => Ws2.GetAddrInfoW(null, null, null, out _));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetAddrInfoExW), nameof(Ws2.FreeAddrInfoExW))]
    public void The_extended_query_answers_at_once()
    {
        Ws2.ADDRINFOEXW* result;
        var hints = new Ws2.ADDRINFOEXW { ai_family = Ws2.AF_INET, ai_socktype = Ws2.SOCK_STREAM };
        fixed (char* host = "127.0.0.1")
        fixed (char* service = "7007")
            Assert.Equal(0, Ws2.GetAddrInfoExW(host, service, Ws2.NS_DNS, null, &hints, &result, null, null, null, null));

        Assert.Equal(LoopbackAddress(7007), new ReadOnlySpan<byte>(result->ai_addr, (int)result->ai_addrlen).ToArray());
        Ws2.FreeAddrInfoExW(result);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetAddrInfoExW), nameof(Ws2.GetAddrInfoExOverlappedResult), nameof(Ws2.FreeAddrInfoExW))]
    public void The_extended_query_answers_later_by_an_event()
    {
        // Result and OVERLAPPED are written while the query runs, so they must not move; those of this method's frame do not.
        Ws2.ADDRINFOEXW* result = null;
        var overlapped = new Ws2.OVERLAPPED { hEvent = Ws2.WSACreateEvent() };
        int error;
        fixed (char* host = "127.0.0.1")
        {
            error = Ws2.GetAddrInfoExW(host, null, Ws2.NS_DNS, null, null, &result, null, &overlapped, null, null);
            Assert.Contains(error, new[] { 0, Ws2.WSA_IO_PENDING });
            if (error == Ws2.WSA_IO_PENDING)
                Assert.Equal(Ws2.WSA_WAIT_EVENT_0, Ws2.WSAWaitForMultipleEvents([overlapped.hEvent], fWaitAll: true, Patience, fAlertable: false));
        }

        Assert.Equal(0, Ws2.GetAddrInfoExOverlappedResult(&overlapped));
        Assert.Equal([127, 0, 0, 1], new ReadOnlySpan<byte>(&((Ws2.SOCKADDR_IN*)result->ai_addr)->sin_addr, 4).ToArray());
        Ws2.FreeAddrInfoExW(result);
        Ws2.WSACloseEvent(overlapped.hEvent);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetAddrInfoExCancel))]
    public void What_is_no_query_cannot_be_cancelled()
    {
        nint none = 0;

        Assert.Equal(Ws2.WSA_INVALID_HANDLE, Ws2.GetAddrInfoExCancel(&none));
        AssertError(Ws2.WSA_INVALID_HANDLE, () => Ws2.GetAddrInfoExCancel(0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.getnameinfo))]
    public void An_address_and_port_become_text()
    {
        var host = new byte[Ws2.NI_MAXHOST];
        var service = new byte[Ws2.NI_MAXSERV];

        Ws2.getnameinfo(LoopbackAddress(7007), host, service, Ws2.NI_NUMERICHOST | Ws2.NI_NUMERICSERV);

        Assert.Equal("127.0.0.1\0"u8, host.AsSpan(0, 10));
        Assert.Equal("7007\0"u8, service.AsSpan(0, 5));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetNameInfoW))]
    public void A_port_has_the_name_of_its_service()
    {
        var host = new char[Ws2.NI_MAXHOST];
        var service = new char[Ws2.NI_MAXSERV];

        Ws2.GetNameInfoW(LoopbackAddress(80), host, service, Ws2.NI_NUMERICHOST);

        Assert.Equal("127.0.0.1", host.AsSpan().Slice(0, Array.IndexOf(host, '\0')).ToString());
        Assert.Equal("http", service.AsSpan().Slice(0, Array.IndexOf(service, '\0')).ToString());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.gethostname), nameof(Ws2.GetHostNameW))]
    public void This_machine_has_one_name()
    {
        var bytes = new byte[256];
        var characters = new char[256];

        Assert.Equal(0, Ws2.gethostname(bytes));
        Assert.Equal(0, Ws2.GetHostNameW(characters));

        Assert.NotEqual(0, bytes[0]);
        fixed (byte* narrow = bytes)
        fixed (char* wide = characters)
            Assert.Equal(Marshal.PtrToStringUTF8((nint)narrow), new string(wide));
        AssertError(Ws2.WSAEFAULT, () => Ws2.gethostname(bytes.AsSpan(0, 1)));
    }

    [WinsockTheory]
    [InlineData(false)]
    [InlineData(true)]
    [Calls(nameof(Ws2.WSAConnectByNameW), nameof(Ws2.WSAConnectByNameA), nameof(Ws2.getpeername))]
    public void A_name_is_connected_to(bool ansi)
    {
        Listen(out var address);
        var client = Stream();
        var local = new byte[sizeof(Ws2.SOCKADDR_STORAGE)];
        var remote = new byte[sizeof(Ws2.SOCKADDR_STORAGE)];
        var peer = new byte[16];
        var port = Port(address).ToString(provider: null);
        var limit = new Ws2.TIMEVAL { tv_sec = Patience / 1000 };
        uint remoteLength;

        if (ansi)
        {
            fixed (byte* host = "127.0.0.1\0"u8)
            fixed (byte* service = System.Text.Encoding.ASCII.GetBytes(port + '\0'))
                Ws2.WSAConnectByNameA(client, host, service, out _, local, out remoteLength, remote, limit);
        }
        else
        {
            Ws2.WSAConnectByNameW(client, "127.0.0.1", port, out _, local, out remoteLength, remote, limit);
        }

        Ws2.getpeername(client, peer, out _);
        Assert.Equal(address, peer);
        Assert.Equal(address, remote[..(int)remoteLength]);
    }
}
