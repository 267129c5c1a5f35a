using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Options;

/// <summary>Writes the conversions between the number that Windows has for an option and its value.</summary>
internal static class RawOptionConversions
{
    public static void Write(SourceWriter writer, RawOptionParts parts, TargetCapabilities capabilities)
    {
        if ((parts & RawOptionParts.Times) != 0)
        {
            // Rounded up: a timeout that is cut to zero would mean none, and a linger of zero resets the connection.
            writer.Line().Lines(
                """
                internal const long Second = global::System.TimeSpan.TicksPerSecond;
                internal const long Millisecond = global::System.TimeSpan.TicksPerMillisecond;

                internal static global::System.TimeSpan ToTime(int number, long unit) => new global::System.TimeSpan(unchecked((uint)number) * unit);

                internal static int FromTime(global::System.TimeSpan value, long unit, uint limit)
                {
                    if (value.Ticks < 0 || value.Ticks > limit * unit)
                        throw new global::System.ArgumentOutOfRangeException(nameof(value), value, "The time must be from zero to " + new global::System.TimeSpan(limit * unit) + ".");
                    return unchecked((int)((value.Ticks + unit - 1) / unit));
                }
                """);
        }

        if ((parts & RawOptionParts.OptionalTimes) != 0)
        {
            writer.Line().Lines(
                """
                internal static global::System.TimeSpan? ToOptionalTime(int number, long unit) => number == -1 ? default(global::System.TimeSpan?) : ToTime(number, unit);

                internal static int FromOptionalTime(global::System.TimeSpan? value, long unit) => value is null ? -1 : FromTime(value.Value, unit, uint.MaxValue - 1);
                """);
        }

        if ((parts & RawOptionParts.Lingers) != 0)
        {
            // LINGER: l_onoff in the lower 16 bits, l_linger in the upper ones.
            writer.Line().Lines(
                """
                internal static global::System.TimeSpan? ToLinger(int linger) => (linger & 0xFFFF) == 0 ? default(global::System.TimeSpan?) : ToTime((linger >> 16) & 0xFFFF, Second);

                internal static int FromLinger(global::System.TimeSpan? value) => value is null ? 0 : 1 | FromTime(value.Value, Second, ushort.MaxValue) << 16;
                """);
        }

        if ((parts & RawOptionParts.IPv4) != 0)
        {
            WriteIPv4(writer.Line(), capabilities);
        }
    }

    // An IN_ADDR is in network order, and so is the number that an IPAddress is made of: the bytes are never turned.
    private static void WriteIPv4(SourceWriter writer, TargetCapabilities capabilities)
    {
        writer.Lines(
            """
            internal static global::System.Net.IPAddress ToIPv4(int number) => new global::System.Net.IPAddress((long)unchecked((uint)number));

            internal static int FromIPv4(global::System.Net.IPAddress value)
            {
                if (value is null)
                    throw new global::System.ArgumentNullException(nameof(value));
                if (value.AddressFamily != global::System.Net.Sockets.AddressFamily.InterNetwork)
                    throw new global::System.ArgumentException("An IPv4 address is needed.", nameof(value));
            """);
        writer.Lines(capabilities.HasRawSocketOption
            ? """
                  global::System.Span<byte> bytes = stackalloc byte[4];
                  value.TryWriteBytes(bytes, out _);
                  return global::System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes);
              }
              """
            : """
                  byte[] bytes = value.GetAddressBytes();
                  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24;
              }
              """);
    }
}
