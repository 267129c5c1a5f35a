using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>The providers and the provider catalog of the system itself. Nothing is installed or changed.</summary>
public sealed unsafe class SystemProviderTests
{
    [WinsockFact]
    public void A_catalog_that_does_not_fit_is_told_the_size()
    {
        uint length = 0;
        int error = 0;

        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.WSCEnumProtocols(null, null, &length, &error));

        Assert.Equal(Ws2.WSAENOBUFS, error);
        Assert.True(length >= sizeof(Ws2.WSAPROTOCOL_INFOW));
    }

    [WinsockFact]
    public void The_catalog_holds_what_WSAEnumProtocols_shows()
    {
        var catalog = new HashSet<uint>();
        foreach (var entry in Catalog())
            Assert.True(catalog.Add(entry.dwCatalogEntryId));

        uint length = 0;
        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.WSAEnumProtocolsW(null, null, &length));
        var visible = new Ws2.WSAPROTOCOL_INFOW[length / (uint)sizeof(Ws2.WSAPROTOCOL_INFOW)];
        fixed (Ws2.WSAPROTOCOL_INFOW* buffer = visible)
            Assert.Equal(visible.Length, Ws2.WSAEnumProtocolsW(null, buffer, &length));

        Assert.All(visible, entry => Assert.Contains(entry.dwCatalogEntryId, catalog));
    }

    [WinsockFact(Requires = WinsockFeature.ServiceProviders)]
    public void Every_base_provider_has_a_DLL()
    {
        const int LongestPath = 260;
        var path = stackalloc char[LongestPath];
        foreach (var entry in Catalog())
        {
            var provider = entry.ProviderId;
            var length = LongestPath;
            int error;

            Assert.Equal(0, Ws2.WSCGetProviderPath(&provider, path, &length, &error));
            Assert.EndsWith(".dll", new string(path), StringComparison.OrdinalIgnoreCase);
        }
    }

    [WinsockFact(Requires = WinsockFeature.ServiceProviders)]
    public void A_64_bit_process_reads_the_32_bit_name_space_catalog()
    {
        uint length = 0;
        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.WSCEnumNameSpaceProviders32(&length, null));
        Assert.Equal(Ws2.WSAEFAULT, Marshal.GetLastWin32Error());
        var buffer = new byte[length];

        fixed (byte* entries = buffer)
        {
            Assert.InRange(Ws2.WSCEnumNameSpaceProviders32(&length, (Ws2.WSANAMESPACE_INFOW*)entries), 1, int.MaxValue);
        }
    }

    [WinsockFact(Requires = WinsockFeature.ServiceProviders)]
    public void The_base_provider_refuses_a_version_before_2_2()
    {
        // Refused before it could take our empty upcalls: a success would hand them to every socket of this process.
        Ws2.WSPDATA data;
        Ws2.WSPPROC_TABLE table;
        var info = Catalog()[0];

        Assert.Equal(Ws2.WSAVERNOTSUPPORTED, Ws2.WSPStartup(0x0101, &data, &info, default, &table));
    }

    [WinsockFact(Requires = WinsockFeature.ServiceProviders)]
    public void The_name_space_providers_of_mswsock_refuse_an_ID_that_is_none_of_theirs()
    {
        var id = new Guid("00000000-0000-0000-0000-000000000001");
        var table = new Ws2.NSP_ROUTINE { cbSize = (uint)sizeof(Ws2.NSP_ROUTINE) };

        Assert.Equal(Ws2.SOCKET_ERROR, Ws2.NSPStartup(&id, &table));
        Assert.Equal(Ws2.WSAEINVAL, Marshal.GetLastWin32Error());
    }

    private static Ws2.WSAPROTOCOL_INFOW[] Catalog()
    {
        uint length = 0;
        int error;
        Ws2.WSCEnumProtocols(null, null, &length, &error);
        var entries = new Ws2.WSAPROTOCOL_INFOW[length / (uint)sizeof(Ws2.WSAPROTOCOL_INFOW)];
        fixed (Ws2.WSAPROTOCOL_INFOW* buffer = entries)
            Assert.Equal(entries.Length, Ws2.WSCEnumProtocols(null, buffer, &length, &error));
        return entries;
    }
}
