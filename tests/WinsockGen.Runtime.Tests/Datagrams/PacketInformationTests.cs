using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Options;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Datagrams;

/// <summary>Where a datagram came to, and control messages of a typed writer on their way out.</summary>
public sealed class PacketInformationTests
{
    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, true, true)]
    public void A_datagram_tells_its_local_address_and_interface_with_and_without_a_control_buffer(bool atOnce, bool ifsHandles, bool withControl)
    {
        using var world = new DatagramWorld(atOnce, ifsHandles, receivesInformation: true);
        byte[] control = withControl ? new byte[64] : [];
        for (int i = 0; i < 3; i++)
        {
            world.Send(1, 2);
            ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[8], control));
            Assert.Equal(2, received.Length);
            Assert.Equal(new IPEndPoint(IPAddress.Loopback, 0), received.LocalAddress.ToEndPoint());
            Assert.Equal(ScriptedWinsock.InterfaceIndex, received.InterfaceIndex);
            Assert.Equal(world.Client.LocalEndPoint, received.Sender.ToEndPoint());
            Assert.Equal(withControl ? TypedOptions.ControlMessage.SizeOfIPPacketInfo : 0, received.ControlLength);
            Assert.False(received.IsTruncated || received.IsControlTruncated);
        }
    }

    [Theory]
    [InlineData("2001:db8::5", 0)]
    [InlineData("fe80::5", ScriptedWinsock.InterfaceIndex)]
    public void An_IPv6_address_has_its_interface_as_its_scope_where_it_needs_one(string address, long scope)
    {
        using var world = new DatagramWorld();
        using var receiver = DatagramSocket.Bind(new IPEndPoint(IPAddress.Parse(address), 7011), new DatagramSocketOptions { Loop = world.Loop, ReceivePacketInformation = true });
        using var sender = DatagramSocket.Open(AddressFamily.InterNetworkV6, new DatagramSocketOptions { Loop = world.Loop });
        world.Finish(sender.SendAsync(new byte[1], SocketAddressValue.From(receiver.LocalEndPoint)));
        ReceivedDatagram received = world.Finish(receiver.ReceiveAsync(new byte[8]));
        Assert.Equal(new IPEndPoint(new IPAddress(IPAddress.Parse(address).GetAddressBytes(), scope), 0), received.LocalAddress.ToEndPoint());
        Assert.Equal(ScriptedWinsock.InterfaceIndex, received.InterfaceIndex);
    }

    [Fact]
    public void Without_being_asked_for_there_is_no_local_address()
    {
        using var world = new DatagramWorld();
        world.Send(1);
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[8], new byte[64]));
        Assert.Equal((AddressFamily.Unspecified, 0, 0), (received.LocalAddress.Family, received.LocalAddress.Bytes.Length, received.InterfaceIndex));
    }

    [Fact]
    public void A_provider_without_control_messages_refuses_to_open_a_socket_that_wants_them()
    {
        using var world = new DatagramWorld(hasExtensions: false);
        int open = world.Winsock.OpenSockets;
        var failure = Assert.Throws<SocketException>(() => DatagramSocket.Open(AddressFamily.InterNetwork,
            new DatagramSocketOptions { Loop = world.Loop, ReceivePacketInformation = true }));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
        Assert.Equal(open, world.Winsock.OpenSockets);
    }

    [Fact]
    public void A_control_buffer_that_is_too_short_costs_the_local_address_and_says_so()
    {
        using var world = new DatagramWorld(receivesInformation: true);
        world.Send(1);
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[8], new byte[16]));
        Assert.Equal((1, true, AddressFamily.Unspecified), (received.Length, received.IsControlTruncated, received.LocalAddress.Family));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(33)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void A_message_of_an_impossible_length_is_the_end(int length)
    {
        var control = new byte[2 * TypedOptions.ControlMessage.SizeOfUdpSendMessageSize];
        var writer = new TypedOptions.ControlMessageWriter(control);
        Assert.True(writer.TryWrite(Ws2.IPPROTO_UDP, Ws2.UDP_COALESCED_INFO, BitConverter.GetBytes(20)));
        Assert.True(writer.TryWrite(Ws2.IPPROTO_UDP, Ws2.UDP_COALESCED_INFO, BitConverter.GetBytes(30)));
        Assert.Equal(30, DatagramInformation.Read(control).SegmentSize);
        BitConverter.TryWriteBytes(control.AsSpan(control.Length / 2), (nint)length);
        Assert.Equal(20, DatagramInformation.Read(control).SegmentSize);
        BitConverter.TryWriteBytes(control, length < 33 ? (nint)length : 2 * length);
        Assert.Equal(0, DatagramInformation.Read(control).SegmentSize);
        Assert.Equal(0, DatagramInformation.Read(control.AsSpan(0, 7)).SegmentSize);
    }

    [Fact]
    public void Messages_of_a_typed_writer_arrive_byte_for_byte()
    {
        using var world = new DatagramWorld();
        var control = new byte[256];
        var writer = new TypedOptions.ControlMessageWriter(control);
        Assert.True(writer.TryWriteIPPacketInfo(new TypedOptions.IPPacketInfo(IPAddress.Parse("192.0.2.9"), 0x0102)));
        Assert.True(writer.TryWriteIPv6HopLimit(33));
        Assert.True(writer.TryWriteIPEcn(TypedOptions.EcnCodepoint.Capable0));
        Assert.True(writer.TryWriteUdpSendMessageSize(1200));
        int length = writer.BytesWritten;

        // WSACMSGHDR: length, level, type (ws2def.h), here of 64 bits; IP_PKTINFO 19, IPV6_HOPLIMIT 21, IP_ECN 50, UDP_SEND_MSG_SIZE 2.
        if (nint.Size == 8)
        {
            Assert.Equal(
                "1800000000000000" + "00000000" + "13000000" + "C0000209" + "02010000" +
                "1400000000000000" + "29000000" + "15000000" + "21000000" + "00000000" +
                "1400000000000000" + "00000000" + "32000000" + "02000000" + "00000000" +
                "1400000000000000" + "11000000" + "02000000" + "B0040000" + "00000000",
                Convert.ToHexString(control.AsSpan(0, length)));
        }

        Assert.Equal(3, world.Finish(world.Client.SendAsync(new byte[3], DatagramWorld.ServerAddress, control.AsMemory(0, length))));
        var arrived = new byte[256];
        ReceivedDatagram received = world.Finish(world.Server.ReceiveAsync(new byte[8], arrived));
        Assert.Equal(control.AsSpan(0, length), arrived.AsSpan(0, received.ControlLength));
    }

    [Fact]
    public void Receives_whose_buffers_are_the_runtimes_are_outstanding_many_at_a_time()
    {
        using var world = new DatagramWorld(receivesInformation: true);
        Task<ReceivedDatagram>[] receiving = new Task<ReceivedDatagram>[10];
        for (int i = 0; i < receiving.Length; i++)
            receiving[i] = DatagramWorld.Await(world.Server.ReceiveAsync(new byte[4]));
        for (int i = 0; i < receiving.Length; i++)
            world.Send(1);
        foreach (Task<ReceivedDatagram> task in receiving)
            Assert.Equal(new IPEndPoint(IPAddress.Loopback, 0), world.Finish(task).LocalAddress.ToEndPoint());
    }
}
