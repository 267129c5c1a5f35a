using System;
using System.Net.Sockets;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Sockets;

public sealed class SocketOptionTests
{
    private const int Level = 6;
    private const int Name = 1;

    [Fact]
    public void A_value_that_Winsock_writes_in_one_byte_leaves_no_garbage_in_the_others()
    {
        using var world = new StreamWorld();
        world.Listener.SetRawSocketOption(Level, Name, [1]);
        Span<byte> value = [0xCC, 0xCC, 0xCC, 0xCC];
        Assert.Equal(1, world.Listener.GetRawSocketOption(Level, Name, value));
        Assert.Equal(1, BitConverter.ToInt32(value));
    }

    [Fact]
    public void An_option_that_Winsock_does_not_know_is_a_SocketException()
    {
        using var world = new StreamWorld();
        var failure = Assert.Throws<SocketException>(() => world.Listener.GetRawSocketOption(Level, Name, new byte[4]));
        Assert.Equal(SocketError.ProtocolOption, failure.SocketErrorCode);
    }
}
