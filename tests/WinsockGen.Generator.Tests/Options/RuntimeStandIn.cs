namespace WinsockGen.Generator.Tests.Options;

/// <summary>The sockets of the runtime as far as options see them, as source: each remembers a call, and answers as told.</summary>
internal static class RuntimeStandIn
{
    public const string Source =
        """
        namespace WinsockGen
        {
            public abstract class WinsockSocket
            {
                public int Level;
                public int Name;
                public byte[] Value = new byte[0];
                public byte[] Asked = new byte[0];
                public int ReplyLength = -1;
                public int Error;
                public bool IsQuiet;

                public System.Net.Sockets.AddressFamily AddressFamily { get; set; }

                public int GetRawSocketOption(int level, int name, System.Span<byte> value)
                {
                    if (Error != 0)
                        throw new System.Net.Sockets.SocketException(Error);
                    (Level, Name) = (level, name);
                    Asked = IsQuiet ? Asked : value.ToArray();
                    System.MemoryExtensions.AsSpan(Value, 0, System.Math.Min(Value.Length, value.Length)).CopyTo(value);
                    return ReplyLength < 0 ? value.Length : ReplyLength;
                }

                public void SetRawSocketOption(int level, int name, System.ReadOnlySpan<byte> value)
                {
                    if (Error != 0)
                        throw new System.Net.Sockets.SocketException(Error);
                    (Level, Name) = (level, name);
                    Value = IsQuiet ? Value : value.ToArray();
                }

                public uint Code;
                public byte[] Input = new byte[0];
                public int OutputLength;
                public System.Func<long, byte[]> Reply = address => new byte[0];

                // Reply gets the address of the output, for answers that point into themselves.
                public int IOControl(uint code, System.ReadOnlySpan<byte> input, System.Span<byte> output)
                {
                    if (Error != 0)
                        throw new System.Net.Sockets.SocketException(Error);
                    (Code, OutputLength) = (code, output.Length);
                    Input = IsQuiet ? Input : input.ToArray();
                    byte[] reply = Reply((long)System.Runtime.CompilerServices.Unsafe.ByteOffset(
                        ref System.Runtime.CompilerServices.Unsafe.NullRef<byte>(), ref System.Runtime.InteropServices.MemoryMarshal.GetReference(output)));
                    if (reply.Length > output.Length)
                        throw new System.Net.Sockets.SocketException(10014);
                    System.MemoryExtensions.AsSpan(reply).CopyTo(output);
                    return ReplyLength < 0 ? reply.Length : ReplyLength;
                }

                public System.Threading.Tasks.ValueTask<int> IOControlAsync(
                    uint code, System.ReadOnlyMemory<byte> input, System.Memory<byte> output, System.Threading.CancellationToken cancellationToken) =>
                    new System.Threading.Tasks.ValueTask<int>(IOControl(code, input.Span, output.Span));
            }

            public sealed class StreamSocket : WinsockSocket { }

            public sealed class DatagramSocket : WinsockSocket { }

            public sealed class MessageSocket : WinsockSocket { }
        }
        """;
}
