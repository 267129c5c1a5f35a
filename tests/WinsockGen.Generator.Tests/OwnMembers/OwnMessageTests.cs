using System;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.ControlMessages;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>Control messages of the user's own: found in a buffer, and written into one.</summary>
public sealed class OwnMessageTests
{
    private const string Struct =
        """
        [ControlMessage(Ws2.IPPROTO_IP, Ws2.IP_PKTINFO)]
        public partial struct PacketInfo { public uint Address; public uint Index; }
        """;

    private const string Uses =
        """
        public static int Size(WinsockSocket socket) => PacketInfo.ControlSize;
        public static string Read(WinsockSocket socket, byte[] control) => PacketInfo.TryRead(control, out PacketInfo info) ? info.Address + "/" + info.Index : "none";
        public static byte[] Write(WinsockSocket socket, int room)
        {
            byte[] bytes = new byte[room];
            int written = new PacketInfo { Address = 0x04030201, Index = 7 }.Write(bytes);
            return bytes[..written];
        }
        public static int TryWrite(WinsockSocket socket, byte[] room) => new PacketInfo { Index = 9 }.TryWrite(room, out int written) ? written : -1;
        """;

    private static readonly ControlLayout Layout = ControlLayout.Of(IntPtr.Size == 8 ? Bitness.X64 : Bitness.X86);

    [Fact]
    public async Task A_message_is_found_among_others()
    {
        var program = await LoadAsync();
        var bytes = Layout.Bytes(new ReadMessage(0, 18, [1]), new ReadMessage(41, 19, new byte[8]), new ReadMessage(0, 19, [1, 0, 0, 0, 2, 0, 0, 0]));

        Assert.Equal("1/2", program.Call("Read", bytes));
    }

    [Fact]
    public async Task A_message_that_is_written_is_laid_out_as_by_the_macros_of_the_SDK()
    {
        var program = await LoadAsync();
        var expected = Layout.Bytes(new ReadMessage(0, 19, [1, 2, 3, 4, 7, 0, 0, 0]));

        Assert.Equal(expected.Length, program.Call("Size"));
        Assert.Equal(Layout.Space(8), program.Call("Size"));
        Assert.Equal(expected, program.Call("Write", 64));
        Assert.Equal(expected, program.Call("Write", expected.Length));
    }

    [Fact]
    public async Task A_message_that_does_not_fit_is_not_written()
    {
        var program = await LoadAsync();
        var room = new byte[Layout.Space(8) - 1];

        Assert.Equal(-1, program.Call("TryWrite", room));
        Assert.All(room, value => Assert.Equal(0, value));
        Assert.Throws<ArgumentException>("control", () => program.Call("Write", room.Length));
    }

    [Fact]
    public async Task A_message_that_is_cut_or_too_short_is_none()
    {
        var program = await LoadAsync();
        var bytes = Layout.Bytes(new ReadMessage(0, 19, [1, 0, 0, 0, 2, 0, 0, 0]));

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal("none", program.Call("Read", bytes[..length]));
        }

        Assert.Equal("none", program.Call("Read", Layout.Bytes(new ReadMessage(0, 19, new byte[7]))));
    }

    [Fact]
    public async Task Hostile_bytes_make_nothing_throw()
    {
        var program = await LoadAsync();
        var random = new Random(20261123);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            if (bytes.Length >= 8 && round % 2 == 0)
            {
                Layout.WriteLength(bytes, (ulong)random.Next(-4, bytes.Length + 8));
            }

            program.Call("Read", bytes);
        }
    }

    [Fact]
    public async Task Members_that_the_user_has_written_are_left_to_him()
    {
        var program = await OwnProgram.LoadAsync(
            """
            [ControlMessage(0, 19)]
            public partial struct Mine { public int Value; public static string TryRead() => "mine"; private int ControlSize { get; set; } }
            public static string Read(WinsockSocket socket) => Mine.TryRead();
            """);

        Assert.Equal("mine", program.Call("Read"));
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    [InlineData("net472 with System.Memory")]
    public async Task A_message_compiles_in_every_kind_of_struct(string platform)
    {
        var project = await UserProject.CreateAsync(
            OwnProgram.Source(
                """
                [ControlMessage(1, 2)] internal partial struct Plain { public int Value; }
                [ControlMessage(1, 2)] internal readonly partial struct ReadOnly { public readonly int Value; public ReadOnly(int value) => Value = value; }
                [ControlMessage(1, 2)] internal partial record struct Record(int Value);
                [ControlMessage(1, 2)] internal partial struct OfBindings { internal Ws2.LINGER Value; public System.Guid Id { get; set; } }
                """,
                "LINGER"),
            TargetPlatform.Named(platform));

        Assert.DoesNotContain(project.Complaints, complaint => complaint.Id != "CS0518");
        Assert.Equal(4, project.Bindings.Keys.Count(name => name.EndsWith(".ControlMessage.g.cs", StringComparison.Ordinal)));
    }

    private static Task<OwnProgram> LoadAsync() => OwnProgram.LoadAsync(Struct + Uses, "IPPROTO_IP, IP_PKTINFO");
}
