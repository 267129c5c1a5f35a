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
    public void The_buffer_goes_to_Winsock_as_it_is_and_only_what_Winsock_writes_changes()
    {
        using var world = new StreamWorld();
        world.Listener.SetRawSocketOption(Level, Name, [1]);
        Span<byte> value = [0xCC, 0xDD, 0xEE, 0xFF];

        Assert.Equal(1, world.Listener.GetRawSocketOption(Level, Name, value));

        Assert.Equal([1, 0xDD, 0xEE, 0xFF], value.ToArray());
        Assert.Equal([0xCC, 0xDD, 0xEE, 0xFF], world.Winsock.OptionCalls[^1].Bytes);
    }

    [Fact]
    public void An_option_that_Winsock_does_not_know_is_a_SocketException()
    {
        using var world = new StreamWorld();
        var failure = Assert.Throws<SocketException>(() => world.Listener.GetRawSocketOption(Level, Name, new byte[4]));
        Assert.Equal(SocketError.ProtocolOption, failure.SocketErrorCode);
    }
}
