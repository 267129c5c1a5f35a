using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Writes the ioctls of one type of socket, by bytes and by values.</summary>
internal sealed class SharedIoctlCode(TargetCapabilities capabilities)
{
    private const string Socket = "global::System.Net.Sockets.Socket";
    private const string RuntimeSocket = "global::WinsockGen.WinsockSocket";

    private const string IoctlsOfArrays =
        $$"""
        internal static int IoctlBytes({{Socket}} socket, uint code, string ioctl, byte[] input, byte[] output)
        {
            RawIoctl.RequireWindows(socket, ioctl);
            return RawIoctl.Call(socket, code, ioctl, input, output);
        }

        internal static void Ioctl({{Socket}} socket, uint code, string ioctl, byte[] input) => IoctlBytes(socket, code, ioctl, input, None);
        """;

    private const string IoctlsThroughArrays =
        $$"""
        internal static int IoctlBytes({{Socket}} socket, uint code, string ioctl, global::System.ReadOnlySpan<byte> input, global::System.Span<byte> output)
        {
            byte[] bytes = new byte[output.Length];
            int length = IoctlBytes(socket, code, ioctl, input.ToArray(), bytes);
            new global::System.ReadOnlySpan<byte>(bytes).CopyTo(output);
            return length;
        }

        internal static void Ioctl({{Socket}} socket, uint code, string ioctl, global::System.ReadOnlySpan<byte> input) =>
            IoctlBytes(socket, code, ioctl, input.ToArray(), None);
        """;

    private const string IoctlsOfSpans =
        $$"""
        internal static int IoctlBytes({{RuntimeSocket}} socket, uint code, string ioctl, global::System.ReadOnlySpan<byte> input, global::System.Span<byte> output)
        {
            global::System.ArgumentNullException.ThrowIfNull(socket);
            return RawIoctl.Call(socket, code, ioctl, input, output);
        }

        internal static void Ioctl({{RuntimeSocket}} socket, uint code, string ioctl, global::System.ReadOnlySpan<byte> input) => IoctlBytes(socket, code, ioctl, input, None);
        """;

    public void Write(SourceWriter writer, string type, bool isRuntime)
    {
        writer.Lines(isRuntime ? IoctlsOfSpans : IoctlsOfArrays);
        if (!isRuntime && capabilities.HasSpan)
        {
            writer.Line().Lines(IoctlsThroughArrays);
        }

        writer.Line().Lines(IoctlValues(type));
    }

    private string IoctlValues(string type)
    {
        var input = capabilities.HasSpan ? "global::System.ReadOnlySpan<byte>" : "byte[]";
        return $$"""
            internal static byte[] IoctlArray({{type}} socket, uint code, string ioctl, {{input}} input, int capacity)
            {
                byte[] bytes = new byte[capacity];
                int length = IoctlBytes(socket, code, ioctl, input, bytes);
                if (length < capacity)
                    global::System.Array.Resize(ref bytes, length);
                return bytes;
            }

            internal static T IoctlValue<T>({{type}} socket, uint code, string ioctl, {{input}} input) where T : unmanaged
            {
                byte[] bytes = new byte[SizeOf<T>()];
                IoctlBytes(socket, code, ioctl, input, bytes);
                return Value<T>(bytes);
            }
            """;
    }
}
