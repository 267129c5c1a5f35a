using System.Text.RegularExpressions;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>The framework's Socket as far as options see it, as source: like the runtime's stand-ins it remembers a call, and answers as told.</summary>
internal static partial class SocketStandIn
{
    public const string Source =
        """
        namespace StandIn
        {
            public sealed class Socket : WinsockGen.WinsockSocket
            {
                public System.IntPtr Handle { get; set; }

                public System.Runtime.InteropServices.SafeHandle SafeHandle => new System.Net.Sockets.SafeSocketHandle(Handle, ownsHandle: false);

                public void GetSocketOption(System.Net.Sockets.SocketOptionLevel level, System.Net.Sockets.SocketOptionName name, byte[] value) =>
                    GetRawSocketOption((int)level, (int)name, value);

                public byte[] GetSocketOption(System.Net.Sockets.SocketOptionLevel level, System.Net.Sockets.SocketOptionName name, int length)
                {
                    byte[] value = new byte[length];
                    return value[..System.Math.Min(length, GetRawSocketOption((int)level, (int)name, value))];
                }

                public void SetSocketOption(System.Net.Sockets.SocketOptionLevel level, System.Net.Sockets.SocketOptionName name, byte[] value) =>
                    SetRawSocketOption((int)level, (int)name, value);

                public System.Net.EndPoint LocalEndPoint => null!;

                public int IOControl(int code, byte[] input, byte[] output) => IOControl(unchecked((uint)code), input, output);
            }
        }
        """;

    /// <summary>Emitted text with the stand-in in the place of Socket, which believes to be on Windows.</summary>
    public static string Retarget(string text) => Socket().Replace(text, "global::StandIn.Socket")
        .Replace("global::System.OperatingSystem.IsWindows()", "true", System.StringComparison.Ordinal)
        .Replace("global::System.Environment.OSVersion.Platform == global::System.PlatformID.Win32NT", "true", System.StringComparison.Ordinal);

    [GeneratedRegex(@"global::System\.Net\.Sockets\.Socket\b")]
    private static partial Regex Socket();
}
