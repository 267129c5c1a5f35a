using System;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>A layered transport provider written in C#, between ws2_32's place above and a base provider below.</summary>
public sealed unsafe class TransportProviderTests
{
    private const uint CatalogEntry = 1007;

    private readonly delegate* unmanaged[Stdcall]<ushort, Ws2.WSPDATA*, Ws2.WSAPROTOCOL_INFOW*, Ws2.WSPUPCALLTABLE, Ws2.WSPPROC_TABLE*, int> _startup =
        &CountingProvider.WSPStartup;

    public TransportProviderTests() => CountingProvider.Below = &LoopProvider.WSPStartup;

    [WinsockFact]
    public void A_version_before_2_is_refused_by_the_returned_code() => Assert.Equal(Ws2.WSAVERNOTSUPPORTED, Start(0x0101, out _, out _));

    [WinsockFact]
    public void The_data_of_the_provider_below_come_through()
    {
        Assert.Equal(0, Start(0x0202, out _, out var data));
        Assert.Equal(0x0202, data.wVersion);
    }

    [WinsockFact]
    public void A_socket_is_made_by_an_upcall_around_the_one_below()
    {
        Start(0x0202, out var provider, out _);
        int error;

        var socket = Open(provider);

        Assert.Equal((nuint)(0x9000 + CatalogEntry), socket);
        Assert.Equal(CatalogEntry, LoopProvider.LastCatalogEntry);
        Assert.Equal((1, 1), (ScriptedUpcalls.OpenHandles, LoopProvider.OpenSockets));

        Assert.Equal(0, provider.lpWSPCloseSocket(socket, &error));
        Assert.Equal((0, 0), (ScriptedUpcalls.OpenHandles, LoopProvider.OpenSockets));
    }

    [WinsockFact]
    public void Bytes_pass_through_both_providers_and_are_counted()
    {
        Start(0x0202, out var provider, out _);
        var socket = Open(provider);
        var buffer = stackalloc byte[8];
        uint transferred;
        uint flags = 0;
        int error;

        fixed (byte* first = "pi"u8)
        fixed (byte* second = "ng"u8)
        {
            var gathered = stackalloc Ws2.WSABUF[] { new() { buf = first, len = 2 }, new() { buf = second, len = 2 } };
            Assert.Equal(0, provider.lpWSPSend(socket, gathered, 2, &transferred, 0, null, null, null, &error));
        }

        Assert.Equal(4u, transferred);
        Assert.Equal(4, CountingProvider.BytesSent);
        var received = new Ws2.WSABUF { buf = buffer, len = 8 };
        Assert.Equal(0, provider.lpWSPRecv(socket, &received, 1, &transferred, &flags, null, null, null, &error));
        Assert.Equal("ping"u8, new ReadOnlySpan<byte>(buffer, (int)transferred));

        Assert.Equal(0, provider.lpWSPCloseSocket(socket, &error));
    }

    [WinsockFact]
    public void An_error_of_the_provider_below_reaches_the_caller()
    {
        Start(0x0202, out var provider, out _);
        var socket = Open(provider);
        var one = stackalloc byte[1];
        var received = new Ws2.WSABUF { buf = one, len = 1 };
        uint transferred;
        uint flags = 0;
        int error;

        Assert.Equal(Ws2.SOCKET_ERROR, provider.lpWSPRecv(socket, &received, 1, &transferred, &flags, null, null, null, &error));
        Assert.Equal(Ws2.WSAEWOULDBLOCK, error);

        Assert.Equal(0, provider.lpWSPCloseSocket(socket, &error));
        Assert.Equal(Ws2.SOCKET_ERROR, provider.lpWSPCloseSocket(socket, &error));
        Assert.Equal(Ws2.WSAENOTSOCK, error);
    }

    [WinsockFact]
    public void The_provider_has_a_copy_of_the_upcalls()
    {
        var upcalls = ScriptedUpcalls.Table;
        var info = new Ws2.WSAPROTOCOL_INFOW { dwCatalogEntryId = CatalogEntry };
        Ws2.WSPDATA data;
        Ws2.WSPPROC_TABLE provider;
        int error;
        Assert.Equal(0, _startup(0x0202, &data, &info, upcalls, &provider));

        upcalls = default;

        var socket = Open(provider);
        Assert.Equal(1, ScriptedUpcalls.OpenHandles);
        Assert.Equal(0, provider.lpWSPCloseSocket(socket, &error));
    }

    private int Start(ushort version, out Ws2.WSPPROC_TABLE provider, out Ws2.WSPDATA data)
    {
        var info = new Ws2.WSAPROTOCOL_INFOW { dwCatalogEntryId = CatalogEntry };
        fixed (Ws2.WSPPROC_TABLE* table = &provider)
        fixed (Ws2.WSPDATA* about = &data)
            return _startup(version, about, &info, ScriptedUpcalls.Table, table);
    }

    private static nuint Open(Ws2.WSPPROC_TABLE provider)
    {
        var info = new Ws2.WSAPROTOCOL_INFOW { dwCatalogEntryId = CatalogEntry };
        int error;
        return provider.lpWSPSocket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP, &info, 0, 0, &error);
    }
}
