using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Options;

/// <summary>
/// Writes what the accessors share: getsockopt and setsockopt of a number through what each type of socket offers, and the
/// conversions. No unsafe code and no P/Invoke: the socket's own call keeps its handle alive and reads its error.
/// </summary>
/// <remarks>
/// A number is read in the byte order of every Windows from a buffer that is zero where the reply does not reach, so that a reply that
/// is shorter than asked for (one byte for a BOOL) reads as what it says.
/// </remarks>
internal sealed class RawOptionEmitter(TargetCapabilities capabilities)
{
    public void Write(SourceWriter writer, OptionConversion conversions)
    {
        writer.Line("private static class RawOption");
        using var type = writer.Braces();
        WriteRequireWindows(writer);
        writer.Line();
        if (!capabilities.HasRawSocketOption)
        {
            WriteWithArrays(writer);
        }
        else
        {
            WriteWithSpans(writer, "global::System.Net.Sockets.Socket", ", string option", "RequireWindows(socket, option)");
            if (capabilities.RuntimeSockets != SocketKinds.None)
            {
                // These sockets come from a Winsock, whatever the system.
                WriteWithSpans(writer.Line(), "global::WinsockGen.WinsockSocket", string.Empty, "global::System.ArgumentNullException.ThrowIfNull(socket)");
            }
        }

        WriteConversions(writer, conversions);
    }

    private void WriteRequireWindows(SourceWriter writer)
    {
        if (!capabilities.HasRawSocketOption)
        {
            writer.Line("private static readonly bool IsWindows = global::System.Environment.OSVersion.Platform == global::System.PlatformID.Win32NT;").Line();
        }

        writer.Lines(
            $$"""
            private static void RequireWindows(object socket, string option)
            {
                if (socket is null)
                    throw new global::System.ArgumentNullException(nameof(socket));
                if (!{{(capabilities.HasRawSocketOption ? "global::System.OperatingSystem.IsWindows()" : "IsWindows")}})
                    throw new global::System.PlatformNotSupportedException(option + " is an option of Windows Sockets, and this is not Windows.");
            }
            """);
    }

    private static void WriteWithSpans(SourceWriter writer, string type, string optionParameter, string require) => writer.Lines(
        $$"""
        internal static int Get({{type}} socket, int level, int name, int width{{optionParameter}})
        {
            {{require}};
            global::System.Span<byte> bytes = stackalloc byte[4];
            bytes.Clear();
            int length = socket.GetRawSocketOption(level, name, bytes.Slice(0, width));
            if (length < bytes.Length)
                bytes.Slice(length).Clear();
            return global::System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes);
        }

        internal static void Set({{type}} socket, int level, int name, int width{{optionParameter}}, int number)
        {
            {{require}};
            global::System.Span<byte> bytes = stackalloc byte[4];
            global::System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            socket.SetRawSocketOption(level, name, bytes.Slice(0, width));
        }
        """);

    // The array is as long as the option is wide, since its length goes to Windows, and stays with its thread.
    private static void WriteWithArrays(SourceWriter writer) => writer.Lines(
        """
        [global::System.ThreadStatic]
        private static byte[] buffer;

        private static byte[] Buffer(int width)
        {
            byte[] bytes = buffer;
            return bytes != null && bytes.Length == width ? bytes : buffer = new byte[width];
        }

        internal static int Get(global::System.Net.Sockets.Socket socket, int level, int name, int width, string option)
        {
            RequireWindows(socket, option);
            byte[] bytes = Buffer(width);
            global::System.Array.Clear(bytes, 0, bytes.Length);
            socket.GetSocketOption((global::System.Net.Sockets.SocketOptionLevel)level, (global::System.Net.Sockets.SocketOptionName)name, bytes);
            int number = 0;
            for (int i = 0; i < bytes.Length; i++)
                number |= bytes[i] << (8 * i);
            return number;
        }

        internal static void Set(global::System.Net.Sockets.Socket socket, int level, int name, int width, string option, int number)
        {
            RequireWindows(socket, option);
            byte[] bytes = Buffer(width);
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = unchecked((byte)(number >> (8 * i)));
            socket.SetSocketOption((global::System.Net.Sockets.SocketOptionLevel)level, (global::System.Net.Sockets.SocketOptionName)name, bytes);
        }
        """);

    private static void WriteConversions(SourceWriter writer, OptionConversion conversions)
    {
        if ((conversions & OptionConversion.Time) != 0)
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

        if ((conversions & OptionConversion.OptionalTime) != 0)
        {
            writer.Line().Lines(
                """
                internal static global::System.TimeSpan? ToOptionalTime(int number, long unit) => number == -1 ? default(global::System.TimeSpan?) : ToTime(number, unit);

                internal static int FromOptionalTime(global::System.TimeSpan? value, long unit) => value is null ? -1 : FromTime(value.Value, unit, uint.MaxValue - 1);
                """);
        }

        if ((conversions & OptionConversion.Linger) != 0)
        {
            // LINGER: l_onoff in the lower 16 bits, l_linger in the upper ones.
            writer.Line().Lines(
                """
                internal static global::System.TimeSpan? ToLinger(int linger) => (linger & 0xFFFF) == 0 ? default(global::System.TimeSpan?) : ToTime((linger >> 16) & 0xFFFF, Second);

                internal static int FromLinger(global::System.TimeSpan? value) => value is null ? 0 : 1 | FromTime(value.Value, Second, ushort.MaxValue) << 16;
                """);
        }
    }
}
