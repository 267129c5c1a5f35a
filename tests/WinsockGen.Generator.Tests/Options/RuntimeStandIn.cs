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
            }

            public sealed class StreamSocket : WinsockSocket { }

            public sealed class DatagramSocket : WinsockSocket { }

            public sealed class MessageSocket : WinsockSocket { }
        }
        """;
}
