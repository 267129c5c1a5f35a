using System;
using System.Net;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;
using static WinsockGen.Windows.Tests.Options.AllOptions;

namespace WinsockGen.Windows.Tests.Bindings.ControlMessages;

/// <summary>What WSARecvMsg tells of real datagrams, read by the emitted reader and by the macros.</summary>
public sealed class ReceivedMessageTests : ControlMessageTest
{
    private const int TimeToLive = 77;

    [MessageTheory]
    [InlineData("IPPROTO_IP.IP_PKTINFO")]
    [InlineData("IPPROTO_IP.IP_PKTINFO_EX")]
    [InlineData("IPPROTO_IP.IP_TTL")]
    [InlineData("IPPROTO_IP.IP_TOS")]
    [InlineData("IPPROTO_IP.IP_ECN")]
    [InlineData("IPPROTO_IP.IP_RECVIF")]
    [InlineData("IPPROTO_IP.IP_RECVDSTADDR")]
    [InlineData("IPPROTO_IP.IP_ORIGINAL_ARRIVAL_IF")]
    [InlineData("IPPROTO_IPV6.IPV6_PKTINFO")]
    [InlineData("IPPROTO_IPV6.IPV6_PKTINFO_EX")]
    [InlineData("IPPROTO_IPV6.IPV6_HOPLIMIT")]
    [InlineData("IPPROTO_IPV6.IPV6_TCLASS")]
    [InlineData("IPPROTO_IPV6.IPV6_ECN")]
    [InlineData("IPPROTO_IPV6.IPV6_RECVIF")]
    [InlineData("IPPROTO_IPV6.IPV6_RECVDSTADDR")]
    public void A_message_that_is_turned_on_comes_with_a_datagram_and_is_what_the_macros_find(string name)
    {
        var option = MessageOption.Of(name);
        var receiver = Bound(option.IsIPv6, out var destination);
        var sender = Bound(option.IsIPv6, out _);
        Ws2.setsockopt(receiver, option.Level, option.Name, BitConverter.GetBytes(1));
        Ws2.setsockopt(
            sender, option.IsIPv6 ? Ws2.IPPROTO_IPV6 : Ws2.IPPROTO_IP, option.IsIPv6 ? Ws2.IPV6_UNICAST_HOPS : Ws2.IP_TTL, BitConverter.GetBytes(TimeToLive));

        Ws2.sendto(sender, "ping"u8, 0, destination);
        var (data, control, flags) = Receive(receiver);

        Assert.Equal("ping"u8, data);
        Assert.Equal(0u, flags & (uint)Ws2.MSG_CTRUNC);
        Assert.False(new ControlMessageReader(control).IsTruncated);
        Assert.Equal(WalkByMacros(control), WalkByReader(control));
        var found = false;
        foreach (var message in new ControlMessageReader(control))
            found |= IsExpected(name, message);
        Assert.True(found, $"{name} is not among {string.Join(", ", WalkByReader(control))}");
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.WSARecvMsg), nameof(Ws2.setsockopt))]
    public void Two_messages_come_together()
    {
        var receiver = Bound(isIPv6: false, out var destination);
        Ws2.setsockopt(receiver, Ws2.IPPROTO_IP, Ws2.IP_PKTINFO, BitConverter.GetBytes(1));
        Ws2.setsockopt(receiver, Ws2.IPPROTO_IP, Ws2.IP_RECVTTL, BitConverter.GetBytes(1));

        Ws2.sendto(Datagram(), "ping"u8, 0, destination);
        var control = Receive(receiver).Control;

        Assert.Equal(2, WalkByReader(control).Count);
        Assert.Equal(WalkByMacros(control), WalkByReader(control));
        Assert.Equal(ControlMessage.SizeOfIPPacketInfo + ControlMessage.SizeOfIPTimeToLive, control.Length);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.ExtensionFunctions.WSARecvMsg))]
    public void A_buffer_that_is_too_small_is_truncated_and_nothing_is_made_up()
    {
        var receiver = Bound(isIPv6: false, out var destination);
        Ws2.setsockopt(receiver, Ws2.IPPROTO_IP, Ws2.IP_PKTINFO, BitConverter.GetBytes(1));

        Ws2.sendto(Datagram(), "ping"u8, 0, destination);
        var (_, control, flags) = Receive(receiver, controlRoom: ControlMessage.SizeOf(0));

        var isTruncated = (flags & (uint)Ws2.MSG_CTRUNC) != 0;
        Assert.True(isTruncated);
        Assert.True(new ControlMessageReader(control, isTruncated).IsTruncated);
        foreach (var message in new ControlMessageReader(control, isTruncated))
            Assert.False(message.TryGetIPPacketInfo(out _));
    }

    [Fact]
    public void A_socket_that_is_asked_for_nothing_gets_no_message()
    {
        var receiver = Bound(isIPv6: false, out var destination);

        Ws2.sendto(Datagram(), "ping"u8, 0, destination);

        Assert.Empty(Receive(receiver).Control);
    }

    private static bool IsExpected(string name, ControlMessage message) => name switch
    {
        "IPPROTO_IP.IP_PKTINFO" => message.TryGetIPPacketInfo(out var info) && info.Address.Equals(IPAddress.Loopback) && info.InterfaceIndex > 0,
        "IPPROTO_IP.IP_PKTINFO_EX" => message.TryGetIPPacketInfoExtended(out var info) && info.Address.Equals(IPAddress.Loopback),
        "IPPROTO_IP.IP_TTL" => (message.TryGetIPTimeToLive(out var hops) || message.TryGetIPHopLimit(out hops)) && hops == TimeToLive,
        "IPPROTO_IP.IP_TOS" => message.TryGetIPTypeOfService(out var service) && service == 0,
        "IPPROTO_IP.IP_ECN" => message.TryGetIPEcn(out var mark) && mark == EcnCodepoint.NotCapable,
        "IPPROTO_IP.IP_RECVIF" => message.TryGetIPArrivalInterface(out var index) && index > 0,
        "IPPROTO_IP.IP_RECVDSTADDR" => message.TryGetIPDestinationAddress(out var address) && address.Equals(IPAddress.Loopback),
        "IPPROTO_IP.IP_ORIGINAL_ARRIVAL_IF" => message.TryGetIPOriginalArrivalInterface(out var index) && index > 0,
        "IPPROTO_IPV6.IPV6_PKTINFO" => message.TryGetIPv6PacketInfo(out var info) && info.Address.Equals(IPAddress.IPv6Loopback) && info.InterfaceIndex > 0,
        "IPPROTO_IPV6.IPV6_PKTINFO_EX" => message.TryGetIPv6PacketInfoExtended(out var info) && info.Address.Equals(IPAddress.IPv6Loopback),
        "IPPROTO_IPV6.IPV6_HOPLIMIT" => message.TryGetIPv6HopLimit(out var hops) && hops == TimeToLive,
        "IPPROTO_IPV6.IPV6_TCLASS" => message.TryGetIPv6TrafficClass(out var traffic) && traffic == 0,
        "IPPROTO_IPV6.IPV6_ECN" => message.TryGetIPv6Ecn(out var mark) && mark == EcnCodepoint.NotCapable,
        "IPPROTO_IPV6.IPV6_RECVIF" => message.TryGetIPv6ArrivalInterface(out var index) && index > 0,
        "IPPROTO_IPV6.IPV6_RECVDSTADDR" => message.TryGetIPv6DestinationAddress(out var address) && address.Equals(IPAddress.IPv6Loopback),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Nothing is expected of this message."),
    };
}
