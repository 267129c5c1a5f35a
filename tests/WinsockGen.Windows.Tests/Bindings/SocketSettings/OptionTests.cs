using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.SocketSettings;

/// <summary>getsockopt and setsockopt with their lengths.</summary>
public sealed unsafe class OptionTests : SocketTest
{
    [WinsockTheory]
    [InlineData(Ws2.SO_REUSEADDR, 1)]
    [InlineData(Ws2.SO_SNDBUF, 16384)]
    [InlineData(Ws2.SO_RCVTIMEO, 1234)]
    [Calls(nameof(Ws2.setsockopt), nameof(Ws2.getsockopt))]
    public void An_option_says_what_it_was_set_to(int option, int value)
    {
        var socket = Stream();
        var read = new byte[16];

        Assert.Equal(0, Ws2.setsockopt(socket, Ws2.SOL_SOCKET, option, BitConverter.GetBytes(value)));
        Ws2.getsockopt(socket, Ws2.SOL_SOCKET, option, read, out var length);

        Assert.Equal((4, value), (length, BitConverter.ToInt32(read)));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.setsockopt), nameof(Ws2.getsockopt))]
    public void A_struct_is_an_option_too()
    {
        var socket = Stream();
        var written = new Ws2.LINGER { l_onoff = 1, l_linger = 7 };
        Ws2.LINGER read;
        var length = sizeof(Ws2.LINGER);

        Ws2.setsockopt(socket, Ws2.SOL_SOCKET, Ws2.SO_LINGER, MemoryMarshal.AsBytes(new ReadOnlySpan<Ws2.LINGER>(in written)));
        Assert.Equal(0, Ws2.getsockopt(Raw(socket), Ws2.SOL_SOCKET, Ws2.SO_LINGER, (byte*)&read, &length));

        Assert.Equal((4, 1, 7), (length, read.l_onoff, read.l_linger));
    }

    [WinsockTheory]
    [InlineData(Ws2.SO_TYPE, Ws2.SOCK_DGRAM)]
    [InlineData(Ws2.SO_ERROR, 0)]
    [InlineData(Ws2.SO_ACCEPTCONN, 0)]
    [Calls(nameof(Ws2.getsockopt))]
    public void What_a_socket_is_can_be_read(int option, int expected)
    {
        var value = new byte[4];

        Ws2.getsockopt(Datagram(), Ws2.SOL_SOCKET, option, value, out _);

        Assert.Equal(expected, BitConverter.ToInt32(value));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.getsockopt), nameof(Ws2.setsockopt))]
    public void Unknown_options_and_levels_and_short_buffers_are_errors()
    {
        var socket = Stream();

        AssertError(Ws2.WSAENOPROTOOPT, () => Ws2.getsockopt(socket, Ws2.SOL_SOCKET, 0x7777, new byte[4], out _));
        AssertError(Ws2.WSAENOPROTOOPT, () => Ws2.setsockopt(socket, Ws2.SOL_SOCKET, 0x7777, new byte[4]));
        AssertError(Ws2.WSAEINVAL, () => Ws2.getsockopt(socket, 0x7777, Ws2.SO_TYPE, new byte[4], out _));
        AssertError(Ws2.WSAEFAULT, () => Ws2.setsockopt(socket, Ws2.SOL_SOCKET, Ws2.SO_LINGER, new byte[2]));
        AssertError(Ws2.WSAEFAULT, () => Ws2.getsockopt(socket, Ws2.SOL_SOCKET, Ws2.SO_LINGER, new byte[2], out _));
        var enabled = 1;
        AssertError(Ws2.WSAENOTSOCK, Ws2.setsockopt(Ws2.INVALID_SOCKET, Ws2.SOL_SOCKET, Ws2.SO_REUSEADDR, (byte*)&enabled, sizeof(int)));
    }
}
