using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.AddressText;

/// <summary>The address functions of ntdll, which return an NTSTATUS or a pointer to the end of the text.</summary>
public sealed unsafe class RtlTextTests
{
    private const int StatusSuccess = 0;
    private const int StatusInvalidParameter = unchecked((int)0xC000000D);

    private static readonly Ws2.IN_ADDR Loopback = new() { S_un = new() { S_addr = 0x0100007F } };

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv4StringToAddressW), nameof(Ws2.RtlIpv4AddressToStringW))]
    public void IPv4_text_is_read_to_its_end_and_written()
    {
        const string Text = "127.0.0.1/8";
        Ws2.IN_ADDR address;
        char* end;
        var buffer = stackalloc char[16];

        fixed (char* text = Text)
        {
            Assert.Equal(StatusSuccess, Ws2.RtlIpv4StringToAddressW(text, 1, &end, &address));
            Assert.Equal("/8", new string(end));
        }

        Assert.Equal(9, (int)(Ws2.RtlIpv4AddressToStringW(in address, buffer) - buffer));
        Assert.Equal("127.0.0.1", new string(buffer));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv4StringToAddressA), nameof(Ws2.RtlIpv4AddressToStringA))]
    public void IPv4_text_is_read_and_written_in_ANSI()
    {
        var buffer = stackalloc byte[16];
        fixed (byte* text = "127.1\0"u8)
        {
            Assert.Equal(StatusSuccess, Ws2.RtlIpv4StringToAddressA(text, 0, out var end, out var address));
            Assert.Equal(0, *end);
            Assert.Equal(Loopback.S_un.S_addr, address.S_un.S_addr);
            Assert.Equal(StatusInvalidParameter, Ws2.RtlIpv4StringToAddressA(text, 1, out _, out _));
        }

        Assert.Equal(9, (int)(Ws2.RtlIpv4AddressToStringA(in Loopback, buffer) - buffer));
        Assert.Equal("127.0.0.1", Marshal.PtrToStringUTF8((nint)buffer));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv4StringToAddressExW), nameof(Ws2.RtlIpv4AddressToStringExW))]
    public void An_IPv4_endpoint_has_its_port_in_network_order()
    {
        var buffer = new char[32];

        Assert.Equal(StatusSuccess, Ws2.RtlIpv4StringToAddressExW("127.0.0.1:7007", 1, out var address, out var port));
        Assert.Equal(StatusSuccess, Ws2.RtlIpv4AddressToStringExW(in address, port, buffer, out var length));

        Assert.Equal(7007, Ws2.ntohs(port));
        Assert.Equal("127.0.0.1:7007\0", buffer.AsSpan(0, (int)length).ToString());
        Assert.Equal(StatusInvalidParameter, Ws2.RtlIpv4AddressToStringExW(in address, port, buffer.AsSpan(0, 4), out length));
        Assert.Equal(15u, length);
        Assert.Equal(StatusInvalidParameter, Ws2.RtlIpv4StringToAddressExW("127.0.0.1:70070", 1, out _, out _));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv4StringToAddressExA), nameof(Ws2.RtlIpv4AddressToStringExA))]
    public void An_IPv4_endpoint_is_read_and_written_in_ANSI()
    {
        var buffer = new byte[32];
        fixed (byte* text = "127.0.0.1:80\0"u8)
        {
            Assert.Equal(StatusSuccess, Ws2.RtlIpv4StringToAddressExA(text, 1, out var address, out var port));
            Assert.Equal(StatusSuccess, Ws2.RtlIpv4AddressToStringExA(in address, port, buffer, out var length));
            Assert.Equal("127.0.0.1:80\0"u8, buffer.AsSpan(0, (int)length));
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv6StringToAddressW), nameof(Ws2.RtlIpv6AddressToStringW))]
    public void IPv6_text_is_read_to_its_end_and_written()
    {
        Ws2.IN6_ADDR address;
        char* end;
        var buffer = stackalloc char[46];

        fixed (char* text = "2001:DB8:0:0::1/64")
        {
            Assert.Equal(StatusSuccess, Ws2.RtlIpv6StringToAddressW(text, &end, &address));
            Assert.Equal("/64", new string(end));
        }

        Assert.Equal(11, (int)(Ws2.RtlIpv6AddressToStringW(in address, buffer) - buffer));
        Assert.Equal("2001:db8::1", new string(buffer));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv6StringToAddressA), nameof(Ws2.RtlIpv6AddressToStringA))]
    public void IPv6_text_is_read_and_written_in_ANSI()
    {
        var buffer = stackalloc byte[46];
        fixed (byte* text = "::ffff:192.0.2.1\0"u8)
        {
            Assert.Equal(StatusSuccess, Ws2.RtlIpv6StringToAddressA(text, out var end, out var address));
            Assert.Equal(0, *end);
            Assert.True(Ws2.IN6_IS_ADDR_V4MAPPED(&address));
            Ws2.RtlIpv6AddressToStringA(in address, buffer);
        }

        Assert.Equal("::ffff:192.0.2.1", Marshal.PtrToStringUTF8((nint)buffer));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv6StringToAddressExW), nameof(Ws2.RtlIpv6AddressToStringExW))]
    public void An_IPv6_endpoint_has_scope_and_port()
    {
        var buffer = new char[64];

        Assert.Equal(StatusSuccess, Ws2.RtlIpv6StringToAddressExW("[fe80::1%3]:7007", out var address, out var scope, out var port));
        Assert.Equal(StatusSuccess, Ws2.RtlIpv6AddressToStringExW(in address, scope, port, buffer, out var length));

        Assert.Equal((3u, 7007), (scope, Ws2.ntohs(port)));
        Assert.Equal("[fe80::1%3]:7007\0", buffer.AsSpan(0, (int)length).ToString());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.RtlIpv6StringToAddressExA), nameof(Ws2.RtlIpv6AddressToStringExA))]
    public void An_IPv6_endpoint_is_read_and_written_in_ANSI()
    {
        var buffer = new byte[64];
        fixed (byte* text = "[::1]:80\0"u8)
        {
            Assert.Equal(StatusSuccess, Ws2.RtlIpv6StringToAddressExA(text, out var address, out var scope, out var port));
            Assert.Equal(StatusSuccess, Ws2.RtlIpv6AddressToStringExA(in address, scope, port, buffer, out var length));
            Assert.Equal("[::1]:80\0"u8, buffer.AsSpan(0, (int)length));
        }
    }
}
