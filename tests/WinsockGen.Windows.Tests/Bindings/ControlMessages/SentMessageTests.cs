using System;
using System.Net;
using System.Text;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;
using static WinsockGen.Windows.Tests.Options.AllOptions;

namespace WinsockGen.Windows.Tests.Bindings.ControlMessages;

/// <summary>What the emitted writer writes, as WSASendMsg takes it and as the macros find it.</summary>
public sealed class SentMessageTests : ControlMessageTest
{
    [Fact]
    public void What_is_written_is_what_the_macros_find()
    {
        var control = new byte[ControlRoom];
        var writer = new ControlMessageWriter(control);

        Assert.True(writer.TryWriteIPPacketInfo(new IPPacketInfo(IPAddress.Parse("192.0.2.7"), 5)));
        Assert.True(writer.TryWriteIPv6PacketInfo(new IPv6PacketInfo(IPAddress.Parse("2001:db8::7"), 5)));
        Assert.True(writer.TryWriteIPEcn(EcnCodepoint.Capable0));
        Assert.True(writer.TryWrite(1234, 5678, [1, 2, 3]));
        Assert.True(writer.TryWriteUdpSendMessageSize(1200));

        Assert.Equal(
            [
                (Ws2.IPPROTO_IP, Ws2.IP_PKTINFO, "C000020705000000"),
                (Ws2.IPPROTO_IPV6, Ws2.IPV6_PKTINFO, "20010DB800000000000000000000000705000000"),
                (Ws2.IPPROTO_IP, Ws2.IP_ECN, "02000000"),
                (1234, 5678, "010203"),
                (Ws2.IPPROTO_UDP, Ws2.UDP_SEND_MSG_SIZE, "B0040000"),
            ],
            WalkByMacros(control[..writer.BytesWritten]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void The_size_of_a_message_is_WSA_CMSG_SPACE_of_the_bindings(int dataLength) =>
        Assert.Equal((int)Ws2.WSA_CMSG_SPACE((nuint)dataLength), ControlMessage.SizeOf(dataLength));

    [WinsockFact]
    [Calls(nameof(Ws2.WSASendMsg))]
    public void WSASendMsg_takes_the_address_to_send_from()
    {
        var receiver = Bound(isIPv6: false, out var destination);
        var sender = Bound(isIPv6: false, out _);
        var control = new byte[ControlMessage.SizeOfIPPacketInfo];
        var writer = new ControlMessageWriter(control);
        Assert.True(writer.TryWriteIPPacketInfo(new IPPacketInfo(IPAddress.Loopback, 0)));
        Assert.Equal(control.Length, writer.BytesWritten);

        Send(sender, "ping"u8, destination, control);

        Assert.Equal("ping"u8, Receive(receiver).Data);
    }

    [WinsockFact(Requires = WinsockFeature.IPv6)]
    [Calls(nameof(Ws2.WSASendMsg))]
    public void WSASendMsg_takes_the_IPv6_address_to_send_from()
    {
        var receiver = Bound(isIPv6: true, out var destination);
        var sender = Bound(isIPv6: true, out _);
        var control = new byte[ControlMessage.SizeOfIPv6PacketInfo];
        var writer = new ControlMessageWriter(control);
        Assert.True(writer.TryWriteIPv6PacketInfo(new IPv6PacketInfo(IPAddress.IPv6Loopback, 0)));

        Send(sender, "ping"u8, destination, control[..writer.BytesWritten]);

        Assert.Equal("ping"u8, Receive(receiver).Data);
    }

    [MessageTheory]
    [InlineData("IPPROTO_UDP.UDP_SEND_MSG_SIZE")]
    public void A_send_is_cut_into_datagrams(string name)
    {
        Assert.Equal("IPPROTO_UDP.UDP_SEND_MSG_SIZE", name);
        var receiver = Bound(isIPv6: false, out var destination);
        var control = new byte[ControlMessage.SizeOfUdpSendMessageSize];
        var writer = new ControlMessageWriter(control);
        Assert.True(writer.TryWriteUdpSendMessageSize(4));

        Send(Bound(isIPv6: false, out _), "one-two-3"u8, destination, control);

        foreach (var expected in new[] { "one-", "two-", "3" })
            Assert.Equal(expected, Encoding.ASCII.GetString(Receive(receiver).Data));
    }

    [MessageTheory]
    [InlineData("IPPROTO_IP.IP_ECN")]
    [InlineData("IPPROTO_IPV6.IPV6_ECN")]
    public void A_congestion_mark_arrives_as_it_was_sent(string name)
    {
        var option = MessageOption.Of(name);
        var receiver = Bound(option.IsIPv6, out var destination);
        Ws2.setsockopt(receiver, option.Level, option.Name, BitConverter.GetBytes(1));
        var control = new byte[ControlMessage.SizeOfIPEcn];
        var writer = new ControlMessageWriter(control);
        Assert.True(option.IsIPv6 ? writer.TryWriteIPv6Ecn(EcnCodepoint.Capable0) : writer.TryWriteIPEcn(EcnCodepoint.Capable0));

        Send(Bound(option.IsIPv6, out _), "ping"u8, destination, control);

        var mark = EcnCodepoint.NotCapable;
        foreach (var message in new ControlMessageReader(Receive(receiver).Control))
            _ = message.TryGetIPEcn(out mark) || message.TryGetIPv6Ecn(out mark);
        Assert.Equal(EcnCodepoint.Capable0, mark);
    }
}
