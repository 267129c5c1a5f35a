using System;
using System.Net;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Values;

/// <summary>How times, addresses and texts become bytes, and what is refused. With spans and with arrays.</summary>
public sealed class ValueConversionTests
{
    [Theory]
    [InlineData(false, "00:00:00.0000001", 1u)]
    [InlineData(true, "00:00:00.0000001", 1u)]
    [InlineData(false, "00:00:01.5", 1500u)]
    [InlineData(true, "49.17:02:47.295", uint.MaxValue)]
    public async Task A_fraction_of_the_unit_counts_as_a_whole_one(bool withArrays, string time, uint written)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);
        var bytes = Write(program, Window(program, TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(written, BitConverter.ToUInt32(bytes, GoldenLayout.OffsetOf("RM_SEND_WINDOW", "WindowSizeInMSecs", 8)));
    }

    [Theory]
    [InlineData(false, "-00:00:00.0000001")]
    [InlineData(true, "-00:00:00.0000001")]
    [InlineData(false, "49.17:02:47.2950001")]
    [InlineData(true, "10675199.02:48:05.4775807")]
    public async Task A_time_that_Windows_cannot_hold_is_refused(bool withArrays, string time)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);
        var window = Window(program, TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Throws<ArgumentOutOfRangeException>("WindowTime", () => Write(program, window));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_is_in_network_order_behind_its_family(bool withArrays)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);

        var ipv4 = Write(program, New(program, "GroupMembership", IPAddress.Parse("239.1.2.3"), 7));
        Assert.Equal("07-00-00-00-00-00-00-00-02-00-00-00-EF-01-02-03-00-00-00-00", BitConverter.ToString(ipv4, 0, 20));
        Assert.Equal(IPAddress.Parse("239.1.2.3"), ((dynamic)program.Read("GroupMembership", ipv4)).Group);

        var ipv6 = Write(program, New(program, "GroupMembership", IPAddress.Parse("ff02::1234%5"), 7));
        Assert.Equal("17-00-00-00-00-00-00-00-FF-02-00-00-00-00-00-00-00-00-00-00-00-00-12-34-05-00-00-00", BitConverter.ToString(ipv6, 8, 28));
        Assert.Equal(IPAddress.Parse("ff02::1234%5"), ((dynamic)program.Read("GroupMembership", ipv6)).Group);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_of_the_wrong_family_or_none_is_refused(bool withArrays)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);

        Assert.Throws<ArgumentException>("Group", () => New(program, "IPMembership", IPAddress.IPv6Loopback, IPAddress.Any));
        Assert.Throws<ArgumentException>("Group", () => New(program, "IPv6Membership", IPAddress.Loopback, 1));
        Assert.Throws<ArgumentNullException>("Interface", () => New(program, "IPMembership", IPAddress.Loopback, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_socket_address_of_another_family_is_no_address(bool withArrays)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);
        var bytes = new byte[GoldenLayout.SizeOf("ICMP_ERROR_INFO", 8)];
        bytes[GoldenLayout.OffsetOf("ICMP_ERROR_INFO", "srcaddress", 8)] = 99;

        Assert.Null(((dynamic)program.Read("IcmpErrorInfo", bytes)).Source);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_that_leaves_no_room_for_its_closing_zero_is_refused(bool withArrays)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);
        dynamic attribute = Activator.CreateInstance(program.TypeOf("IrdaAttribute"))!;

        attribute.ClassName = new string('a', 63);
        Assert.Equal(new string('a', 63), ((dynamic)program.Read("IrdaAttribute", Write(program, (object)attribute))).ClassName);

        attribute.ClassName = new string('a', 64);
        object tooLong = attribute;
        Assert.Throws<ArgumentException>("ClassName", () => Write(program, tooLong));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_count_beyond_the_array_reads_the_array(bool withArrays)
    {
        var program = await ValueProgram.LoadAsync(withArrays, 8);
        var bytes = new byte[GoldenLayout.SizeOf("WSAPROTOCOLCHAIN", 8)];
        Array.Fill(bytes, (byte)0xFF);
        var counted = Array.Exists([.. WinsockCatalog.Shared.Structs.Find("WSAPROTOCOLCHAIN")!.Fields], field => field.CountField.Length > 0);

        Assert.True(counted);
        Assert.Equal(7, ((uint[])((dynamic)program.Read("ProtocolChain", bytes)).Entries).Length);
    }

    private static object Window(ValueProgram program, TimeSpan time)
    {
        dynamic window = Activator.CreateInstance(program.TypeOf("SendWindow"))!;
        window.WindowTime = time;
        return window;
    }

    private static object New(ValueProgram program, string value, params object?[] arguments) =>
        program.TypeOf(value).GetConstructors()[0].Invoke(System.Reflection.BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static byte[] Write(ValueProgram program, object value)
    {
        var bytes = new byte[program.SizeOf(value.GetType().Name)];
        program.Write(value, bytes);
        return bytes;
    }
}
