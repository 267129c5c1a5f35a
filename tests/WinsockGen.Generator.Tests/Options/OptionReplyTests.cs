using System;
using System.Collections;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>What is made of replies that are shorter than asked for, or that count more than they hold. With spans and with arrays.</summary>
public sealed class OptionReplyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_is_zero_where_the_reply_does_not_reach(bool withArrays)
    {
        dynamic window = (await GetAsync("IPPROTO_RM.RM_RATE_WINDOW_SIZE", withArrays, length: 4, 1, 0, 0, 0, 0xCC, 0xCC, 0xCC, 0xCC))!;

        Assert.Equal(1u, window.Rate);
        Assert.Equal(TimeSpan.Zero, window.WindowTime);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_of_no_bytes_is_no_value(bool withArrays)
    {
        Assert.Null(await GetAsync("IPPROTO_TCP.TCP_ICMP_ERROR_INFO", withArrays, length: 0, 0xCC, 0xCC));
        Assert.NotNull(await GetAsync("IPPROTO_TCP.TCP_ICMP_ERROR_INFO", withArrays, length: 32));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arrays_are_as_long_as_the_reply(bool withArrays)
    {
        Assert.Equal(new byte[] { 1, 2, 3 }, await GetAsync("IPPROTO_IP.IP_OPTIONS", withArrays, length: 3, 1, 2, 3, 4));
        Assert.Equal(new[] { 7, 8 }, await GetAsync("IPPROTO_IP.IP_GET_IFLIST", withArrays, length: 9, 7, 0, 0, 0, 8, 0, 0, 0, 0xCC));
    }

    [Theory]
    [InlineData(false, uint.MaxValue, 4 + 29 + 28, 1)]
    [InlineData(true, uint.MaxValue, 4 + 29 + 28, 1)]
    [InlineData(false, uint.MaxValue, 3, 0)]
    [InlineData(true, uint.MaxValue, 3, 0)]
    [InlineData(false, 1u, 4 + 29 + 29, 1)]
    [InlineData(true, 1u, 4 + 29 + 29, 1)]
    public async Task A_count_is_believed_as_far_as_the_reply_holds_what_it_counts(bool withArrays, uint count, int length, int expected) =>
        Assert.Equal(expected, ((ICollection)(await GetAsync("SOL_IRLMP.IRLMP_ENUMDEVICES", withArrays, length, BitConverter.GetBytes(count)))!).Count);

    [Fact]
    public async Task Numbers_and_values_allocate_nothing()
    {
        var project = await UserProject.CreateAsync(
            """
            namespace Acme
            {
                [WinsockGen.SocketOptions]
                public static partial class Options
                {
                    public static long Exercise()
                    {
                        var stream = new WinsockGen.StreamSocket { IsQuiet = true, Value = new byte[4] };
                        var datagrams = new WinsockGen.DatagramSocket { IsQuiet = true };
                        var membership = new IPMembership(System.Net.IPAddress.Loopback, System.Net.IPAddress.Loopback);
                        long before = 0;
                        for (int i = 0; i < 1000; i++)
                        {
                            if (i == 500)
                                before = System.GC.GetAllocatedBytesForCurrentThread();
                            stream.TcpNoDelay = !stream.TcpNoDelay;
                            stream.SocketLinger = stream.SocketLinger;
                            datagrams.IPAddMembership(membership);
                            membership.Group = System.Net.IPAddress.Any;
                            _ = stream.ReliableMulticastSendWindow;
                        }
                        return System.GC.GetAllocatedBytesForCurrentThread() - before;
                    }
                }
            }

            """ + RuntimeStandIn.Source);
        var exercise = project.Load().GetType("Acme.Options")!.GetMethod("Exercise")!.CreateDelegate<Func<long>>();

        Assert.Equal(0, exercise());
    }

    private static async Task<object?> GetAsync(string name, bool withArrays, int length, params byte[] bytes)
    {
        var program = withArrays ? await OptionsProgram.LoadWithArraysAsync() : await OptionsProgram.LoadAsync();
        var option = WinsockCatalog.Shared.Options.Find(name)!;
        var socket = program.SocketFor(option);
        (socket.Value, socket.ReplyLength) = (bytes, length);
        return program.Get(option, (object)socket);
    }
}
