using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.Features;

/// <summary>
/// Asks the Winsock of this machine, once per feature, whether it is there. The answer is the error that using it gave,
/// so that a skip says what this Winsock said. The BCL's sockets ask, not ours: a bug of ours must not skip its own test.
/// </summary>
internal static class WinsockProbe
{
    // Values from the SDK's ws2ipdef.h, ws2def.h and mswsock.h; see the catalog.
    private const int TcpLevel = 6;
    private const int TcpKeepIdle = 3;
    private const int TcpFastOpen = 15;
    private const int IPLevel = 0;
    private const int McastJoinGroup = 41;
    private const int SioGetExtensionFunctionPointer = unchecked((int)0xC8000006);
    private const int SioGetMultipleExtensionFunctionPointer = unchecked((int)0xC8000024);
    private const int SioTcpInfo = unchecked((int)0xD8000027);
    private const AddressFamily Irda = (AddressFamily)26;
    private const AddressFamily Bluetooth = (AddressFamily)32;
    private const AddressFamily HyperV = (AddressFamily)34;
    private const ProtocolType Rfcomm = (ProtocolType)3;
    private const ProtocolType HyperVRaw = (ProtocolType)1;

    private static readonly Guid WsaidTransmitPackets = new("d9689da0-1f90-11d3-9971-00c04f68c876");
    private static readonly Guid WsaidMultipleRio = new("8509e081-96dd-4005-b165-9e2ee8c79e3f");

    private static readonly ConcurrentDictionary<WinsockFeature, string?> Answers = new();

    /// <summary>Why a test that requires the feature cannot run here, or null where the feature is there.</summary>
    public static string? WhyMissing(WinsockFeature feature) =>
        !OperatingSystem.IsWindows() ? "needs ws2_32" : Answers.GetOrAdd(feature, static feature => Probe(feature));

    private static string? Probe(WinsockFeature feature)
    {
        try
        {
            Use(feature);
            return null;
        }
        catch (SocketException error)
        {
            return $"this Winsock lacks {feature}: {error.SocketErrorCode} ({error.ErrorCode})";
        }
    }

    private static void Use(WinsockFeature feature)
    {
        switch (feature)
        {
            case WinsockFeature.None:
                break;
            case WinsockFeature.IPv6:
                using (var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp))
                    socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
                break;
            case WinsockFeature.UnixSockets:
                Open(AddressFamily.Unix, ProtocolType.Unspecified);
                break;
            case WinsockFeature.HyperVSockets:
                Open(HyperV, HyperVRaw);
                break;
            case WinsockFeature.Bluetooth:
                Open(Bluetooth, Rfcomm);
                break;
            case WinsockFeature.Infrared:
                Open(Irda, ProtocolType.Unspecified);
                break;
            case WinsockFeature.Ipx:
                new Socket(AddressFamily.Ipx, SocketType.Dgram, ProtocolType.Ipx).Dispose();
                break;
            case WinsockFeature.AppleTalk:
                new Socket(AddressFamily.AppleTalk, SocketType.Dgram, ProtocolType.Unspecified).Dispose();
                break;
            case WinsockFeature.RegisteredIO:
                LoadExtension(SioGetMultipleExtensionFunctionPointer, WsaidMultipleRio, resultSize: 15 * IntPtr.Size);
                break;
            case WinsockFeature.TransmitPackets:
                LoadExtension(SioGetExtensionFunctionPointer, WsaidTransmitPackets, resultSize: IntPtr.Size);
                break;
            case WinsockFeature.TcpKeepAliveTimes:
                SetOption(SocketType.Stream, TcpLevel, TcpKeepIdle, BitConverter.GetBytes(30));
                break;
            case WinsockFeature.TcpFastOpen:
                SetOption(SocketType.Stream, TcpLevel, TcpFastOpen, BitConverter.GetBytes(1));
                break;
            case WinsockFeature.TcpInfo:
                AskForTcpInfo();
                break;
            case WinsockFeature.MulticastJoinGroup:
                SetOption(SocketType.Dgram, IPLevel, McastJoinGroup, GroupRequest(IPAddress.Parse("239.255.70.7")));
                break;
            case WinsockFeature.MulticastInterface:
                JoinByDefault();
                break;
            case WinsockFeature.ServiceProviders:
                // Wine 8 exports WSPStartup as a stub that ends the process, and answers WSCGetProviderPath without a path.
                if (NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _))
                    throw new SocketException((int)SocketError.OperationNotSupported);
                break;
            case WinsockFeature.AbortiveClose:
                CloseAbortively();
                break;
            case WinsockFeature.ReceiveEx:
                ReceiveEx();
                break;
            case WinsockFeature.RawSockets:
                new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp).Dispose();
                break;
            case WinsockFeature.BlockingHooks:
                SetBlockingHook();
                break;
            case WinsockFeature.NameSpaceProviders:
                EnumerateNameSpaceProviders();
                break;
            case WinsockFeature.ConnectByList:
                // Wine 8 does not have the function.
                if (!NativeLibrary.TryGetExport(NativeLibrary.Load("ws2_32.dll"), "WSAConnectByList", out _))
                    throw new SocketException((int)SocketError.OperationNotSupported);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(feature), feature, "There is no probe for this feature.");
        }
    }

    private static void Open(AddressFamily family, ProtocolType protocol) =>
        new Socket(family, SocketType.Stream, protocol).Dispose();

    private static void SetOption(SocketType type, int level, int name, byte[] value)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.SetRawSocketOption(level, name, value);
    }

    private static void JoinByDefault()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("239.255.70.7")));
    }

    private static void LoadExtension(int ioctl, Guid id, int resultSize)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var result = new byte[resultSize];
        BitConverter.TryWriteBytes(result, resultSize); // The table of registered I/O begins with its own size.
        socket.IOControl(ioctl, id.ToByteArray(), result);
    }

    private static void AskForTcpInfo()
    {
        var (client, server) = Connect();
        using (client)
        using (server)
            client.IOControl(SioTcpInfo, BitConverter.GetBytes(0), new byte[136]);
    }

    private static void CloseAbortively()
    {
        var (client, server) = Connect();
        using (server)
        {
            client.LingerState = new LingerOption(true, 0);
            client.Close();
            try
            {
                server.Receive(new byte[1]);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
            {
                return;
            }
        }

        throw new SocketException((int)SocketError.Success);
    }

    private static void ReceiveEx()
    {
        var (client, server) = Connect();
        using (client)
        using (server)
        {
            client.Send([1]);
            var flags = 0;
            if (WSARecvEx(server.Handle, new byte[1], 1, ref flags) != 1)
                throw new SocketException(Marshal.GetLastWin32Error());
        }
    }

    private static void SetBlockingHook()
    {
        using var started = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (WSASetBlockingHook(0) == 0)
            throw new SocketException(Marshal.GetLastWin32Error());
        WSAUnhookBlockingHook();
    }

    private static void EnumerateNameSpaceProviders()
    {
        using var started = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var buffer = new byte[64 * 1024];
        var length = buffer.Length;
        if (WSAEnumNameSpaceProvidersW(ref length, buffer) <= 0)
            throw new SocketException(Marshal.GetLastWin32Error());
    }

    private static (Socket Client, Socket Server) Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept());
    }

    // GROUP_REQ: an interface index (0: the default one), padding to 8 bytes, and a SOCKADDR_STORAGE.
    private static byte[] GroupRequest(IPAddress group)
    {
        var request = new byte[8 + 128];
        BitConverter.TryWriteBytes(request.AsSpan(8), (short)AddressFamily.InterNetwork);
        group.TryWriteBytes(request.AsSpan(8 + 4), out _);
        return request;
    }

    [DllImport("mswsock", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WSARecvEx(nint socket, byte[] buffer, int length, ref int flags);

    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WSAEnumNameSpaceProvidersW(ref int length, byte[] buffer);

    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint WSASetBlockingHook(nint hook);

    [DllImport("ws2_32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int WSAUnhookBlockingHook();
}
