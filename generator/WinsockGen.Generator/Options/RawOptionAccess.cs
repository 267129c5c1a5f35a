using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Options;

/// <summary>Writes how an option of a socket is read and set: as a number, as bytes, and as what is longer than a number but no struct.</summary>
/// <remarks>
/// What is read is zero where the reply does not reach, so that a reply that is shorter than asked for (one byte for a BOOL) reads as
/// what it says. Numbers are in the byte order of every Windows.
/// </remarks>
internal sealed class RawOptionAccess(TargetCapabilities capabilities)
{
    public void Write(SourceWriter writer, RawOptionParts parts)
    {
        if (capabilities.HasRawSocketOption)
        {
            WriteWithSpans(writer);
        }
        else
        {
            WriteWithArrays(writer);
        }

        WriteBytes(writer, parts);
        WriteText(writer, parts, RawOptionParts.Ansi, "Ansi", string.Empty);
        WriteText(writer, parts, RawOptionParts.Utf16, "Utf16", "2 * ");
        if ((parts & RawOptionParts.Sockets) != 0)
        {
            WriteSocket(writer);
        }
    }

    private void WriteWithSpans(SourceWriter writer)
    {
        writer.Lines(
            """
            internal int GetNumber(int width)
            {
                global::System.Span<byte> bytes = stackalloc byte[4];
                bytes.Clear();
                Ask(bytes.Slice(0, width));
                return global::System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes);
            }

            internal void SetNumber(int width, int number)
            {
                global::System.Span<byte> bytes = stackalloc byte[4];
                global::System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                Set(bytes.Slice(0, width));
            }

            internal global::System.Span<byte> Get(global::System.Span<byte> bytes)
            {
                bytes.Clear();
                Ask(bytes);
                return bytes;
            }

            internal global::System.Span<byte> Get(global::System.Span<byte> bytes, out int length)
            {
                bytes.Clear();
                length = Ask(bytes);
                return bytes;
            }

            internal global::System.Span<byte> Query(global::System.Span<byte> bytes)
            {
                Ask(bytes);
                return bytes;
            }

            private int Ask(global::System.Span<byte> bytes)
            {
            """);
        WriteExplained(writer, "int length", "length = ", "socket.GetRawSocketOption(level, name, bytes)");
        writer.Lines(
            """
                if (length >= bytes.Length)
                    return bytes.Length;
                bytes.Slice(length).Clear();
                return length;
            }

            internal void Set(global::System.ReadOnlySpan<byte> bytes)
            {
            """);
        WriteExplained(writer, string.Empty, string.Empty, "socket.SetRawSocketOption(level, name, bytes)");
        writer.Line("}");
    }

    /// <summary>A call whose error says of which option it is, where the framework's exception can say so. It costs nothing unless there is one.</summary>
    private void WriteExplained(SourceWriter writer, string declaration, string assignment, string call)
    {
        if (!capabilities.HasSocketExceptionMessage)
        {
            writer.Line($"    {(declaration.Length > 0 ? declaration + " = " : string.Empty)}{call};");
            return;
        }

        if (declaration.Length > 0)
        {
            writer.Line($"    {declaration};");
        }

        writer.Lines(
            $$"""
                try
                {
                    {{assignment}}{{call}};
                }
                catch (global::System.Net.Sockets.SocketException error)
                {
                    throw Explain(error, option, socket.AddressFamily);
                }
            """);
    }

    // The array of a number is as long as the option is wide, since its length goes to Windows, and stays with its thread. Only the
    // overload that makes an array itself tells how long the reply is.
    private static void WriteWithArrays(SourceWriter writer) => writer.Lines(
        """
        [global::System.ThreadStatic]
        private static byte[] buffer;

        private static byte[] Buffer(int width)
        {
            byte[] bytes = buffer;
            return bytes != null && bytes.Length == width ? bytes : buffer = new byte[width];
        }

        private global::System.Net.Sockets.SocketOptionLevel Level => (global::System.Net.Sockets.SocketOptionLevel)level;

        private global::System.Net.Sockets.SocketOptionName Name => (global::System.Net.Sockets.SocketOptionName)name;

        internal int GetNumber(int width)
        {
            byte[] bytes = Buffer(width);
            global::System.Array.Clear(bytes, 0, bytes.Length);
            socket.GetSocketOption(Level, Name, bytes);
            int number = 0;
            for (int i = 0; i < bytes.Length; i++)
                number |= bytes[i] << (8 * i);
            return number;
        }

        internal void SetNumber(int width, int number)
        {
            byte[] bytes = Buffer(width);
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = unchecked((byte)(number >> (8 * i)));
            Set(bytes);
        }

        internal byte[] Get(byte[] bytes) => Get(bytes, out _);

        internal byte[] Get(byte[] bytes, out int length)
        {
            byte[] reply = socket.GetSocketOption(Level, Name, bytes.Length);
            length = reply.Length;
            global::System.Array.Copy(reply, bytes, length);
            return bytes;
        }

        internal byte[] Query(byte[] bytes)
        {
            socket.GetSocketOption(Level, Name, bytes);
            return bytes;
        }

        internal void Set(byte[] bytes) => socket.SetSocketOption(Level, Name, bytes);
        """);

    private void WriteBytes(SourceWriter writer, RawOptionParts parts)
    {
        if ((parts & RawOptionParts.Bytes) != 0)
        {
            writer.Line().Lines(
                $$"""
                internal byte[] GetBytes(int limit) => {{(capabilities.HasRawSocketOption
                    ? "Get(new byte[limit], out int length).Slice(0, length).ToArray()"
                    : "socket.GetSocketOption(Level, Name, limit)")}};

                internal void SetBytes(int limit, byte[] value)
                {
                    if (value is null)
                        throw new global::System.ArgumentNullException(nameof(value));
                    if (value.Length > limit)
                        throw new global::System.ArgumentException(option + " takes up to " + limit + " bytes.", nameof(value));
                    Set(value);
                }
                """);
        }

        if ((parts & RawOptionParts.ByteQueries) != 0)
        {
            writer.Line().Lines(
                $$"""
                internal byte[] QueryBytes(int limit, byte[] value)
                {
                    if (value is null)
                        throw new global::System.ArgumentNullException(nameof(value));
                    if (value.Length > limit)
                        throw new global::System.ArgumentException(option + " takes up to " + limit + " bytes.", nameof(value));
                    byte[] bytes = new byte[limit];
                    global::System.Array.Copy(value, bytes, value.Length);
                    {{(capabilities.HasRawSocketOption ? "return new global::System.Span<byte>(bytes, 0, Ask(bytes)).ToArray();" : "return Query(bytes);")}}
                }
                """);
        }

        if ((parts & RawOptionParts.Indexes) != 0)
        {
            writer.Line().Lines(
                """
                internal int[] GetIndexes(int limit)
                {
                    byte[] bytes = GetBytes(4 * limit);
                    int[] indexes = new int[bytes.Length / 4];
                    global::System.Buffer.BlockCopy(bytes, 0, indexes, 0, 4 * indexes.Length);
                    return indexes;
                }

                internal void SetIndexes(int limit, int[] value)
                {
                    if (value is null)
                        throw new global::System.ArgumentNullException(nameof(value));
                    byte[] bytes = new byte[4 * value.Length];
                    global::System.Buffer.BlockCopy(value, 0, bytes, 0, bytes.Length);
                    SetBytes(4 * limit, bytes);
                }
                """);
        }
    }

    private static void WriteText(SourceWriter writer, RawOptionParts parts, RawOptionParts part, string form, string unit)
    {
        if ((parts & part) != 0)
        {
            writer.Line().Lines(
                $$"""
                internal string Get{{form}}(int capacity) => RawBytes.{{form}}(Get(new byte[{{unit}}capacity]), 0, capacity);

                internal void Set{{form}}(int capacity, string value)
                {
                    byte[] bytes = new byte[{{unit}}capacity];
                    RawBytes.Set{{form}}(bytes, 0, capacity, value, nameof(value));
                    Set(bytes);
                }
                """);
        }
    }

    // A handle is as wide as a pointer, and must not be closed, and given to another socket, while Windows looks at it.
    private void WriteSocket(SourceWriter writer) => writer.Line().Lines(
        capabilities.HasRawSocketOption
            ? """
              internal void SetSocket(global::System.Net.Sockets.Socket value)
              {
                  if (value is null)
                      throw new global::System.ArgumentNullException(nameof(value));
                  global::System.Runtime.InteropServices.SafeHandle handle = value.SafeHandle;
                  bool isHeld = false;
                  try
                  {
                      handle.DangerousAddRef(ref isHeld);
                      global::System.Span<byte> bytes = stackalloc byte[8];
                      global::System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes, handle.DangerousGetHandle().ToInt64());
                      Set(bytes.Slice(0, global::System.IntPtr.Size));
                  }
                  finally
                  {
                      if (isHeld)
                          handle.DangerousRelease();
                  }
              }
              """
            : """
              internal void SetSocket(global::System.Net.Sockets.Socket value)
              {
                  if (value is null)
                      throw new global::System.ArgumentNullException(nameof(value));
                  long handle = value.Handle.ToInt64();
                  byte[] bytes = new byte[global::System.IntPtr.Size];
                  for (int i = 0; i < bytes.Length; i++)
                      bytes[i] = unchecked((byte)(handle >> (8 * i)));
                  Set(bytes);
                  global::System.GC.KeepAlive(value);
              }
              """);
}
