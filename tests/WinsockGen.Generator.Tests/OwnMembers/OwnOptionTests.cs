using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>What reaches getsockopt and setsockopt from the user's own methods, byte for byte, and what is made of the answer.</summary>
public sealed class OwnOptionTests
{
    private const string S = "this WinsockSocket socket";

    [Theory]
    [InlineData("bool", true, "01-00-00-00")]
    [InlineData("bool", false, "00-00-00-00")]
    [InlineData("sbyte", (sbyte)-2, "FE")]
    [InlineData("byte", (byte)7, "07")]
    [InlineData("short", (short)-2, "FE-FF")]
    [InlineData("ushort", (ushort)0x0102, "02-01")]
    [InlineData("int", 0x01020304, "04-03-02-01")]
    [InlineData("uint", 0xFFFFFFFF, "FF-FF-FF-FF")]
    [InlineData("long", 0x0102030405060708, "08-07-06-05-04-03-02-01")]
    [InlineData("ulong", 0xFFFFFFFFFFFFFFFF, "FF-FF-FF-FF-FF-FF-FF-FF")]
    [InlineData("float", 1f, "00-00-80-3F")]
    [InlineData("DayOfWeek", DayOfWeek.Friday, "05-00-00-00")]
    public async Task A_value_goes_and_comes_in_its_exact_width(string type, object value, string bytes)
    {
        var program = await OwnProgram.LoadAsync(
            $"""
            [SocketOption(0x1234, 0x56)] public static partial {type} Get({S});
            [SocketOption(0x1234, 0x56)] public static partial void Set({S}, {type} value);
            [SocketOption(0x1234, 0x56)] public static partial void SetIn({S}, in {type} value);
            [SocketOption(0x1234, 0x56)] public static partial void GetOut({S}, out {type} value);
            """);

        program.Call("Set", value);
        Assert.Equal((0x1234, 0x56, bytes), ((int)program.Socket.Level, (int)program.Socket.Name, OwnProgram.Hex(program.Socket.Value)));
        Assert.Equal(value, program.Call("Get"));
        object?[] gets = [null];
        program.Call("GetOut", gets);
        Assert.Equal(value, gets[0]);

        program.Socket.Value = Array.Empty<byte>();
        program.Call("SetIn", value);
        Assert.Equal(bytes, OwnProgram.Hex(program.Socket.Value));
    }

    [Fact]
    public async Task A_reply_of_one_byte_to_a_BOOL_is_read_right()
    {
        var program = await OwnProgram.LoadAsync($"[SocketOption(Ws2.IPPROTO_TCP, Ws2.TCP_NODELAY)] public static partial bool Get({S});");

        (program.Socket.Value, program.Socket.ReplyLength) = (OwnProgram.Bytes("00-AA-BB-CC"), 1);
        Assert.Equal(false, program.Call("Get"));

        (program.Socket.Value, program.Socket.ReplyLength) = (OwnProgram.Bytes("01-AA-BB-CC"), 1);
        Assert.Equal(true, program.Call("Get"));
    }

    [Theory]
    [InlineData("[SocketOption(1, 2, Width = 1)]", "01")]
    [InlineData("[SocketOption(1, 2, Width = 2)]", "01-00")]
    [InlineData("[SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RECEIVED_PROCESSOR)]", "01")]
    public async Task A_bool_is_as_wide_as_the_attribute_or_the_catalog_says(string attribute, string bytes)
    {
        var program = await OwnProgram.LoadAsync($"{attribute} public static partial void Set({S}, bool value); {attribute} public static partial bool Get({S});");

        program.Call("Set", true);

        Assert.Equal(bytes, OwnProgram.Hex(program.Socket.Value));
        Assert.Equal(true, program.Call("Get"));
    }

    [Theory]
    [InlineData("[SocketOption(1, 2, TimeUnit = SocketTimeUnit.Seconds)]", "01:00:00", "10-0E-00-00")]
    [InlineData("[SocketOption(1, 2, TimeUnit = SocketTimeUnit.Milliseconds)]", "00:00:01.5", "DC-05-00-00")]
    [InlineData("[SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVTIMEO)]", "00:00:01.5", "DC-05-00-00")]
    [InlineData("[SocketOption(Ws2.IPPROTO_TCP, Ws2.TCP_KEEPIDLE)]", "02:00:00", "20-1C-00-00")]
    public async Task A_time_counts_what_the_attribute_or_the_catalog_says(string attribute, string time, string bytes)
    {
        var program = await OwnProgram.LoadAsync($"{attribute} public static partial void Set({S}, TimeSpan value); {attribute} public static partial TimeSpan Get({S});");

        program.Call("Set", TimeSpan.Parse(time));

        Assert.Equal(bytes, OwnProgram.Hex(program.Socket.Value));
        Assert.Equal(TimeSpan.Parse(time), program.Call("Get"));
        Assert.Throws<ArgumentOutOfRangeException>(() => program.Call("Set", TimeSpan.FromTicks(-1)));
    }

    [Theory]
    [InlineData("[SocketOption(Ws2.IPPROTO_TCP, Ws2.TCP_MAXRT)]", "FF-FF-FF-FF", "3C-00-00-00")]
    [InlineData("[SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)]", "00-00-00-00", "01-00-3C-00")]
    public async Task A_time_that_may_be_none_is_null_where_the_catalog_knows_what_none_is(string attribute, string none, string minute)
    {
        var program = await OwnProgram.LoadAsync($"{attribute} public static partial void Set({S}, TimeSpan? value); {attribute} public static partial TimeSpan? Get({S});");

        program.Call("Set", [null]);
        Assert.Equal(none, OwnProgram.Hex(program.Socket.Value));
        Assert.Null(program.Call("Get"));

        program.Call("Set", TimeSpan.FromMinutes(1));
        Assert.Equal(minute, OwnProgram.Hex(program.Socket.Value));
        Assert.Equal(TimeSpan.FromMinutes(1), program.Call("Get"));
    }

    [Fact]
    public async Task A_struct_of_the_bindings_goes_and_comes_as_it_is()
    {
        var program = await OwnProgram.LoadAsync(
            $"""
            [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] public static partial void Set({S}, in Ws2.LINGER value);
            [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] public static partial Ws2.LINGER Get({S});
            """);

        program.Call("Set", program.Make("Ws2+LINGER", ("l_onoff", (ushort)1), ("l_linger", (ushort)0x0203)));
        Assert.Equal("01-00-03-02", OwnProgram.Hex(program.Socket.Value));

        dynamic linger = program.Call("Get")!;
        Assert.Equal(((ushort)1, (ushort)0x0203), ((ushort)linger.l_onoff, (ushort)linger.l_linger));
    }

    [Fact]
    public async Task A_struct_of_the_users_has_the_layout_that_it_declares()
    {
        var program = await OwnProgram.LoadAsync(
            $$"""
            [StructLayout(LayoutKind.Sequential, Pack = 1)] public struct Pair { public byte A; public int B; }
            [SocketOption(1, 2)] public static partial void Set({{S}}, Pair value);
            [SocketOption(1, 2)] public static partial Pair Get({{S}});
            """);

        program.Call("Set", program.Make("Own+Pair", ("A", (byte)1), ("B", 2)));

        Assert.Equal("01-02-00-00-00", OwnProgram.Hex(program.Socket.Value));
        Assert.Equal(2, ((dynamic)program.Call("Get")!).B);
    }

    [Fact]
    public async Task What_a_reply_does_not_reach_is_zero()
    {
        var program = await OwnProgram.LoadAsync($"[SocketOption(1, 2)] public static partial ulong Get({S});");

        (program.Socket.Value, program.Socket.ReplyLength) = (OwnProgram.Bytes("01-02-03-04-05-06-07-08"), 3);

        Assert.Equal(0x030201UL, program.Call("Get"));
    }

    [Fact]
    public async Task A_reference_carries_a_question_and_its_answer()
    {
        var program = await OwnProgram.LoadAsync($"[SocketOption(1, 2)] public static partial void Query({S}, ref int value);");
        program.Socket.Value = OwnProgram.Bytes("07-00");

        object?[] question = [0x01020304];
        program.Call("Query", question);

        Assert.Equal(0x01020007, question[0]);
    }

    [Fact]
    public async Task Bytes_of_any_number_come_with_how_many_there_are()
    {
        var program = await OwnProgram.LoadAsync(
            $$"""
            [SocketOption(1, 2)] public static partial int Fill({{S}}, byte[] buffer);
            [SocketOption(1, 2)] public static partial byte[] Take({{S}}, int capacity);
            [SocketOption(1, 2)] public static partial void Put({{S}}, byte[] bytes);
            [SocketOption(1, 2)] public static partial int FillSpan({{S}}, Span<byte> buffer);
            [SocketOption(1, 2)] public static partial void PutSpan({{S}}, scoped ReadOnlySpan<byte> bytes);
            public static int Both(WinsockSocket socket) { PutSpan(socket, new byte[] { 9, 8, 7 }); return FillSpan(socket, stackalloc byte[8]); }
            """);

        program.Call("Put", OwnProgram.Bytes("01-02-03"));
        Assert.Equal("01-02-03", OwnProgram.Hex(program.Socket.Value));

        program.Socket.ReplyLength = 3;
        var buffer = new byte[5];
        Assert.Equal(3, program.Call("Fill", buffer));
        Assert.Equal("01-02-03-00-00", OwnProgram.Hex(buffer));
        Assert.Equal("01-02-03", OwnProgram.Hex((byte[])program.Call("Take", 5)!));
        Assert.Equal(3, program.Call("Both"));
        Assert.Equal("09-08-07", OwnProgram.Hex(program.Socket.Value));
    }

    [Fact]
    public async Task An_address_has_the_bytes_of_its_protocol()
    {
        var program = await OwnProgram.LoadAsync(
            $"""
            [SocketOption(Ws2.IPPROTO_IP, 97)] public static partial void Set({S}, IPAddress value);
            [SocketOption(Ws2.IPPROTO_IP, 97)] public static partial IPAddress Get({S});
            """);

        program.Call("Set", IPAddress.Parse("10.1.2.3"));

        Assert.Equal("0A-01-02-03", OwnProgram.Hex(program.Socket.Value));
        Assert.Equal(IPAddress.Parse("10.1.2.3"), program.Call("Get"));
        Assert.Throws<ArgumentException>("value", () => program.Call("Set", IPAddress.IPv6Loopback));
        Assert.Throws<ArgumentNullException>("value", () => program.Call("Set", [null]));
    }

    [Fact]
    public async Task An_option_without_a_value_is_set_by_a_method_without_one()
    {
        var none = WinsockGen.Catalog.WinsockCatalog.Shared.Options.FirstOrDefault(option => option.Type == "none" && option.Value.Length > 0);
        if (none is null)
        {
            return;
        }

        var program = await OwnProgram.LoadAsync($"[SocketOption({WinsockGen.Catalog.WinsockCatalog.Shared.Levels.Find(none.Level)!.Value}, {none.Value})] public static partial void Act({S});");
        program.Socket.Value = new byte[1];

        program.Call("Act");

        Assert.Empty((IEnumerable<byte>)program.Socket.Value);
    }

    [Fact]
    public async Task Getting_and_setting_allocate_nothing()
    {
        var program = await OwnProgram.LoadAsync(
            $$"""
            [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] public static partial void SetLinger({{S}}, in Ws2.LINGER value);
            [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] public static partial Ws2.LINGER GetLinger({{S}});
            [SocketOption(1, 2)] public static partial bool GetBool({{S}});
            [SocketOption(1, 2)] public static partial int FillSpan({{S}}, Span<byte> buffer);

            public static long Measure(WinsockSocket socket)
            {
                Span<byte> buffer = stackalloc byte[8];
                long before = 0;
                for (int i = 0; i < 200; i++)
                {
                    if (i == 100) before = GC.GetAllocatedBytesForCurrentThread();
                    GetLinger(socket); GetBool(socket); FillSpan(socket, buffer);
                }
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
            """);

        program.Socket.IsQuiet = true;
        Assert.Equal(0L, program.Call("Measure"));
    }

    [Fact]
    public async Task A_missing_socket_is_named()
    {
        var program = await OwnProgram.LoadAsync($"[SocketOption(1, 2)] public static partial int Get({S}); public static int Read(WinsockSocket socket) => Get(null!);");

        Assert.Throws<ArgumentNullException>("socket", () => program.Call("Read"));
    }
}
