using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.ControlMessages;

/// <summary>
/// Writes the layout of control messages: how one is taken from bytes, and put into them. It is what WSA_CMSG_LEN, WSA_CMSG_SPACE,
/// WSA_CMSG_DATA and WSA_CMSG_NXTHDR of ws2def.h do, for bytes that may say anything.
/// </summary>
/// <remarks>
/// The type is private, so that each class that needs it has its own. Lengths are checked before they are believed: a length of 0 would
/// keep the macros where they are for ever, and one that is larger than the buffer would lead them out of it.
/// </remarks>
internal static class RawControlMessageEmitter
{
    public static void Write(SourceWriter writer) => writer.Lines(
        """
        private static class RawControlMessage
        {
            internal const int End = 0;
            internal const int Cut = -1;

            // Headers and data stand where a pointer may.
            private static int Alignment => global::System.IntPtr.Size;

            // cmsg_len, as wide as a pointer; cmsg_level; cmsg_type.
            internal static int HeaderSize => Alignment + 8;

            internal static int SizeOf(int dataLength)
            {
                if (dataLength < 0 || dataLength > int.MaxValue - 32)
                    throw new global::System.ArgumentOutOfRangeException(nameof(dataLength));
                return HeaderSize + ((dataLength + Alignment - 1) & -Alignment);
            }

            // Takes the message that the bytes begin with, and returns how many of them are its: End where no message follows, Cut where one is not whole.
            internal static int Read(global::System.ReadOnlySpan<byte> bytes, out int level, out int type, out global::System.ReadOnlySpan<byte> data)
            {
                level = 0;
                type = 0;
                data = default(global::System.ReadOnlySpan<byte>);
                if (bytes.Length < HeaderSize)
                    return IsZero(bytes) ? End : Cut;
                ulong length = Alignment == 8
                    ? global::System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes)
                    : global::System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
                if (length == 0)
                    return End;
                if (length < (uint)HeaderSize || length > (uint)bytes.Length)
                    return Cut;
                level = global::System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(Alignment));
                type = global::System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(Alignment + 4));
                data = bytes.Slice(HeaderSize, (int)length - HeaderSize);

                // Behind the last message there may be no padding.
                int padding = -(int)length & (Alignment - 1);
                return bytes.Length - (int)length < padding ? bytes.Length : (int)length + padding;
            }

            // Puts a message at the beginning of the bytes, gives the place of its data, and returns how many bytes are its; 0 where it does not fit.
            internal static int Write(global::System.Span<byte> bytes, int level, int type, int dataLength, out global::System.Span<byte> data)
            {
                data = default(global::System.Span<byte>);
                if (dataLength > bytes.Length || SizeOf(dataLength) > bytes.Length)
                    return 0;
                int size = SizeOf(dataLength);
                bytes = bytes.Slice(0, size);
                bytes.Clear();
                if (Alignment == 8)
                    global::System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(HeaderSize + dataLength));
                else
                    global::System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(HeaderSize + dataLength));
                global::System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(Alignment), level);
                global::System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(Alignment + 4), type);
                data = bytes.Slice(HeaderSize, dataLength);
                return size;
            }

            private static bool IsZero(global::System.ReadOnlySpan<byte> bytes)
            {
                foreach (byte value in bytes)
                {
                    if (value != 0)
                        return false;
                }

                return true;
            }
        }
        """);
}
