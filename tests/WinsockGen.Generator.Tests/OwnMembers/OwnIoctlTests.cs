using System;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>What reaches WSAIoctl from the user's own methods, and what is made of the answer.</summary>
public sealed class OwnIoctlTests
{
    private const string S = "this WinsockSocket socket";

    [Theory]
    [InlineData("in Ws2.tcp_keepalive values")]
    [InlineData("Ws2.tcp_keepalive values")]
    public async Task A_struct_goes_in(string parameter)
    {
        var program = await OwnProgram.LoadAsync($"[SocketIoctl(Ws2.SIO_KEEPALIVE_VALS)] public static partial void SetKeepAlive({S}, {parameter});");

        program.Call("SetKeepAlive", program.Make("Ws2+tcp_keepalive", ("onoff", 1u), ("keepalivetime", 2u), ("keepaliveinterval", 0x03040506u)));

        Assert.Equal(0x98000004u, (uint)program.Socket.Code);
        Assert.Equal("01-00-00-00-02-00-00-00-06-05-04-03", OwnProgram.Hex(program.Socket.Input));
    }

    [Fact]
    public async Task A_value_comes_out_as_the_result_or_by_a_parameter()
    {
        var program = await OwnProgram.LoadAsync(
            $"""
            [SocketIoctl(0x40000001)] public static partial uint Get({S});
            [SocketIoctl(0x40000001)] public static partial void GetOut({S}, out long value);
            [SocketIoctl(0x40000001)] public static partial bool GetBool({S});
            """);
        program.Answer("04-03-02-01");

        Assert.Equal(0x01020304u, program.Call("Get"));
        Assert.Equal(true, program.Call("GetBool"));
        object?[] gets = [null];
        program.Call("GetOut", gets);
        Assert.Equal(0x01020304L, gets[0]);
        Assert.Empty((byte[])program.Socket.Input);
    }

    [Fact]
    public async Task A_value_goes_in_and_another_comes_out()
    {
        var program = await OwnProgram.LoadAsync(
            $"""
            [SocketIoctl(0xC0000001)] public static partial long Ask({S}, uint version);
            [SocketIoctl(0xC0000001)] public static partial void AskOut({S}, in uint version, out long value);
            [SocketIoctl(0xC0000001)] public static partial void Turn({S}, ref short value);
            """);
        program.Answer("02-01-00-00-00-00-00-00");

        Assert.Equal(0x0102L, program.Call("Ask", 5u));
        Assert.Equal("05-00-00-00", OwnProgram.Hex(program.Socket.Input));

        object?[] asks = [6u, null];
        program.Call("AskOut", asks);
        Assert.Equal((0x0102L, "06-00-00-00"), (asks[1], OwnProgram.Hex(program.Socket.Input)));

        program.Answer("02-01");
        object?[] turns = [(short)7];
        program.Call("Turn", turns);
        Assert.Equal(((short)0x0102, "07-00"), (turns[0], OwnProgram.Hex(program.Socket.Input)));
    }

    [Fact]
    public async Task Bytes_of_any_number_go_in_and_come_out()
    {
        var program = await OwnProgram.LoadAsync(
            $$"""
            [SocketIoctl(0xC0000001)] public static partial int Arrays({{S}}, byte[] input, byte[] output);
            [SocketIoctl(0xC0000001)] public static partial byte[] Made({{S}}, byte[] input, int capacity);
            [SocketIoctl(0x40000001)] public static partial int Fill({{S}}, byte[] output);
            [SocketIoctl(0x80000001)] public static partial void Put({{S}}, byte[] input);
            [SocketIoctl(0xC0000001)] public static partial int Marked({{S}}, [Out] byte[] output, byte[] input);
            [SocketIoctl(0xC0000001)] public static partial int Spans({{S}}, ReadOnlySpan<byte> input, Span<byte> output);
            public static int CallSpans(WinsockSocket socket, byte[] input, byte[] output) => Spans(socket, input, output);
            """);
        program.Answer("0A-0B");
        var (input, output) = (OwnProgram.Bytes("01-02-03"), new byte[4]);

        foreach (var method in new[] { "Arrays", "CallSpans" })
        {
            Assert.Equal(2, program.Call(method, input, output));
            Assert.Equal(("01-02-03", "0A-0B-00-00"), (OwnProgram.Hex(program.Socket.Input), OwnProgram.Hex(output)));
            Array.Clear(output);
        }

        Assert.Equal("0A-0B", OwnProgram.Hex((byte[])program.Call("Made", input, 4)!));
        Assert.Equal(2, program.Call("Fill", output));
        Assert.Equal("0A-0B-00-00", OwnProgram.Hex(output));
        Assert.Equal(2, program.Call("Marked", output, OwnProgram.Bytes("09")));
        Assert.Equal("09", OwnProgram.Hex(program.Socket.Input));
        program.Answer("");
        program.Call("Put", OwnProgram.Bytes("07-08"));
        Assert.Equal("07-08", OwnProgram.Hex(program.Socket.Input));
    }

    [Fact]
    public async Task A_code_may_do_something_by_itself()
    {
        var program = await OwnProgram.LoadAsync($"[SocketIoctl(0x28000004)] public static partial void Flush({S});");

        program.Call("Flush");

        Assert.Equal(0x28000004u, (uint)program.Socket.Code);
    }
}
