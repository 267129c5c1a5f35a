using System;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.AddressText;

/// <summary>Whole socket addresses as text.</summary>
public sealed unsafe class SocketAddressTextTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.WSAStringToAddressW), nameof(Ws2.WSAAddressToStringW))]
    public void An_IPv6_address_with_scope_and_port_goes_there_and_back()
    {
        var address = new byte[sizeof(Ws2.SOCKADDR_STORAGE)];
        var text = new char[64];

        Assert.Equal(0, Ws2.WSAStringToAddressW("[fe80::1%3]:7007", Ws2.AF_INET6, null, address, out var length));
        Assert.Equal(0, Ws2.WSAAddressToStringW(address.AsSpan(0, length), null, text, out var characters));

        Assert.Equal(sizeof(Ws2.SOCKADDR_IN6), length);
        Assert.Equal(7007, Port(address));
        Assert.Equal("[fe80::1%3]:7007\0", text.AsSpan(0, (int)characters).ToString());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAStringToAddressA), nameof(Ws2.WSAAddressToStringA))]
    public void An_IPv4_address_goes_there_and_back_in_ANSI()
    {
        var address = new byte[sizeof(Ws2.SOCKADDR_IN)];
        var text = new byte[64];

        fixed (byte* written = "127.0.0.1:7007\0"u8)
            Ws2.WSAStringToAddressA(written, Ws2.AF_INET, null, address, out var length);
        Ws2.WSAAddressToStringA(address, null, text, out var characters);

        Assert.Equal(LoopbackAddress(7007), address);
        Assert.Equal("127.0.0.1:7007\0"u8, text.AsSpan(0, (int)characters));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAStringToAddressW), nameof(Ws2.WSAAddressToStringW))]
    public void What_does_not_fit_or_is_no_address_is_an_error()
    {
        AssertError(Ws2.WSAEFAULT, () => Ws2.WSAStringToAddressW("127.0.0.1", Ws2.AF_INET, null, new byte[8], out _));
        AssertError(Ws2.WSAEINVAL, () => Ws2.WSAStringToAddressW("127.0.0.", Ws2.AF_INET, null, new byte[16], out _));
        AssertError(Ws2.WSAEFAULT, () => Ws2.WSAAddressToStringW(LoopbackAddress(7007), null, new char[4], out _));
    }
}
