using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>A name-space provider written in C#, called as ws2_32 calls one: through the pointer and the table.</summary>
public sealed unsafe class NameSpaceProviderTests : IDisposable
{
    private const uint Flags = Ws2.LUP_RETURN_NAME | Ws2.LUP_RETURN_ADDR;

    private readonly delegate* unmanaged[Stdcall]<Guid*, Ws2.NSP_ROUTINE*, int> _startup = &HostNameSpace.NSPStartup;
    private readonly Ws2.NSP_ROUTINE _provider;

    public NameSpaceProviderTests()
    {
        var id = HostNameSpace.Id;
        Ws2.NSP_ROUTINE provider;
        Assert.Equal(0, _startup(&id, &provider));
        _provider = provider;
    }

    [WinsockFact]
    public void The_table_says_its_size() => Assert.Equal((uint)sizeof(Ws2.NSP_ROUTINE), _provider.cbSize);

    [WinsockFact]
    public void An_ID_that_is_not_the_provider_s_is_refused()
    {
        var id = Guid.NewGuid();
        Ws2.NSP_ROUTINE provider;

        Assert.Equal(Ws2.SOCKET_ERROR, _startup(&id, &provider));
        Assert.Equal(Ws2.WSAEINVAL, Ws2.WSAGetLastError());
    }

    [WinsockFact]
    public void A_buffer_that_is_too_small_is_told_the_size()
    {
        var lookup = Begin(HostNameSpace.KnownHost);
        var length = (uint)sizeof(Ws2.WSAQUERYSETW);
        Ws2.WSAQUERYSETW result;

        Assert.Equal(Ws2.SOCKET_ERROR, _provider.NSPLookupServiceNext(lookup, Flags, &length, &result));
        Assert.Equal(Ws2.WSAEFAULT, Ws2.WSAGetLastError());
        Assert.True(length > sizeof(Ws2.WSAQUERYSETW));

        Assert.Equal(0, _provider.NSPLookupServiceEnd(lookup));
    }

    [WinsockFact]
    public void A_query_gives_its_results_one_by_one()
    {
        var lookup = Begin(HostNameSpace.KnownHost);

        Assert.Equal((HostNameSpace.KnownHost, 0x0100000Au), Next(lookup));
        Assert.Equal((HostNameSpace.KnownHost, 0x0200000Au), Next(lookup));
        Assert.Equal((null, (uint)Ws2.WSA_E_NO_MORE), Next(lookup));

        Assert.Equal(0, _provider.NSPLookupServiceEnd(lookup));
    }

    [WinsockFact]
    public void A_name_that_the_provider_does_not_know_begins_no_query()
    {
        Assert.Equal(0, Begin("nobody.example"));
        Assert.Equal(Ws2.WSASERVICE_NOT_FOUND, Ws2.WSAGetLastError());
    }

    public void Dispose()
    {
        var id = HostNameSpace.Id;
        Assert.Equal(0, _provider.NSPCleanup(&id));
    }

    private nint Begin(string name)
    {
        var id = HostNameSpace.Id;
        nint lookup = 0;
        fixed (char* text = name)
        {
            var query = new Ws2.WSAQUERYSETW { dwSize = (uint)sizeof(Ws2.WSAQUERYSETW), lpszServiceInstanceName = text, dwNameSpace = Ws2.NS_ALL };
            _provider.NSPLookupServiceBegin(&id, &query, null, Flags, &lookup);
        }

        return lookup;
    }

    /// <summary>The name and the address of the next result, or the error.</summary>
    private (string? Name, uint Address) Next(nint lookup)
    {
        uint length = 0;
        if (_provider.NSPLookupServiceNext(lookup, Flags, &length, null) != Ws2.SOCKET_ERROR || Ws2.WSAGetLastError() != Ws2.WSAEFAULT)
            return (null, (uint)Ws2.WSAGetLastError());

        var result = (Ws2.WSAQUERYSETW*)NativeMemory.Alloc(length);
        try
        {
            Assert.Equal(0, _provider.NSPLookupServiceNext(lookup, Flags, &length, result));
            Assert.Equal(1u, result->dwNumberOfCsAddrs);
            var address = (Ws2.SOCKADDR_IN*)result->lpcsaBuffer->RemoteAddr.lpSockaddr;
            Assert.Equal(Ws2.AF_INET, address->sin_family);
            return (new string(result->lpszServiceInstanceName), address->sin_addr.S_un.S_addr);
        }
        finally
        {
            NativeMemory.Free(result);
        }
    }
}
