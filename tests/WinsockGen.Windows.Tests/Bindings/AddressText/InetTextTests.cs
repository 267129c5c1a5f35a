using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.AddressText;

/// <summary>inet_pton and its kin.</summary>
public sealed unsafe class InetTextTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.inet_pton), nameof(Ws2.inet_ntop))]
    public void IPv4_text_becomes_bytes_and_text_again()
    {
        var bytes = stackalloc byte[4];
        var text = new byte[Ws2.INET_ADDRSTRLEN];
        fixed (byte* written = "192.0.2.33\0"u8)
            Assert.Equal(1, Ws2.inet_pton(Ws2.AF_INET, written, bytes));

        var result = Ws2.inet_ntop(Ws2.AF_INET, bytes, text);

        Assert.Equal([192, 0, 2, 33], new ReadOnlySpan<byte>(bytes, 4).ToArray());
        Assert.True(result != null);
        Assert.Equal("192.0.2.33\0"u8, text.AsSpan(0, 11));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.InetPtonW), nameof(Ws2.InetNtopW))]
    public void IPv6_text_is_shortened()
    {
        Ws2.IN6_ADDR address;
        var text = new char[Ws2.INET6_ADDRSTRLEN];
        fixed (char* written = "2001:0db8:0:0:0:0:0:1")
            Assert.Equal(1, Ws2.InetPtonW(Ws2.AF_INET6, written, &address));

        Ws2.InetNtopW(Ws2.AF_INET6, &address, text);

        Assert.Equal("2001:db8::1", text.AsSpan(0, 11).ToString());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.inet_pton), nameof(Ws2.InetPtonW), nameof(Ws2.inet_ntop))]
    public void What_is_no_address_is_0_and_what_is_no_family_an_error()
    {
        var bytes = stackalloc byte[16];
        var tooShort = stackalloc byte[4];
        fixed (byte* narrow = "1.2.3.256\0"u8)
        fixed (char* wide = "::g")
        {
            Assert.Equal(0, Ws2.inet_pton(Ws2.AF_INET, narrow, bytes));
            Assert.Equal(0, Ws2.InetPtonW(Ws2.AF_INET6, wide, bytes));
            Assert.Equal(-1, Ws2.inet_pton(12345, narrow, bytes));
            Assert.Equal(Ws2.WSAEAFNOSUPPORT, Marshal.GetLastWin32Error());
        }

        Assert.True(Ws2.inet_ntop(Ws2.AF_INET, bytes, tooShort, 4) == null);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.inet_addr), nameof(Ws2.inet_ntoa))]
    public void The_calls_of_Winsock_1_know_IPv4()
    {
        fixed (byte* address = "192.0.2.33\0"u8)
        fixed (byte* hexadecimal = "0x7f.1\0"u8)
        fixed (byte* nonsense = "nonsense\0"u8)
        {
            Assert.Equal(0x210200C0u, Ws2.inet_addr(address));
            Assert.Equal(0x0100007Fu, Ws2.inet_addr(hexadecimal));
            Assert.Equal(Ws2.INADDR_NONE, Ws2.inet_addr(nonsense));
        }

        var loopback = new Ws2.IN_ADDR { S_un = new() { S_addr = 0x0100007F } };
        Assert.Equal("127.0.0.1", Marshal.PtrToStringUTF8((nint)Ws2.inet_ntoa(loopback)));
    }
}
