using System;
using System.Net.Sockets;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Catalogs;

/// <summary>Name spaces, their providers, and lookups in them.</summary>
public sealed unsafe class NameSpaceTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.WSALookupServiceNextW), nameof(Ws2.WSALookupServiceNextA))]
    public void What_is_no_lookup_yields_nothing()
    {
        var buffer = stackalloc byte[1024];
        uint length = 1024;

        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.WSALookupServiceNextW(0, 0, &length, (Ws2.WSAQUERYSETW*)buffer));
        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.WSALookupServiceNextA(0, 0, &length, (Ws2.WSAQUERYSETA*)buffer));
    }

    [WinsockFact(Requires = WinsockFeature.NameSpaceProviders)]
    [Calls(nameof(Ws2.WSAEnumNameSpaceProvidersW), nameof(Ws2.WSAEnumNameSpaceProvidersA))]
    public void There_is_a_provider_for_the_domain_name_system()
    {
        const int Size = 16 * 1024;
        var wide = stackalloc byte[Size];
        var narrow = stackalloc byte[Size];
        var (wideSize, narrowSize) = ((uint)Size, (uint)Size);

        var count = Ws2.WSAEnumNameSpaceProvidersW(ref wideSize, (Ws2.WSANAMESPACE_INFOW*)wide);
        var ansiCount = Ws2.WSAEnumNameSpaceProvidersA(ref narrowSize, (Ws2.WSANAMESPACE_INFOA*)narrow);

        Assert.Equal(count, ansiCount);
        Assert.Contains(new ReadOnlySpan<Ws2.WSANAMESPACE_INFOW>(wide, count).ToArray(), provider => provider.dwNameSpace == Ws2.NS_DNS);
    }

    [WinsockFact(Requires = WinsockFeature.NameSpaceProviders)]
    [Calls(nameof(Ws2.WSALookupServiceBeginW), nameof(Ws2.WSALookupServiceNextW), nameof(Ws2.WSALookupServiceEnd))]
    public void A_lookup_is_begun_asked_and_ended()
    {
        // SVCID_HOSTNAME of svcguid.h: the address of a host by its name.
        var hostName = new Guid("0002a800-0000-0000-c000-000000000046");
        fixed (char* name = "localhost")
        {
            var query = new Ws2.WSAQUERYSETW
            {
                dwSize = (uint)sizeof(Ws2.WSAQUERYSETW),
                lpszServiceInstanceName = name,
                lpServiceClassId = &hostName,
                dwNameSpace = Ws2.NS_ALL,
            };
            Ws2.WSALookupServiceBeginW(in query, Ws2.LUP_RETURN_NAME | Ws2.LUP_RETURN_ADDR, out var lookup);

            Assert.Equal(0, Next(lookup));
            var ended = Assert.Throws<SocketException>(() => ReadToEnd(lookup));
            Assert.Contains(ended.NativeErrorCode, new[] { Ws2.WSA_E_NO_MORE, Ws2.WSAENOMORE });
            Assert.Equal(0, Ws2.WSALookupServiceEnd(lookup));
        }
    }

    private static int Next(nint lookup)
    {
        const int Size = 8192;
        var buffer = stackalloc byte[Size];
        var size = (uint)Size;
        return Ws2.WSALookupServiceNextW(lookup, 0, ref size, (Ws2.WSAQUERYSETW*)buffer);
    }

    private static void ReadToEnd(nint lookup)
    {
        while (Next(lookup) == 0)
        {
        }
    }
}
