using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Multicast;

/// <summary>Groups joined on the loopback interface.</summary>
public sealed unsafe class MulticastTests : SocketTest
{
    private static readonly Ws2.IN_ADDR Group = Address(239, 255, 70, 7);
    private static readonly Ws2.IN_ADDR Loopback = Address(127, 0, 0, 1);

    [WinsockFact]
    [Calls(nameof(Ws2.setsockopt), nameof(Ws2.sendto), nameof(Ws2.recv))]
    public void A_member_receives_until_it_leaves()
    {
        var member = Datagram();
        var membership = Bytes(new Ws2.IP_MREQ { imr_multiaddr = Group, imr_interface = Loopback });
        Ws2.bind(member, new byte[] { Ws2.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
        var sender = SenderTo(member, out var destination);

        Assert.Equal(0, Ws2.setsockopt(member, Ws2.IPPROTO_IP, Ws2.IP_ADD_MEMBERSHIP, membership));
        Assert.Equal(4, Ws2.sendto(sender, "ping"u8, 0, destination));
        Assert.Equal(4, Ws2.recv(member, new byte[16], 0));

        Assert.Equal(0, Ws2.setsockopt(member, Ws2.IPPROTO_IP, Ws2.IP_DROP_MEMBERSHIP, membership));
        Ws2.sendto(sender, "ping"u8, 0, destination);
        SetNonblocking(member);
        AssertError(Ws2.WSAEWOULDBLOCK, () => Ws2.recv(member, new byte[16], 0));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.setsockopt), nameof(Ws2.getsockopt))]
    public void The_hop_limit_and_the_interface_of_multicasts_are_options()
    {
        var sender = Datagram();
        var value = new byte[4];

        Ws2.setsockopt(sender, Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_TTL, BitConverter.GetBytes(3));
        Ws2.setsockopt(sender, Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_IF, Bytes(Loopback));

        Ws2.getsockopt(sender, Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_TTL, value, out _);
        Assert.Equal(3, BitConverter.ToInt32(value));
        Ws2.getsockopt(sender, Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_IF, value, out _);
        Assert.Equal([127, 0, 0, 1], value);
    }

    [WinsockFact(Requires = WinsockFeature.MulticastJoinGroup)]
    [Calls(nameof(Ws2.WSAJoinLeaf))]
    public void WSAJoinLeaf_joins_a_group()
    {
        const uint Flags = Ws2.WSA_FLAG_OVERLAPPED | Ws2.WSA_FLAG_MULTIPOINT_C_LEAF | Ws2.WSA_FLAG_MULTIPOINT_D_LEAF;
        var member = Keep(Ws2.WSASocketW(Ws2.AF_INET, Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP, null, 0, Flags));
        Bind(member);
        var group = GroupEndpoint(0);

        fixed (byte* name = group)
            Assert.Equal(Raw(member), Ws2.WSAJoinLeaf(Raw(member), (Ws2.SOCKADDR*)name, group.Length, null, null, null, null, Ws2.JL_BOTH));
    }

    private SafeHandle SenderTo(SafeHandle member, out byte[] destination)
    {
        var address = new byte[16];
        Ws2.getsockname(member, address, out _);
        destination = GroupEndpoint(Port(address));
        var sender = Datagram();
        Ws2.setsockopt(sender, Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_IF, Bytes(Loopback));
        Ws2.setsockopt(sender, Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_LOOP, BitConverter.GetBytes(1));
        return sender;
    }

    private static byte[] GroupEndpoint(int port)
    {
        var endpoint = LoopbackAddress(port);
        Bytes(Group).CopyTo(endpoint, 4);
        return endpoint;
    }

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    private static Ws2.IN_ADDR Address(byte first, byte second, byte third, byte fourth) =>
        MemoryMarshal.Read<Ws2.IN_ADDR>([first, second, third, fourth]);
}
