using System.IO;
using Microsoft.CodeAnalysis.Testing;

namespace WinsockGen.Analyzers.Tests.Verification;

/// <summary>What the sources of tests are compiled against: resolved once for all tests.</summary>
internal static class TestPlatform
{
    public static ReferenceAssemblies References { get; } =
        new("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0"));

    /// <summary>Hand-written imports, as they stand in real code: several integer types for one handle.</summary>
    public const string Imports = """

        internal static unsafe class Native
        {
            public const int IPPROTO_IP = 0, IPPROTO_TCP = 6, IPPROTO_IPV6 = 41, SOL_SOCKET = 0xFFFF;
            public const int SO_REUSEADDR = 4, SO_KEEPALIVE = 8, SO_LINGER = 128, TCP_NODELAY = 1, IP_TTL = 4;
            public static readonly nint INVALID_SOCKET = -1;

            [System.Runtime.InteropServices.DllImport("ws2_32.dll", SetLastError = true)]
            public static extern nint socket(int af, int type, int protocol);
            [System.Runtime.InteropServices.DllImport("ws2_32", EntryPoint = "socket")]
            public static extern int SocketAsInt(int af, int type, int protocol);
            [System.Runtime.InteropServices.DllImport("ws2_32", EntryPoint = "WSASocketW")]
            public static extern nuint WSASocket(int af, int type, int protocol, void* info, uint group, uint flags);
            [System.Runtime.InteropServices.DllImport("WSOCK32.DLL", EntryPoint = "accept")]
            public static extern System.IntPtr Accept(System.IntPtr s, void* address, int* length);
            [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "socket")]
            public static extern int UnixSocket(int af, int type, int protocol);
            [System.Runtime.InteropServices.DllImport("ws2_32")]
            public static extern int recv(nint s, byte* buf, int len, int flags);
            [System.Runtime.InteropServices.DllImport("ws2_32")]
            public static extern int recvfrom(nint s, byte* buf, int len, int flags, void* from, int* fromlen);
            [System.Runtime.InteropServices.DllImport("ws2_32")]
            public static extern int WSARecv(nint s, void* buffers, uint count, out uint received, ref uint flags, void* overlapped, void* completion);
            [System.Runtime.InteropServices.DllImport("ws2_32")]
            public static extern int setsockopt(nint s, int level, int optname, void* optval, int optlen);
            [System.Runtime.InteropServices.DllImport("ws2_32")]
            public static extern int getsockopt(nint s, int level, int optname, void* optval, int* optlen);
            [System.Runtime.InteropServices.DllImport("ws2_32")]
            public static extern int closesocket(nint s);
        }
        """;

    /// <summary>The shape of the runtime's sockets, which analyzers bind by name.</summary>
    public const string Runtime = """

        namespace WinsockGen
        {
            public readonly struct SocketOperation<T>
            {
                public System.Runtime.CompilerServices.ValueTaskAwaiter<T> GetAwaiter() => default;
                public System.Threading.Tasks.ValueTask<T> AsValueTask() => default;
            }

            public struct ReceivedDatagram { public int Length { get; } }

            public sealed class StreamSocket
            {
                public SocketOperation<int> ReceiveAsync(System.Memory<byte> buffer, System.Threading.CancellationToken cancellationToken = default) => default;
            }

            public sealed class DatagramSocket
            {
                public SocketOperation<ReceivedDatagram> ReceiveAsync(System.Memory<byte> data, System.Memory<byte> control = default, System.Threading.CancellationToken cancellationToken = default) => default;
            }
        }
        """;
}
