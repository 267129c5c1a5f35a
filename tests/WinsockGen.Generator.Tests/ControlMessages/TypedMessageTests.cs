using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.ControlMessages;
using Xunit;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>Each typed message, byte for byte, on 64-bit and 32-bit Windows.</summary>
public sealed class TypedMessageTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    public static TheoryData<Bitness, string> Received() => Messages(message => message.IsReceived);

    public static TheoryData<Bitness, string> Sent() => Messages(message => message.IsSent);

    [Theory]
    [MemberData(nameof(Received))]
    public async Task A_message_is_read_from_its_level_and_type_and_from_no_other(Bitness bitness, string name)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var (level, type, width) = FactsOf(name);
        var message = Catalog.Messages.Find(name)!.Message;

        Assert.NotNull(program.TryGet(message, new(level, type, new byte[width])));
        Assert.Null(program.TryGet(message, new(level + 1, type, new byte[width])));
        Assert.Null(program.TryGet(message, new(level, type + 100, new byte[width])));
    }

    [Theory]
    [MemberData(nameof(Received))]
    public async Task Data_that_are_too_short_are_no_message_and_more_than_enough_are(Bitness bitness, string name)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var (level, type, width) = FactsOf(name);
        var message = Catalog.Messages.Find(name)!.Message;

        for (var length = 0; length < width; length++)
        {
            Assert.Null(program.TryGet(message, new(level, type, new byte[length])));
        }

        Assert.NotNull(program.TryGet(message, new(level, type, new byte[width + 5])));
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task A_message_is_written_to_its_level_and_type_in_its_exact_size(Bitness bitness, string name)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var (level, type, width) = FactsOf(name);
        var message = Catalog.Messages.Find(name)!.Message;
        var value = program.Sample(message);
        width = width == 0 ? ((byte[])value).Length : width;
        var size = layout.Space(width);

        Assert.Null(program.TryWrite(message, value, size - 1));
        var bytes = program.TryWrite(message, value, size + 7);

        Assert.Equal(size, bytes!.Length);
        var written = Assert.Single(layout.Walk(bytes).Messages);
        Assert.Equal((level, type, width), (written.Level, written.Type, written.Data.Length));
    }

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task The_size_of_a_typed_message_is_that_of_its_data(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);

        Assert.All(
            TypedMessage.Of(Catalog, ~0).Where(message => message.Shape.Width > 0),
            message => Assert.Equal(ControlLayout.Of(bitness).Space(message.Shape.Width), program.SizeOf(message.Message.Message)));
    }

    [Theory]
    [InlineData("IPTimeToLive", 0, 4, "40000000", 64)]
    [InlineData("IPHopLimit", 0, 21, "40000000", 64)]
    [InlineData("IPTypeOfService", 0, 3, "B8000000", 0xB8)]
    [InlineData("IPOriginalArrivalInterface", 0, 47, "0B0A0000", 0x0A0B)]
    [InlineData("IPArrivalInterface", 0, 24, "0B0A0000", 0x0A0B)]
    [InlineData("IPv6HopLimit", 41, 21, "FF000000", 255)]
    [InlineData("IPv6TrafficClass", 41, 39, "03000000", 3)]
    [InlineData("IPv6ArrivalInterface", 41, 24, "0B0A0000", 0x0A0B)]
    [InlineData("IPv6OriginalArrivalInterface", 41, 47, "0B0A0000", 0x0A0B)]
    [InlineData("UdpCoalescedSize", 17, 3, "B0040000", 1200)]
    [InlineData("SocketTimestamp", 0xFFFF, 12298, "FEFFFFFFFFFFFFFF", ulong.MaxValue - 1)]
    public async Task Data_are_read_as_this_number(string message, int level, int type, string data, object value)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        Assert.Equal(value, program.TryGet(message, new(level, type, Convert.FromHexString(data))));
    }

    [Theory]
    [InlineData("IPTypeOfService", 0xB8, 0, 3, "B8000000")]
    [InlineData("IPv6HopLimit", 255, 41, 21, "FF000000")]
    [InlineData("IPv6TrafficClass", 3, 41, 39, "03000000")]
    [InlineData("UdpSendMessageSize", 1200, 17, 2, "B0040000")]
    [InlineData("SocketTimestampId", 0xFFFFFFFEu, 0xFFFF, 12299, "FEFFFFFF")]
    public async Task A_number_is_written_as_these_data(string message, object value, int level, int type, string data)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        var bytes = program.TryWrite(message, value, 64)!;

        Assert.Equal([new(level, type, Convert.FromHexString(data))], program.Read(bytes));
    }

    [Theory]
    [InlineData("IPEcn", 0)]
    [InlineData("IPv6Ecn", 41)]
    public async Task A_congestion_mark_is_a_codepoint_of_RFC_3168(string message, int level)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        foreach (var (number, codepoint) in new[] { (0, "NotCapable"), (1, "Capable1"), (2, "Capable0"), (3, "CongestionExperienced") })
        {
            var value = program.TryGet(message, new(level, 50, BitConverter.GetBytes(number)))!;
            Assert.Equal(codepoint, value.ToString());
            Assert.Equal([new(level, 50, BitConverter.GetBytes(number))], program.Read(program.TryWrite(message, value, 64)!));
        }
    }

    [Fact]
    public async Task Packet_information_is_an_address_in_network_order_and_an_index_in_host_order()
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);
        var data = Convert.FromHexString("C0000207" + "0B0A0000");

        dynamic info = program.TryGet("IPPacketInfo", new(0, 19, data))!;

        Assert.Equal(IPAddress.Parse("192.0.2.7"), (IPAddress)info.Address);
        Assert.Equal(0x0A0B, (int)info.InterfaceIndex);
        Assert.Equal([new(0, 19, data)], program.Read(program.TryWrite("IPPacketInfo", (object)info, 64)!));
    }

    [Fact]
    public async Task Packet_information_of_IPv6_is_too()
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);
        var data = Convert.FromHexString("20010DB8000000000000000000000007" + "0B0A0000");

        dynamic info = program.TryGet("IPv6PacketInfo", new(41, 19, data))!;

        Assert.Equal(IPAddress.Parse("2001:db8::7"), (IPAddress)info.Address);
        Assert.Equal(0x0A0B, (int)info.InterfaceIndex);
        Assert.Equal([new(41, 19, data)], program.Read(program.TryWrite("IPv6PacketInfo", (object)info, 64)!));
    }

    [Theory]
    [InlineData("IPPacketInfoExtended", 0, "C0000207", "192.0.2.7")]
    [InlineData("IPv6PacketInfoExtended", 41, "FE800000000000000000000000000007", "fe80::7")]
    public async Task Extended_packet_information_has_the_scope_too(string message, int level, string address, string expected)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        dynamic info = program.TryGet(message, new(level, 51, Convert.FromHexString(address + "0B0A0000" + "04000020")))!;

        Assert.Equal(IPAddress.Parse(expected), (IPAddress)info.Address);
        Assert.Equal((0x0A0B, 0x20000004u), ((int)info.InterfaceIndex, (uint)info.ScopeId));
    }

    [Theory]
    [InlineData("IPReceiveError", 0, "01000000", "Icmp")]
    [InlineData("IPv6ReceiveError", 41, "3A000000", "IcmpV6")]
    public async Task An_error_that_came_back_tells_its_protocol_type_and_code(string message, int level, string protocol, string expected)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        dynamic error = program.TryGet(message, new(level, 75, Convert.FromHexString(protocol + "00050000" + "03040000")))!;

        Assert.Equal((expected, 1280u, (byte)3, (byte)4), ((string)error.Protocol.ToString(), (uint)error.PathMtu, (byte)error.Type, (byte)error.Code));
    }

    [Theory]
    [InlineData("IPDestinationAddress", 0, "E00000FB", "224.0.0.251")]
    [InlineData("IPv6DestinationAddress", 41, "FF0200000000000000000000000000FB", "ff02::fb")]
    public async Task A_destination_is_an_address(string message, int level, string data, string expected)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        Assert.Equal(IPAddress.Parse(expected), program.TryGet(message, new(level, 25, Convert.FromHexString(data))));
    }

    [Theory]
    [InlineData("IPRedirectContext", 0, 70)]
    [InlineData("IPRedirectRecords", 0, 60)]
    [InlineData("IPv6RedirectContext", 41, 70)]
    [InlineData("IPv6RedirectRecords", 41, 60)]
    [InlineData("IPv6RoutingHeader", 41, 32)]
    public async Task What_belongs_to_others_is_passed_on_byte_by_byte(string message, int level, int type)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);
        var read = new ReadMessage(level, type, [1, 2, 3, 4, 5]);

        Assert.Equal(read.Data, program.TryGet(message, read));
        Assert.Equal([read], program.Read(program.TryWrite(message, read.Data, 64)!));
    }

    private static (int Level, int Type, int Width) FactsOf(string name)
    {
        var message = TypedMessage.Of(Catalog, ~0).Single(candidate => candidate.Message.Level + "." + candidate.Message.Name == name);
        return (message.Level.Value, message.Message.Value, message.Shape.Width);
    }

    private static TheoryData<Bitness, string> Messages(Func<TypedMessage, bool> predicate)
    {
        var data = new TheoryData<Bitness, string>();
        foreach (var message in TypedMessage.Of(Catalog, ~0).Where(predicate))
        {
            data.Add(Bitness.X64, message.Message.Level + "." + message.Message.Name);
            data.Add(Bitness.X86, message.Message.Level + "." + message.Message.Name);
        }

        return data;
    }
}
