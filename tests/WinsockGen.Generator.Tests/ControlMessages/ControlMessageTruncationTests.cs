using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>What is missing is said, and never made up.</summary>
public sealed class ControlMessageTruncationTests
{
    private static readonly ReadMessage First = new(0, 19, [1, 2, 3, 4, 5, 6, 7, 8]);
    private static readonly ReadMessage Second = new(41, 21, [64, 0, 0, 0]);

    public static TheoryData<Bitness> Bitnesses => [Bitness.X64, Bitness.X86];

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task Nothing_received_is_nothing_missing(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);

        Assert.Empty(program.Read([]));
        Assert.False(program.IsTruncated([]));
    }

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task What_Winsock_says_is_truncated_is(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var whole = ControlLayout.Of(bitness).Bytes(First, Second);

        Assert.True(program.IsTruncated(whole, toldByWinsock: true));
        Assert.True(program.IsTruncated([], toldByWinsock: true));
        Assert.Equal([First, Second], program.Read(whole));
    }

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task A_message_that_is_cut_off_anywhere_is_not_read_and_is_missing(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var (first, whole) = (layout.Bytes(First).Length, layout.Bytes(First, Second));
        var dataEnd = first + layout.HeaderSize + Second.Data.Length;

        for (var length = first + 1; length < dataEnd; length++)
        {
            Assert.Equal([First], program.Read(whole[..length]));
            Assert.True(program.IsTruncated(whole[..length]), $"{length} bytes of {whole.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task Behind_the_last_message_there_may_be_no_padding(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var message = new ReadMessage(1, 2, [7]);
        var layout = ControlLayout.Of(bitness);
        var bytes = layout.Bytes(message);

        for (var length = layout.HeaderSize + 1; length <= bytes.Length; length++)
        {
            Assert.Equal([message], program.Read(bytes[..length]));
            Assert.False(program.IsTruncated(bytes[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task The_zeros_of_a_larger_buffer_are_the_end(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var bytes = ControlLayout.Of(bitness).Bytes(First);

        for (var zeros = 0; zeros < 64; zeros++)
        {
            byte[] buffer = [.. bytes, .. new byte[zeros]];
            Assert.Equal([First], program.Read(buffer));
            Assert.False(program.IsTruncated(buffer));
        }
    }

    [Theory]
    [InlineData(Bitness.X64, 1UL)]
    [InlineData(Bitness.X64, 15UL)]
    [InlineData(Bitness.X64, 0x7FFFFFFFUL)]
    [InlineData(Bitness.X64, 0x80000000UL)]
    [InlineData(Bitness.X64, 0xFFFFFFFFUL)]
    [InlineData(Bitness.X64, 0x100000018UL)]
    [InlineData(Bitness.X64, 0x8000000000000000UL)]
    [InlineData(Bitness.X64, 0xFFFFFFFFFFFFFFF8UL)]
    [InlineData(Bitness.X64, ulong.MaxValue)]
    [InlineData(Bitness.X86, 1UL)]
    [InlineData(Bitness.X86, 11UL)]
    [InlineData(Bitness.X86, 0x7FFFFFFFUL)]
    [InlineData(Bitness.X86, 0x80000000UL)]
    [InlineData(Bitness.X86, 0xFFFFFFFCUL)]
    [InlineData(Bitness.X86, 0xFFFFFFFFUL)]
    public async Task A_length_that_cannot_be_ends_the_reading(Bitness bitness, ulong length)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var bytes = layout.Bytes(First, Second);
        layout.WriteLength(bytes.AsSpan(layout.Space(First.Data.Length)), length);

        Assert.Equal([First], program.Read(bytes));
        Assert.True(program.IsTruncated(bytes));
    }

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task A_length_of_zero_is_no_endless_loop(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var bytes = layout.Bytes(First, Second);
        layout.WriteLength(bytes.AsSpan(), 0);

        Assert.Empty(program.Read(bytes));
        Assert.False(program.IsTruncated(bytes));
    }

    [Theory]
    [MemberData(nameof(Bitnesses))]
    public async Task A_message_may_have_no_data(Bitness bitness)
    {
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var empty = new ReadMessage(0xFFFF, 5, []);
        var bytes = ControlLayout.Of(bitness).Bytes(empty, First);

        Assert.Equal([empty, First], program.Read(bytes));
        Assert.Equal([empty], program.Read([.. bytes.Take(ControlLayout.Of(bitness).HeaderSize)]));
    }
}
