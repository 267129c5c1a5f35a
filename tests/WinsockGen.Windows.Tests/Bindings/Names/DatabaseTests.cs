using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Names;

/// <summary>The names of services, protocols and hosts as Winsock 1.1 gave them out: in memory of the calling thread.</summary>
public sealed unsafe class DatabaseTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.getservbyname), nameof(Ws2.getservbyport))]
    public void A_service_is_found_by_name_and_by_port()
    {
        fixed (byte* name = "http\0"u8)
        fixed (byte* protocol = "tcp\0"u8)
        {
            var byName = Ws2.getservbyname(name, protocol);
            Assert.Equal(("http", "tcp"), (Text(byName->s_name), Text(byName->s_proto)));
            Assert.Equal(80, Ws2.ntohs((ushort)byName->s_port));

            var byPort = Ws2.getservbyport(Ws2.htons(80), protocol);
            Assert.Equal(("http", "tcp"), (Text(byPort->s_name), Text(byPort->s_proto)));
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.getprotobyname), nameof(Ws2.getprotobynumber))]
    public void A_protocol_is_found_by_name_and_by_number()
    {
        fixed (byte* name = "udp\0"u8)
        {
            Assert.Equal(Ws2.IPPROTO_UDP, Ws2.getprotobyname(name)->p_proto);
            Assert.Equal("tcp", Text(Ws2.getprotobynumber(Ws2.IPPROTO_TCP)->p_name));
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.getservbyname), nameof(Ws2.getprotobyname), nameof(Ws2.getprotobynumber))]
    public void What_is_unknown_is_null_and_no_data()
    {
        fixed (byte* unknown = "no-such-name-at-all\0"u8)
        {
            Assert.True(Ws2.getservbyname(unknown, null) == null);
            Assert.Equal(Ws2.WSANO_DATA, Marshal.GetLastWin32Error());
            Assert.True(Ws2.getprotobyname(unknown) == null);
            Assert.Equal(Ws2.WSANO_DATA, Marshal.GetLastWin32Error());
            Assert.True(Ws2.getprotobynumber(12345) == null);
            Assert.Equal(Ws2.WSANO_DATA, Marshal.GetLastWin32Error());
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.gethostbyname))]
    public void A_host_has_a_list_of_addresses()
    {
        fixed (byte* name = "localhost\0"u8)
        {
            var host = Ws2.gethostbyname(name);

            Assert.True(host != null);
            Assert.Equal((Ws2.AF_INET, 4), (host->h_addrtype, host->h_length));
            Assert.Equal(127, host->h_addr_list[0][0]);
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.gethostbyaddr))]
    public void The_loopback_address_has_a_name()
    {
        var host = Ws2.gethostbyaddr([127, 0, 0, 1], Ws2.AF_INET);

        Assert.NotEqual("", Text(host->h_name));
        Assert.Equal((Ws2.AF_INET, 4), (host->h_addrtype, host->h_length));
    }

    private static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);
}
