using System;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>What reaches getsockopt and setsockopt, byte for byte, and what is made of the answer.</summary>
public sealed class OptionBytesTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Theory]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", true, "01-00-00-00")]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", false, "00-00-00-00")]
    [InlineData("SOL_SOCKET.SO_RECEIVED_PROCESSOR", true, "01")]
    [InlineData("SOL_SOCKET.SO_RCVBUF", 0x01020304, "04-03-02-01")]
    [InlineData("SOL_SOCKET.SO_RCVBUF", -1, "FF-FF-FF-FF")]
    [InlineData("IPPROTO_IP.IP_USER_MTU", 0xFFFFFFFF, "FF-FF-FF-FF")]
    [InlineData("IPPROTO_IPV6.IPV6_UNICAST_IF", 7, "07-00-00-00")]
    [InlineData("IPPROTO_IPV6.IPV6_PROTECTION_LEVEL", IPProtectionLevel.EdgeRestricted, "14-00-00-00")]
    public async Task A_value_is_written_and_read_as_these_bytes(string name, object value, string bytes) =>
        await Check(name, value, bytes);

    [Theory]
    [InlineData("SOL_SOCKET.SO_RCVTIMEO", "00:00:01.5", "DC-05-00-00")]
    [InlineData("SOL_SOCKET.SO_RCVTIMEO", "49.17:02:47.295", "FF-FF-FF-FF")]
    [InlineData("IPPROTO_TCP.TCP_KEEPIDLE", "02:00:00", "20-1C-00-00")]
    [InlineData("IPPROTO_TCP.TCP_MAXRT", "00:01:00", "3C-00-00-00")]
    [InlineData("IPPROTO_TCP.TCP_MAXRT", null, "FF-FF-FF-FF")]
    [InlineData("SOL_SOCKET.SO_LINGER", null, "00-00-00-00")]
    [InlineData("SOL_SOCKET.SO_LINGER", "00:00:00", "01-00-00-00")]
    [InlineData("SOL_SOCKET.SO_LINGER", "18:12:15", "01-00-FF-FF")]
    public async Task A_time_is_written_and_read_as_these_bytes(string name, string? time, string bytes) =>
        await Check(name, Time(time), bytes);

    [Theory]
    [InlineData("SOL_SOCKET.SO_RCVTIMEO", "00:00:00.0000001", "01-00-00-00")]
    [InlineData("IPPROTO_TCP.TCP_KEEPIDLE", "00:00:00.001", "01-00-00-00")]
    [InlineData("IPPROTO_TCP.TCP_MAXRT", "00:00:01.5", "02-00-00-00")]
    [InlineData("SOL_SOCKET.SO_LINGER", "00:00:00.5", "01-00-01-00")]
    public async Task A_fraction_of_the_unit_counts_as_a_whole_one_since_zero_would_mean_something_else(string name, string time, string bytes)
    {
        var program = await OptionsProgram.LoadAsync();
        var option = Catalog.Options.Find(name)!;
        var socket = program.SocketFor(option)!;

        program.Set(option, socket, Time(time));

        Assert.Equal(bytes, BitConverter.ToString((byte[])socket.Value));
    }

    [Theory]
    [InlineData("SOL_SOCKET.SO_RCVTIMEO", "-00:00:00.0000001")]
    [InlineData("SOL_SOCKET.SO_RCVTIMEO", "49.17:02:47.2950001")]
    [InlineData("IPPROTO_TCP.TCP_KEEPIDLE", "-00:00:01")]
    [InlineData("IPPROTO_TCP.TCP_KEEPIDLE", "10675199.02:48:05.4775807")]
    [InlineData("IPPROTO_TCP.TCP_MAXRT", "49710.06:28:15")]
    [InlineData("SOL_SOCKET.SO_LINGER", "18:12:15.0000001")]
    [InlineData("SOL_SOCKET.SO_LINGER", "-10675199.02:48:05.4775808")]
    public async Task A_time_that_Windows_cannot_hold_is_refused_before_Winsock_sees_it(string name, string time)
    {
        var program = await OptionsProgram.LoadAsync();
        var option = Catalog.Options.Find(name)!;
        object socket = program.SocketFor(option)!;

        var error = Assert.Throws<ArgumentOutOfRangeException>("value", () => program.Set(option, socket, Time(time)));

        Assert.Equal(Time(time), error.ActualValue);
        Assert.Contains("The time must be from zero to ", error.Message, StringComparison.Ordinal);
        Assert.Empty(((dynamic)socket).Value);
    }

    [Theory]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", "01-AA-BB-CC", 1, true)]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", "00-AA-BB-CC", 1, false)]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", "AA-BB-CC-DD", 0, false)]
    [InlineData("SOL_SOCKET.SO_RECEIVED_PROCESSOR", "01", 1, true)]
    [InlineData("SOL_SOCKET.SO_RCVBUF", "01-02-AA-BB", 2, 0x0201)]
    [InlineData("SOL_SOCKET.SO_RCVBUF", "01-02-03-04", 9, 0x04030201)]
    public async Task A_reply_is_read_as_far_as_it_says_it_goes(string name, string bytes, int length, object value)
    {
        var program = await OptionsProgram.LoadAsync();
        var option = Catalog.Options.Find(name)!;
        var socket = program.SocketFor(option)!;
        (socket.Value, socket.ReplyLength) = (Bytes(bytes), length);

        Assert.Equal(value, program.Get(option, socket));
    }

    [Fact]
    public async Task The_index_of_an_IPv4_interface_is_written_in_network_order_and_read_in_host_order()
    {
        var program = await OptionsProgram.LoadAsync();
        var option = Catalog.Options.Find("IPPROTO_IP.IP_MULTICAST_IF")!;
        var socket = program.SocketFor(option)!;

        program.Set(option, socket, 0x0A0B);
        Assert.Equal("00-00-0A-0B", BitConverter.ToString((byte[])socket.Value));

        socket.Value = Bytes("0B-0A-00-00");
        Assert.Equal(0x0A0B, program.Get(option, socket));
    }

    [Fact]
    public async Task There_is_no_connect_time_before_a_connection()
    {
        var program = await OptionsProgram.LoadAsync();
        var option = Catalog.Options.Find("SOL_SOCKET.SO_CONNECT_TIME")!;
        var socket = program.SocketFor(option)!;

        socket.Value = Bytes("FF-FF-FF-FF");
        Assert.Null(program.Get(option, socket));

        socket.Value = Bytes("3C-00-00-00");
        Assert.Equal(TimeSpan.FromMinutes(1), program.Get(option, socket));
    }

    [Fact]
    public async Task A_missing_socket_is_named()
    {
        var project = await UserProject.CreateAsync(
            """
            namespace Acme
            {
                [WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Tcp)]
                public static partial class Options
                {
                    public static bool Read() => default(System.Net.Sockets.Socket)!.TcpNoDelay;
                }
            }
            """);
        var read = project.Load().GetType("Acme.Options")!.GetMethod("Read")!;

        Assert.Throws<ArgumentNullException>("socket", () => read.CreateDelegate<Func<bool>>()());
    }

    private static async Task Check(string name, object? value, string bytes)
    {
        var program = await OptionsProgram.LoadAsync();
        var option = Catalog.Options.Find(name)!;
        var socket = program.SocketFor(option)!;

        program.Set(option, socket, value);
        Assert.Equal(bytes, BitConverter.ToString((byte[])socket.Value));

        Assert.Equal(value, program.Get(option, socket));
    }

    private static object? Time(string? time) => time is null ? null : TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string bytes) => Convert.FromHexString(bytes.Replace("-", "", StringComparison.Ordinal));
}
