using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Writes how values become bytes, and bytes values: alone, and as the data of control messages.</summary>
internal sealed class SharedValueCode(TargetCapabilities capabilities)
{
    private const string ValuesWithSpans =
        """
        private static int SizeOf<T>() where T : unmanaged => global::System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

        internal static byte[] Bytes<T>(T value) where T : unmanaged =>
            global::System.Runtime.InteropServices.MemoryMarshal.AsBytes(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref value, 1)).ToArray();

        private static T Value<T>(byte[] bytes) where T : unmanaged => global::System.Runtime.InteropServices.MemoryMarshal.Read<T>(bytes);

        private static void CopyTo<T>(T value, global::System.Span<byte> bytes) where T : unmanaged =>
            global::System.Runtime.InteropServices.MemoryMarshal.AsBytes(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref value, 1)).CopyTo(bytes);
        """;

    // The runtime copies the bytes of a blittable struct as they are.
    private const string ValuesWithArrays =
        """
        private static int SizeOf<T>() where T : unmanaged => global::System.Runtime.InteropServices.Marshal.SizeOf<T>();

        internal static byte[] Bytes<T>(T value) where T : unmanaged
        {
            byte[] bytes = new byte[SizeOf<T>()];
            global::System.Runtime.InteropServices.GCHandle pin =
                global::System.Runtime.InteropServices.GCHandle.Alloc(bytes, global::System.Runtime.InteropServices.GCHandleType.Pinned);
            try
            {
                global::System.Runtime.InteropServices.Marshal.StructureToPtr(value, pin.AddrOfPinnedObject(), false);
            }
            finally
            {
                pin.Free();
            }
            return bytes;
        }

        private static T Value<T>(byte[] bytes) where T : unmanaged
        {
            global::System.Runtime.InteropServices.GCHandle pin =
                global::System.Runtime.InteropServices.GCHandle.Alloc(bytes, global::System.Runtime.InteropServices.GCHandleType.Pinned);
            try
            {
                return global::System.Runtime.InteropServices.Marshal.PtrToStructure<T>(pin.AddrOfPinnedObject());
            }
            finally
            {
                pin.Free();
            }
        }
        """;

    private const string CopyThroughArray =
        """
        private static void CopyTo<T>(T value, global::System.Span<byte> bytes) where T : unmanaged =>
            global::System.Runtime.InteropServices.MemoryMarshal.Write(bytes, ref value);
        """;

    // What another system's socket leaves in a buffer, or a hostile one, is no message, or one that is too short.
    private const string Messages =
        """
        internal static int MessageSize<T>() where T : unmanaged => RawControlMessage.SizeOf(SizeOf<T>());

        internal static bool TryReadMessage<T>(global::System.ReadOnlySpan<byte> control, int level, int type, out T value) where T : unmanaged
        {
            int size;
            while ((size = RawControlMessage.Read(control, out int foundLevel, out int foundType, out global::System.ReadOnlySpan<byte> data)) > 0)
            {
                if (foundLevel == level && foundType == type && data.Length >= SizeOf<T>())
                {
                    value = global::System.Runtime.InteropServices.MemoryMarshal.Read<T>(data);
                    return true;
                }
                control = control.Slice(size);
            }
            value = default(T);
            return false;
        }

        internal static bool TryWriteMessage<T>(global::System.Span<byte> control, int level, int type, T value, out int written) where T : unmanaged
        {
            written = RawControlMessage.Write(control, level, type, SizeOf<T>(), out global::System.Span<byte> data);
            if (written == 0)
                return false;
            CopyTo(value, data);
            return true;
        }

        internal static int WriteMessage<T>(global::System.Span<byte> control, int level, int type, T value) where T : unmanaged
        {
            if (!TryWriteMessage(control, level, type, value, out int written))
                throw new global::System.ArgumentException("There is room for " + control.Length + " bytes, and the message takes " + MessageSize<T>() + ".", nameof(control));
            return written;
        }
        """;

    public void Write(SourceWriter writer) => writer.Lines(capabilities.HasRawSocketOption ? ValuesWithSpans : ValuesWithArrays);

    public void WriteMessages(SourceWriter writer)
    {
        if (!capabilities.HasRawSocketOption)
        {
            writer.Lines(CopyThroughArray).Line();
        }

        writer.Lines(Messages);
    }
}
