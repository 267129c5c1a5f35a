using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.ControlMessages;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>Bytes that may say anything: the reader ends, stays inside, and hands out what the macros would where they stay inside.</summary>
public sealed class ControlMessageFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 20_348;
    private const int BuffersPerBitness = 50_000;

    // Bytes that a length may begin with: nothing, headers, whole messages, signs.
    private static readonly ulong[] Lengths =
    [
        0, 1, 8, 11, 12, 13, 15, 16, 17, 20, 24, 32, 63, 64, 65, 255, 256, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF,
        0x1_0000_0000, 0x1_0000_0010, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFF0, ulong.MaxValue,
    ];

    private static readonly TypedMessage[] Received = [.. TypedMessage.Of(WinsockCatalog.Shared, ~0).Where(message => message.IsReceived)];

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task Fifty_thousand_hostile_buffers_are_read_as_far_as_they_hold_messages(Bitness bitness)
    {
        output.WriteLine($"Seed {Seed}, {BuffersPerBitness} buffers.");
        var program = await ControlMessagesProgram.LoadAsync(bitness);
        var layout = ControlLayout.Of(bitness);
        var random = new Random(Seed);
        var (messages, typed, truncated) = (0, 0, 0);

        for (var round = 0; round < BuffersPerBitness; round++)
        {
            var bytes = Hostile(random, layout);
            var expected = layout.Walk(bytes);
            var what = $"Seed {Seed}, round {round}, {Convert.ToHexString(bytes)}";

            Assert.True(expected.Messages.SequenceEqual(program.Read(bytes)), what);
            Assert.True(expected.IsTruncated == program.IsTruncated(bytes), what);
            var ofTypes = expected.Messages.Count(read => Received.Any(message => IsIt(message, read)));
            Assert.True(ofTypes == program.CountTyped(bytes), what);
            messages += expected.Messages.Count;
            typed += ofTypes;
            truncated += expected.IsTruncated ? 1 : 0;
        }

        output.WriteLine($"{messages} messages were read, {typed} of them had a type; {truncated} buffers were cut.");
        Assert.InRange(messages, BuffersPerBitness / 4, int.MaxValue);
        Assert.InRange(typed, BuffersPerBitness / 4, messages);
        Assert.InRange(truncated, BuffersPerBitness / 4, BuffersPerBitness * 9 / 10);
    }

    /// <summary>Noise, or whole messages of which some bytes, some lengths or the end are spoilt; now and then one inside another.</summary>
    private static byte[] Hostile(Random random, ControlLayout layout)
    {
        if (random.Next(8) == 0)
        {
            return Noise(random, random.Next(200));
        }

        var bytes = layout.Bytes(Messages(random, layout, depth: 0));
        for (var spoilt = random.Next(3); spoilt > 0 && bytes.Length > 8; spoilt--)
        {
            switch (random.Next(4))
            {
                case 0:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
                case 1:
                    layout.WriteLength(bytes.AsSpan(random.Next(bytes.Length - 7)), Lengths[random.Next(Lengths.Length)]);
                    break;
                case 2:
                    // Where a header stands, more often than not.
                    layout.WriteLength(bytes.AsSpan(), Lengths[random.Next(Lengths.Length)]);
                    break;
                default:
                    bytes = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length)] : bytes[random.Next(1, 8)..];
                    break;
            }
        }

        return random.Next(4) == 0 ? [.. bytes, .. new byte[random.Next(40)]] : bytes;
    }

    private static List<ReadMessage> Messages(Random random, ControlLayout layout, int depth)
    {
        var messages = new List<ReadMessage>();
        for (var count = random.Next(6); count > 0; count--)
        {
            var data = depth < 3 && random.Next(6) == 0 ? layout.Bytes(Messages(random, layout, depth + 1)) : Noise(random, random.Next(40));
            var known = Received[random.Next(Received.Length)];
            messages.Add(random.Next(2) == 0 ? new(known.Level.Value, known.Message.Value, data) : new(random.Next(-1, 70000), random.Next(-1, 80), data));
        }

        return messages;
    }

    private static bool IsIt(TypedMessage message, ReadMessage read) =>
        (message.Level.Value, message.Message.Value) == (read.Level, read.Type) && read.Data.Length >= message.Shape.Width;

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
