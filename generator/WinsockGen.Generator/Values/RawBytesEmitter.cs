using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Values;

/// <summary>
/// Writes <c>RawBytes</c>: numbers, text and arrays at offsets of a buffer. Windows is little-endian wherever it runs, so the numbers
/// are read so, whatever reads them.
/// </summary>
internal sealed class RawBytesEmitter(TargetCapabilities capabilities)
{
    private readonly ByteSpelling _bytes = ByteSpelling.Of(capabilities);

    public void Write(SourceWriter writer, RawBytesParts parts)
    {
        writer.Line("private static class RawBytes");
        using var type = writer.Braces();
        WriteNumbers(writer);
        WritePart(RawBytesParts.Handles,
            $$"""
            internal static global::System.IntPtr Handle({{_bytes.ToRead}} bytes, int offset) =>
                global::System.IntPtr.Size == 8 ? new global::System.IntPtr(unchecked((long)UInt64(bytes, offset))) : new global::System.IntPtr(unchecked((int)UInt32(bytes, offset)));

            internal static void SetHandle({{_bytes.ToWrite}} bytes, int offset, global::System.IntPtr value)
            {
                if (global::System.IntPtr.Size == 8)
                    SetUInt64(bytes, offset, unchecked((ulong)value.ToInt64()));
                else
                    SetUInt32(bytes, offset, unchecked((uint)value.ToInt32()));
            }
            """);

        // Rounded up: a time that is cut to zero would often mean none at all.
        WritePart(RawBytesParts.Times,
            """
            internal static ulong ToUnits(global::System.TimeSpan value, long unit, ulong limit, string name)
            {
                if (value.Ticks < 0 || (ulong)((value.Ticks - 1) / unit) >= limit && value.Ticks > 0)
                    throw new global::System.ArgumentOutOfRangeException(name, value, "The time is negative, or more than Windows can hold.");
                return (ulong)(value.Ticks / unit) + (value.Ticks % unit == 0 ? 0UL : 1UL);
            }
            """);
        WritePart(RawBytesParts.Guids,
            $$"""
            internal static global::System.Guid Guid({{_bytes.ToRead}} bytes, int offset) => new global::System.Guid(
                UInt32(bytes, offset), UInt16(bytes, offset + 4), UInt16(bytes, offset + 6), bytes[offset + 8], bytes[offset + 9], bytes[offset + 10],
                bytes[offset + 11], bytes[offset + 12], bytes[offset + 13], bytes[offset + 14], bytes[offset + 15]);

            internal static void SetGuid({{_bytes.ToWrite}} bytes, int offset, global::System.Guid value)
            {
                {{(capabilities.HasRawSocketOption ? "global::System.Span<byte> parts = stackalloc byte[16]; value.TryWriteBytes(parts);" : "byte[] parts = value.ToByteArray();")}}
                for (int i = 0; i < parts.Length; i++)
                    bytes[offset + i] = parts[i];
            }
            """);
        WritePart(RawBytesParts.Arrays,
            $$"""
            internal static byte[] Bytes({{_bytes.ToRead}} bytes, int offset, int count)
            {
                byte[] values = new byte[count];
                for (int i = 0; i < count; i++)
                    values[i] = bytes[offset + i];
                return values;
            }

            internal static void SetBytes({{_bytes.ToWrite}} bytes, int offset, int capacity, byte[] values, string name)
            {
                if (values != null && values.Length > capacity)
                    throw new global::System.ArgumentException("There is room for " + capacity + " bytes.", name);
                for (int i = 0; values != null && i < values.Length; i++)
                    bytes[offset + i] = values[i];
            }
            """);
        WritePart(RawBytesParts.Numbers,
            $$"""
            internal static uint[] Numbers({{_bytes.ToRead}} bytes, int offset, int count)
            {
                uint[] values = new uint[count];
                for (int i = 0; i < count; i++)
                    values[i] = UInt32(bytes, offset + 4 * i);
                return values;
            }

            internal static void SetNumbers({{_bytes.ToWrite}} bytes, int offset, int capacity, uint[] values, string name)
            {
                if (values != null && values.Length > capacity)
                    throw new global::System.ArgumentException("There is room for " + capacity + " numbers.", name);
                for (int i = 0; values != null && i < values.Length; i++)
                    SetUInt32(bytes, offset + 4 * i, values[i]);
            }
            """);
        WritePart(RawBytesParts.Text,
            $$"""
            internal static string Utf16({{_bytes.ToRead}} bytes, int offset, int capacity)
            {
                char[] text = new char[capacity];
                int length = 0;
                while (length < capacity && UInt16(bytes, offset + 2 * length) != 0)
                {
                    text[length] = (char)UInt16(bytes, offset + 2 * length);
                    length++;
                }
                return new string(text, 0, length);
            }

            internal static void SetUtf16({{_bytes.ToWrite}} bytes, int offset, int capacity, string value, string name)
            {
                if (value != null && value.Length >= capacity)
                    throw new global::System.ArgumentException("The text may have " + (capacity - 1) + " UTF-16 units.", name);
                for (int i = 0; value != null && i < value.Length; i++)
                    SetUInt16(bytes, offset + 2 * i, value[i]);
            }

            internal static string Ansi({{_bytes.ToRead}} bytes, int offset, int capacity)
            {
                int length = 0;
                while (length < capacity && bytes[offset + length] != 0)
                    length++;
                byte[] text = new byte[length];
                for (int i = 0; i < length; i++)
                    text[i] = bytes[offset + i];
                return global::System.Text.Encoding.Default.GetString(text);
            }

            internal static void SetAnsi({{_bytes.ToWrite}} bytes, int offset, int capacity, string value, string name)
            {
                byte[] text = global::System.Text.Encoding.Default.GetBytes(value ?? string.Empty);
                if (text.Length >= capacity)
                    throw new global::System.ArgumentException("The text may have " + (capacity - 1) + " bytes.", name);
                for (int i = 0; i < text.Length; i++)
                    bytes[offset + i] = text[i];
            }
            """);

        void WritePart(RawBytesParts part, string text)
        {
            if ((parts & part) != 0)
            {
                writer.Line().Lines(text);
            }
        }
    }

    private void WriteNumbers(SourceWriter writer) => writer.Lines(
        $$"""
        internal static byte Byte({{_bytes.ToRead}} bytes, int offset) => bytes[offset];

        internal static ushort UInt16({{_bytes.ToRead}} bytes, int offset) => (ushort)(bytes[offset] | bytes[offset + 1] << 8);

        internal static uint UInt32({{_bytes.ToRead}} bytes, int offset) => UInt16(bytes, offset) | (uint)UInt16(bytes, offset + 2) << 16;

        internal static ulong UInt64({{_bytes.ToRead}} bytes, int offset) => UInt32(bytes, offset) | (ulong)UInt32(bytes, offset + 4) << 32;

        internal static void SetByte({{_bytes.ToWrite}} bytes, int offset, byte value) => bytes[offset] = value;

        internal static void SetUInt16({{_bytes.ToWrite}} bytes, int offset, ushort value)
        {
            bytes[offset] = unchecked((byte)value);
            bytes[offset + 1] = (byte)(value >> 8);
        }

        internal static void SetUInt32({{_bytes.ToWrite}} bytes, int offset, uint value)
        {
            SetUInt16(bytes, offset, unchecked((ushort)value));
            SetUInt16(bytes, offset + 2, (ushort)(value >> 16));
        }

        internal static void SetUInt64({{_bytes.ToWrite}} bytes, int offset, ulong value)
        {
            SetUInt32(bytes, offset, unchecked((uint)value));
            SetUInt32(bytes, offset + 4, (uint)(value >> 32));
        }
        """);
}
