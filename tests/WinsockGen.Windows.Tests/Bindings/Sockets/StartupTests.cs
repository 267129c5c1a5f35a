using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Sockets;

/// <summary>Startup, clean-up and the last error.</summary>
public sealed unsafe class StartupTests : SocketTest
{
    [WinsockTheory]
    [InlineData(0x0202, 0x0202)]
    [InlineData(0x0003, 0x0202)]
    [Calls(nameof(Ws2.WSAStartup), nameof(Ws2.WSACleanup))]
    public void The_version_to_use_is_negotiated(ushort requested, ushort negotiated)
    {
        // MAKEWORD(major, minor): the major version is in the low byte.
        Ws2.WSADATA data;

        Assert.Equal(0, Ws2.WSAStartup(requested, &data));

        Assert.Equal((negotiated, 0x0202), (data.wVersion, data.wHighVersion));
        Assert.Equal(0, Ws2.WSACleanup());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSASetLastError), nameof(Ws2.WSAGetLastError))]
    public void The_last_error_is_what_was_set_last()
    {
        Ws2.WSASetLastError(Ws2.WSAEMSGSIZE);

        Assert.Equal(Ws2.WSAEMSGSIZE, Ws2.WSAGetLastError());
    }

    [WinsockFact]
    public void A_function_that_sets_no_last_error_leaves_both_copies_of_it_alone()
    {
        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.socket(12345, Ws2.SOCK_STREAM, 0));
        Ws2.WSASetLastError(Ws2.WSAEMSGSIZE);

        Ws2.htons(1);

        Assert.Equal(Ws2.WSAEMSGSIZE, Ws2.WSAGetLastError());
        Assert.Equal(Ws2.WSAEAFNOSUPPORT, Marshal.GetLastWin32Error());
    }
}
