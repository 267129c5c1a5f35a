using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Ioctls;

/// <summary>
/// Writes what the methods share: WSAIoctl through what each type of socket offers. No unsafe code and no P/Invoke: the socket's own call
/// keeps its handle alive and reads its error.
/// </summary>
/// <remarks>
/// Output is zero where the answer does not reach. An answer that says it has no bytes is read all the same: not every provider counts.
/// </remarks>
internal sealed class RawIoctlEmitter(TargetCapabilities capabilities)
{
    private const string Socket = "global::System.Net.Sockets.Socket";
    private const string WinsockSocket = "global::WinsockGen.WinsockSocket";

    private const string WaitOnSocket =
        """
        internal static global::System.Threading.Tasks.Task<int> WaitAsync(global::System.Net.Sockets.Socket socket, uint code, string name, byte[] input, byte[] output, global::System.Threading.CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested
                ? global::System.Threading.Tasks.Task.FromCanceled<int>(cancellationToken)
                : new OverlappedIoctl(socket, name, output, cancellationToken).Start(code, input);
        """;

    private const string WaitOnWinsockSocket =
        """
        internal static async global::System.Threading.Tasks.Task<int> WaitAsync(global::WinsockGen.WinsockSocket socket, uint code, string name, byte[] input, byte[] output, global::System.Threading.CancellationToken cancellationToken)
        {
            try
            {
                return await socket.IOControlAsync(code, input, output, cancellationToken).ConfigureAwait(false);
            }
            catch (global::System.Net.Sockets.SocketException error)
            {
                throw Explain(error, name, socket.AddressFamily);
            }
        }
        """;

    public void Write(SourceWriter writer, IoctlParts parts)
    {
        writer.Line("private static class RawIoctl");
        using var type = writer.Braces();
        WriteRequireWindows(writer);
        WriteErrors(writer.Line());
        if ((parts & (IoctlParts.EndPoints | IoctlParts.AddressLists)) != 0)
        {
            new RawIoctlAddressEmitter(capabilities).WriteEndPoints(writer.Line());
        }

        if ((parts & IoctlParts.AddressLists) != 0)
        {
            RawIoctlAddressEmitter.WriteLists(writer.Line());
        }

        if ((parts & IoctlParts.SourceFilters) != 0)
        {
            SourceFilterEmitter.WriteBytes(writer.Line());
        }

        WriteCalls(writer.Line(), Socket, "byte[]", "byte[]", "unchecked((int)code)", parts);
        if ((parts & IoctlParts.Waits) != 0)
        {
            new OverlappedIoctlEmitter(capabilities).Write(writer.Line());
        }

        if (capabilities.RuntimeSockets != SocketKinds.None)
        {
            WriteCalls(writer.Line(), WinsockSocket, "global::System.ReadOnlySpan<byte>", "global::System.Span<byte>", "code", parts);
        }
    }

    private void WriteRequireWindows(SourceWriter writer)
    {
        if (!capabilities.HasRawSocketOption)
        {
            writer.Line("private static readonly bool IsWindows = global::System.Environment.OSVersion.Platform == global::System.PlatformID.Win32NT;").Line();
        }

        writer.Lines(
            $$"""
            internal static void RequireWindows(object socket, string name)
            {
                if (socket is null)
                    throw new global::System.ArgumentNullException(nameof(socket));
                if (!{{(capabilities.HasRawSocketOption ? "global::System.OperatingSystem.IsWindows()" : "IsWindows")}})
                    throw new global::System.PlatformNotSupportedException(name + " is an ioctl of Windows Sockets, and this is not Windows.");
            }

            internal static T NotNull<T>(T value, string name) where T : class => value is null ? throw new global::System.ArgumentNullException(name) : value;
            """);
    }

    private void WriteErrors(SourceWriter writer)
    {
        // WSAEFAULT, WSAEMSGSIZE and WSAENOBUFS of Winsock; ERROR_INSUFFICIENT_BUFFER and ERROR_MORE_DATA of drivers behind it.
        writer.Lines(
            """
            private const int FirstSize = 1024;
            private const int LastSize = 1 << 20;

            private static bool IsTooSmall(global::System.Net.Sockets.SocketException error, int size)
            {
                int code = (int)error.SocketErrorCode;
                return size < LastSize && (code == 10014 || code == 10040 || code == 10055 || code == 122 || code == 234);
            }
            """);
        if (capabilities.HasSocketExceptionMessage)
        {
            // The families that the framework has no name for: AF_BTH and AF_HYPERV.
            writer.Line().Lines(
                """
                private static global::System.Net.Sockets.SocketException Explain(global::System.Net.Sockets.SocketException error, string ioctl, global::System.Net.Sockets.AddressFamily family)
                {
                    string name = (int)family == 32 ? "Bluetooth" : (int)family == 34 ? "HyperV" : family.ToString();
                    return new global::System.Net.Sockets.SocketException((int)error.SocketErrorCode, ioctl + " on a socket of the family " + name + ": " + error.Message);
                }
                """);
        }
    }

    private void WriteCalls(SourceWriter writer, string type, string inputType, string outputType, string code, IoctlParts parts)
    {
        WriteCall(writer, type, inputType, outputType, code);
        if ((parts & IoctlParts.Growth) != 0)
        {
            writer.Line().Lines(
                $$"""
                internal static byte[] Grow({{type}} socket, uint code, string name, byte[] input, out int length)
                {
                    for (int size = FirstSize; ; size *= 2)
                    {
                        byte[] output = new byte[size];
                        try
                        {
                            length = Call(socket, code, name, input, output);
                            return output;
                        }
                        catch (global::System.Net.Sockets.SocketException error) when (IsTooSmall(error, size))
                        {
                        }
                    }
                }
                """);
        }

        if ((parts & IoctlParts.AddressLists) != 0)
        {
            RawIoctlAddressEmitter.WriteListCall(writer.Line(), type);
        }

        if ((parts & IoctlParts.SourceFilters) != 0)
        {
            SourceFilterEmitter.WriteCalls(writer.Line(), type);
        }

        if ((parts & IoctlParts.Waits) != 0)
        {
            writer.Line().Lines(type == Socket ? WaitOnSocket : WaitOnWinsockSocket);
        }
    }

    private void WriteCall(SourceWriter writer, string type, string inputType, string outputType, string code)
    {
        writer.Line($"internal static int Call({type} socket, uint code, string name, {inputType} input, {outputType} output)");
        using var body = writer.Braces();
        const string Shorten = "if (length > 0 && length < output.Length)";
        if (capabilities.HasSocketExceptionMessage)
        {
            writer.Lines(
                $$"""
                int length;
                try
                {
                    length = socket.IOControl({{code}}, input, output);
                }
                catch (global::System.Net.Sockets.SocketException error)
                {
                    throw Explain(error, name, socket.AddressFamily);
                }
                """);
        }
        else
        {
            writer.Line($"int length = socket.IOControl({code}, input, output);");
        }

        writer.Line(outputType == "byte[]" ? Shorten.Replace("length > 0", "output != null && length > 0") : Shorten);
        writer.Line(outputType == "byte[]" ? "    global::System.Array.Clear(output, length, output.Length - length);" : "    output.Slice(length).Clear();");
        writer.Line("return length;");
    }
}
