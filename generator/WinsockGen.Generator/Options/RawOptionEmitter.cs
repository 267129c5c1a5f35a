using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Options;

/// <summary>
/// Writes <c>RawOption</c>, what the accessors share: <c>On</c> names an option of a socket, and what that gives reads and sets it by
/// getsockopt and setsockopt, through what each type of socket offers. No unsafe code and no P/Invoke: the socket's own call keeps its
/// handle alive and reads its error.
/// </summary>
/// <remarks>
/// <c>On</c> comes first in every accessor, so that a socket that is missing, or a system that is not Windows, is said before anything
/// else is tried.
/// </remarks>
internal sealed class RawOptionEmitter(TargetCapabilities capabilities)
{
    private const string Socket = "global::System.Net.Sockets.Socket";
    private const string WinsockSocket = "global::WinsockGen.WinsockSocket";

    /// <param name="writer">Receives the text.</param>
    /// <param name="parts">What is needed besides numbers and whole buffers.</param>
    /// <param name="accessibility">Who sees the class.</param>
    public void Write(SourceWriter writer, RawOptionParts parts, string accessibility = "private")
    {
        writer.Line($"{accessibility} static class RawOption");
        using var type = writer.Braces();
        WriteOn(writer, Socket, "OfSocket", "RequireWindows(socket, option);");
        if (HasRuntime)
        {
            // These sockets come from a Winsock, whatever the system.
            WriteOn(writer.Line(), WinsockSocket, "OfWinsockSocket", "global::System.ArgumentNullException.ThrowIfNull(socket);");
        }

        WriteRequireWindows(writer.Line());
        if (capabilities.HasSocketExceptionMessage)
        {
            WriteExplain(writer.Line());
        }

        RawOptionConversions.Write(writer, parts, capabilities);
        WriteAccess(writer.Line(), Socket, "OfSocket", parts);
        if (HasRuntime)
        {
            WriteAccess(writer.Line(), WinsockSocket, "OfWinsockSocket", parts & ~RawOptionParts.Sockets);
        }
    }

    private bool HasRuntime => capabilities.HasRawSocketOption && capabilities.RuntimeSockets != SocketKinds.None;

    private static void WriteOn(SourceWriter writer, string socket, string access, string require) => writer.Lines(
        $$"""
        internal static {{access}} On({{socket}} socket, int level, int name, string option)
        {
            {{require}}
            return new {{access}}(socket, level, name, option);
        }
        """);

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

    // The families that the framework has no name for: AF_BTH and AF_HYPERV.
    private static void WriteExplain(SourceWriter writer) => writer.Lines(
        """
        private static global::System.Net.Sockets.SocketException Explain(global::System.Net.Sockets.SocketException error, string option, global::System.Net.Sockets.AddressFamily family)
        {
            string name = (int)family == 32 ? "Bluetooth" : (int)family == 34 ? "HyperV" : family.ToString();
            return new global::System.Net.Sockets.SocketException((int)error.SocketErrorCode, option + " on a socket of the family " + name + ": " + error.Message);
        }
        """);

    private void WriteAccess(SourceWriter writer, string socket, string access, RawOptionParts parts)
    {
        writer.Line($"internal readonly struct {access}");
        using var type = writer.Braces();
        writer.Lines(
            $$"""
            private readonly {{socket}} socket;
            private readonly int level;
            private readonly int name;
            private readonly string option;

            internal {{access}}({{socket}} socket, int level, int name, string option)
            {
                this.socket = socket;
                this.level = level;
                this.name = name;
                this.option = option;
            }

            """);
        new RawOptionAccess(capabilities).Write(writer, parts);
    }
}
