using System.Collections.Generic;
using System.Linq;
using WinsockGen.Generator.Text;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.ControlMessages;

/// <summary>
/// Writes what reads and writes control messages: <c>ControlMessageReader</c> over received bytes, <c>ControlMessage</c> with a method
/// per typed message that is received, <c>ControlMessageWriter</c> with one per typed message that is sent.
/// </summary>
internal static class ControlMessagesEmitter
{
    /// <param name="writer">Receives the text.</param>
    /// <param name="messages">The typed messages.</param>
    /// <param name="needs">Notes the values and helpers that they use.</param>
    public static void Write(SourceWriter writer, IReadOnlyList<TypedMessage> messages, ValueNeeds needs)
    {
        foreach (var message in messages)
        {
            needs.UseType(message.Message.Type, message.IsReceived, message.IsSent);
            if (message.Shape.Parts != RawBytesParts.None)
            {
                needs.UseRawBytes(message.Shape.Parts);
            }
        }

        WriteReader(writer);
        WriteMessage(writer.Line(), messages);
        WriteWriter(writer.Line(), messages.Where(message => message.IsSent));
        RawControlMessageEmitter.Write(writer.Line());
    }

    private static void WriteReader(SourceWriter writer) => writer.Lines(
        """
        /// <summary>Reads the control messages of a datagram, one after the other; <c>foreach</c> does too. It copies and allocates nothing.</summary>
        /// <remarks>Bytes may say anything: what is no whole message is not handed out, and ends the reading.</remarks>
        public ref struct ControlMessageReader
        {
            private readonly bool isCut;
            private global::System.ReadOnlySpan<byte> rest;
            private ControlMessage current;

            /// <summary>Reads from the beginning.</summary>
            /// <param name="control">What was received: as many bytes as WSAMSG.Control.len says afterwards.</param>
            /// <param name="isTruncated">Winsock said that it had more (MSG_CTRUNC).</param>
            public ControlMessageReader(global::System.ReadOnlySpan<byte> control, bool isTruncated = false)
            {
                isCut = isTruncated;
                rest = control;
                current = default(ControlMessage);
            }

            /// <summary>The message that <see cref="MoveNext"/> came to.</summary>
            public ControlMessage Current => current;

            /// <summary>Something is missing: Winsock said so, or the bytes end within a message, or one has an impossible length.</summary>
            /// <value>The same before, while and after the messages are read.</value>
            public bool IsTruncated
            {
                get
                {
                    global::System.ReadOnlySpan<byte> bytes = rest;
                    int size;
                    while ((size = RawControlMessage.Read(bytes, out _, out _, out _)) > 0)
                        bytes = bytes.Slice(size);
                    return isCut || size == RawControlMessage.Cut;
                }
            }

            /// <summary>This reader, for <c>foreach</c>.</summary>
            public ControlMessageReader GetEnumerator() => this;

            /// <summary>Goes to the next message.</summary>
            /// <returns>False where no whole message follows. A length of 0 is the end: what a larger buffer holds behind the messages.</returns>
            public bool MoveNext()
            {
                int size = RawControlMessage.Read(rest, out int level, out int type, out global::System.ReadOnlySpan<byte> data);
                current = new ControlMessage(level, type, data);
                if (size <= 0)
                    return false;
                rest = rest.Slice(size);
                return true;
            }
        }
        """);

    private static void WriteMessage(SourceWriter writer, IReadOnlyList<TypedMessage> messages)
    {
        writer.Lines(
            """
            /// <summary>A control message: a level, a type, and data that live in the buffer that it was read from.</summary>
            public readonly ref struct ControlMessage
            """);
        using var type = writer.Braces();
        writer.Lines(
            """
            /// <summary>Makes a message of its parts.</summary>
            /// <param name="level">Whose it is: cmsg_level.</param>
            /// <param name="type">What it is: cmsg_type.</param>
            /// <param name="data">Its data.</param>
            public ControlMessage(int level, int type, global::System.ReadOnlySpan<byte> data)
            {
                Level = level;
                Type = type;
                Data = data;
            }

            /// <summary>Whose it is, as in options: cmsg_level.</summary>
            public int Level { get; }

            /// <summary>What it is: cmsg_type.</summary>
            public int Type { get; }

            /// <summary>Its data, without the header.</summary>
            public global::System.ReadOnlySpan<byte> Data { get; }

            /// <summary>The bytes that a message takes in a buffer, header and padding included: WSA_CMSG_SPACE.</summary>
            /// <param name="dataLength">The bytes of its data.</param>
            /// <exception cref="global::System.ArgumentOutOfRangeException">The length is negative, or no buffer could hold it.</exception>
            public static int SizeOf(int dataLength) => RawControlMessage.SizeOf(dataLength);
            """);
        foreach (var message in messages.Where(message => message.Shape.Width > 0))
        {
            writer.Line().Line($"/// <summary>The bytes that <c>{message.Message.Name}</c> takes in a buffer.</summary>");
            writer.Line($"public static int SizeOf{message.Message.Message} => RawControlMessage.SizeOf({message.Shape.Width});");
        }

        foreach (var message in messages.Where(message => message.IsReceived))
        {
            WriteTryGet(writer.Line(), message);
        }
    }

    private static void WriteTryGet(SourceWriter writer, TypedMessage message)
    {
        var (facts, shape) = (message.Message, message.Shape);
        MessageDocumentation.WriteTryGet(writer, message);
        writer.Line($"public bool TryGet{facts.Message}(out {shape.Type} value)");
        using var method = writer.Braces();
        writer.Write($"bool isIt = Level == {message.Level.Value} && Type == {facts.Value}");
        writer.Line(shape.Width > 0 ? $" && Data.Length >= {shape.Width};" : ";");
        writer.Line($"value = isIt ? {shape.Read} : default({shape.Type});");
        writer.Line("return isIt;");
    }

    private static void WriteWriter(SourceWriter writer, IEnumerable<TypedMessage> messages)
    {
        writer.Lines(
            """
            /// <summary>Writes control messages into a buffer, one after the other, as WSASendMsg takes them. It allocates nothing.</summary>
            public ref struct ControlMessageWriter
            """);
        using var type = writer.Braces();
        writer.Lines(
            """
            private readonly global::System.Span<byte> buffer;

            /// <summary>Writes from the beginning of a buffer.</summary>
            /// <param name="buffer">Room for the messages: the sum of their sizes, as <see cref="ControlMessage.SizeOf(int)"/> gives them. It should begin where a pointer may, since that is how headers are aligned.</param>
            public ControlMessageWriter(global::System.Span<byte> buffer)
            {
                this.buffer = buffer;
                BytesWritten = 0;
            }

            /// <summary>The bytes written so far: what WSAMSG.Control.len is to say.</summary>
            public int BytesWritten { get; private set; }

            /// <summary>Writes a message of any kind.</summary>
            /// <param name="level">Whose it is: cmsg_level.</param>
            /// <param name="type">What it is: cmsg_type.</param>
            /// <param name="data">Its data, without the header.</param>
            /// <returns>False where it does not fit; then nothing is written.</returns>
            public bool TryWrite(int level, int type, global::System.ReadOnlySpan<byte> data)
            {
                if (!TryAdd(level, type, data.Length, out global::System.Span<byte> place))
                    return false;
                data.CopyTo(place);
                return true;
            }
            """);
        foreach (var message in messages)
        {
            WriteTryWrite(writer.Line(), message);
        }

        writer.Line().Lines(
            """
            private bool TryAdd(int level, int type, int dataLength, out global::System.Span<byte> data)
            {
                int size = RawControlMessage.Write(buffer.Slice(BytesWritten), level, type, dataLength, out data);
                BytesWritten += size;
                return size > 0;
            }
            """);
    }

    private static void WriteTryWrite(SourceWriter writer, TypedMessage message)
    {
        var (facts, shape) = (message.Message, message.Shape);
        MessageDocumentation.WriteTryWrite(writer, message);
        writer.Line($"public bool TryWrite{facts.Message}({shape.Type} value)");
        using var method = writer.Braces();
        if (shape.Width == 0)
        {
            writer.Line($"return TryWrite({message.Level.Value}, {facts.Value}, value);");
            return;
        }

        writer.Line($"if (!TryAdd({message.Level.Value}, {facts.Value}, {shape.Width}, out global::System.Span<byte> data))");
        writer.Line("    return false;");
        writer.Line($"{shape.Write};");
        writer.Line("return true;");
    }
}
