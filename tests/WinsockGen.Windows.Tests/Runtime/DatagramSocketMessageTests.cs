using System;
using System.Net;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Options;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

/// <summary>Control messages of the runtime's datagram sockets.</summary>
public sealed class DatagramSocketMessageTests
{
    private const int Rounds = 100;

    [Fact]
    public async Task A_received_datagram_tells_to_which_address_it_came()
    {
        using var receiver = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var sender = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.IPPacketInfo = true;
        var control = new byte[AllOptions.ControlMessage.SizeOfIPPacketInfo];

        await sender.SendAsync("ping"u8.ToArray(), SocketAddressValue.From(receiver.LocalEndPoint));
        var received = await receiver.ReceiveAsync(new byte[16], control);

        Assert.Equal((IPAddress.Loopback, 1), AddressOf(control.AsSpan(0, received.ControlLength), received.IsControlTruncated));
    }

    [Fact]
    public async Task Too_little_room_for_control_messages_is_said()
    {
        using var receiver = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var sender = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.IPPacketInfo = true;
        var control = new byte[AllOptions.ControlMessage.SizeOf(0)];

        await sender.SendAsync("ping"u8.ToArray(), SocketAddressValue.From(receiver.LocalEndPoint));
        var received = await receiver.ReceiveAsync(new byte[16], control);

        Assert.True(received.IsControlTruncated);
        Assert.True(new AllOptions.ControlMessageReader(control.AsSpan(0, received.ControlLength), received.IsControlTruncated).IsTruncated);
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing_but_addresses()
    {
        var control = new byte[256];
        var info = new AllOptions.IPPacketInfo(IPAddress.Loopback, 1);
        var count = 0;

        AssertNoAllocation(() =>
        {
            var writer = new AllOptions.ControlMessageWriter(control);
            writer.TryWriteIPPacketInfo(info);
            writer.TryWriteIPEcn(AllOptions.EcnCodepoint.Capable0);
            writer.TryWriteUdpSendMessageSize(1200);
            foreach (var message in new AllOptions.ControlMessageReader(control.AsSpan(0, writer.BytesWritten)))
            {
                if (message.TryGetIPPacketInfo(out var read))
                    count += read.InterfaceIndex;
                else if (message.TryGetIPEcn(out _))
                    count++;
            }
        });

        Assert.Equal(2 * (Rounds + Rounds), count);
    }

    private static (IPAddress? Address, int Count) AddressOf(ReadOnlySpan<byte> control, bool isTruncated)
    {
        var reader = new AllOptions.ControlMessageReader(control, isTruncated);
        Assert.False(reader.IsTruncated);
        var (address, count) = ((IPAddress?)null, 0);
        foreach (var message in reader)
        {
            count++;
            if (message.TryGetIPPacketInfo(out var info))
                address = info.Address;
        }

        return (address, count);
    }

    private static void AssertNoAllocation(Action action)
    {
        for (var i = 0; i < Rounds; i++)
            action();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            action();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
