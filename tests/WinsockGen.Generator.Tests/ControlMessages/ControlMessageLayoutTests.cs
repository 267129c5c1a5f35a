using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>Messages stand in a buffer as the macros of ws2def.h have them, on 64-bit and on 32-bit Windows.</summary>
public sealed class ControlMessageLayoutTests
{
    [Theory]
    [InlineData(Bitness.X64, 0, 16)]
    [InlineData(Bitness.X64, 1, 24)]
    [InlineData(Bitness.X64, 8, 24)]
    [InlineData(Bitness.X64, 20, 40)]
    [InlineData(Bitness.X86, 0, 12)]
    [InlineData(Bitness.X86, 1, 16)]
    [InlineData(Bitness.X86, 8, 20)]
    [InlineData(Bitness.X86, 20, 32)]
    public async Task A_message_takes_its_header_and_padded_data(Bitness bitness, int dataLength, int size)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);

        Assert.Equal(size, program.SizeOf(dataLength));
        Assert.Equal(size, ControlLayout.Of(bitness).Space(dataLength));
    }

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task The_size_of_a_message_is_that_of_WSA_CMSG_SPACE_for_every_length(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);

        Assert.All(Enumerable.Range(0, 1000), length => Assert.Equal(ControlLayout.Of(bitness).Space(length), program.SizeOf(length)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task There_is_no_size_for_data_that_cannot_be(int dataLength)
    {
        var program = await ControlMessagesProgram.LoadAsync(Bitness.X64);

        Assert.Throws<ArgumentOutOfRangeException>("dataLength", () => program.SizeOf(dataLength));
    }

    [Theory]
    [InlineData(Bitness.X64, "1800000000000000-00000000-13000000-0102030405060708")]
    [InlineData(Bitness.X86, "14000000-00000000-13000000-0102030405060708")]
    public async Task A_message_is_these_bytes(Bitness bitness, string bytes)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var message = new ReadMessage(0, 19, [1, 2, 3, 4, 5, 6, 7, 8]);
        var expected = Convert.FromHexString(bytes.Replace("-", "", StringComparison.Ordinal));
        var buffer = new byte[expected.Length];

        Assert.Equal([true], program.Write(buffer, message).Fits);

        Assert.Equal(expected, buffer);
        Assert.Equal([message], program.Read(expected));
    }

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task What_is_written_is_what_the_macros_lay_out_and_is_read_again(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var messages = Enumerable.Range(0, 40)
            .Select(length => new ReadMessage(length - 3, int.MaxValue - length, [.. Enumerable.Range(1, length).Select(value => (byte)value)]))
            .ToArray();
        var buffer = Enumerable.Repeat((byte)0xCC, 4096).ToArray();

        var (fits, written) = program.Write(buffer, messages);

        Assert.All(fits, Assert.True);
        Assert.Equal(messages.Sum(message => layout.Space(message.Data.Length)), written);
        Assert.Equal(layout.Bytes(messages), buffer[..written]);
        Assert.All(buffer[written..], value => Assert.Equal(0xCC, value));
        Assert.Equal(messages, program.Read(buffer[..written]));
        Assert.False(program.IsTruncated(buffer[..written]));
    }

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task What_does_not_fit_is_not_written_and_what_is_smaller_may_still(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var (large, small) = (new ReadMessage(1, 2, new byte[9]), new ReadMessage(3, 4, new byte[8]));
        var buffer = Enumerable.Repeat((byte)0xCC, layout.Space(8) + layout.Space(8)).ToArray();

        var (fits, written) = program.Write(buffer, small, large, small, small);

        Assert.Equal([true, false, true, false], fits);
        Assert.Equal(buffer.Length, written);
        Assert.Equal(layout.Bytes(small, small), buffer);
    }

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task Nothing_fits_into_one_byte_less_than_its_size(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);

        Assert.All(
            Enumerable.Range(0, 20),
            length =>
            {
                var message = new ReadMessage(1, 2, new byte[length]);
                var size = ControlLayout.Of(bitness).Space(length);
                var (fits, written) = program.Write(new byte[size], message);
                Assert.Equal((true, size), (fits[0], written));
                (fits, written) = program.Write(new byte[size - 1], message);
                Assert.Equal((false, 0), (fits[0], written));
            });
    }

    [Fact]
    public async Task In_this_process_it_is_the_layout_of_this_process()
    {
        var program = await ControlMessagesProgram.LoadAsync((Bitness)IntPtr.Size);

        Assert.Equal(8 + IntPtr.Size, program.SizeOf(0));
    }
}
