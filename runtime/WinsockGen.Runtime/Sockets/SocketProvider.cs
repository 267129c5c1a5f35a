using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>What one loop needs to know of the provider behind a kind of socket; asked once, of a socket of that kind.</summary>
internal sealed unsafe class SocketProvider
{
    private SocketProvider(CompletionLoop loop, SocketKind kind)
    {
        Loop = loop;
        Native = loop.Native;
        Kind = kind;
    }

    // Two may begin at a time, which does no harm.
    private Task<bool>? _recycles;

    internal CompletionLoop Loop { get; }

    internal WinsockTable Native { get; }

    internal SocketKind Kind { get; }

    /// <summary>
    /// Whether an operation that succeeds at once queues no packet. Only providers whose sockets are real file handles
    /// (XP1_IFS_HANDLES) can say so; a layered provider queues one all the same.
    /// </summary>
    internal bool SkipsOnSuccess { get; private init; }

    /// <summary>The provider's AcceptEx, or zero.</summary>
    internal nint AcceptEx { get; private init; }

    /// <summary>The provider's ConnectEx, or zero.</summary>
    internal nint ConnectEx { get; private init; }

    /// <summary>The provider's DisconnectEx, or zero.</summary>
    internal nint DisconnectEx { get; private init; }

    /// <summary>The provider's TransmitFile, or zero.</summary>
    internal nint TransmitFile { get; set; }

    /// <summary>The provider's TransmitPackets, or zero.</summary>
    internal nint TransmitPackets { get; set; }

    /// <summary>The provider's WSARecvMsg, or zero.</summary>
    internal nint ReceiveMessage { get; private init; }

    /// <summary>The provider's WSASendMsg, or zero.</summary>
    internal nint SendMessage { get; private init; }

    /// <summary>Whether Windows cuts what is sent into datagrams (UDP_SEND_MSG_SIZE).</summary>
    internal bool CutsSends { get; private init; }

    /// <summary>Whether datagrams that arrive together can be received together (UDP_RECV_MAX_COALESCED_SIZE).</summary>
    internal bool CoalescesReceives { get; private init; }

    internal static SocketProvider Load(CompletionLoop loop, SocketKind kind)
    {
        nuint socket = Create(loop.Native, kind);
        try
        {
            nint receiveMessage = FindExtension(loop.Native, socket, WSAID_WSARECVMSG);
            nint sendMessage = FindExtension(loop.Native, socket, WSAID_WSASENDMSG);
            return new SocketProvider(loop, kind)
            {
                SkipsOnSuccess = HasIfsHandles(loop.Native, socket),
                AcceptEx = FindExtension(loop.Native, socket, WSAID_ACCEPTEX),
                ConnectEx = FindExtension(loop.Native, socket, WSAID_CONNECTEX),
                DisconnectEx = FindExtension(loop.Native, socket, WSAID_DISCONNECTEX),
                TransmitFile = FindExtension(loop.Native, socket, WSAID_TRANSMITFILE),
                TransmitPackets = FindExtension(loop.Native, socket, WSAID_TRANSMITPACKETS),
                ReceiveMessage = receiveMessage,
                SendMessage = sendMessage,

                // Sizes come and go as control messages, so the options alone are of no use.
                CutsSends = sendMessage != 0 && HasUdpOption(loop.Native, socket, kind, UDP_SEND_MSG_SIZE),
                CoalescesReceives = receiveMessage != 0 && HasUdpOption(loop.Native, socket, kind, UDP_RECV_MAX_COALESCED_SIZE),
            };
        }
        finally
        {
            _ = loop.Native.closesocket(socket);
        }
    }

    /// <summary>Opens a socket on the loop's port.</summary>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The loop is disposed.</exception>
    internal nuint Open() => Adopt(Create());

    /// <summary>Opens a socket that is on no port yet.</summary>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    internal nuint Create() => Create(Loop.Native, Kind);

    /// <summary>Puts a socket that is on no port yet on the loop's, or closes it.</summary>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The loop is disposed.</exception>
    internal nuint Adopt(nuint socket)
    {
        try
        {
            int error = Loop.Port.Associate(socket, SkipsOnSuccess);
            return error == 0 ? socket : throw new SocketException(WinsockError.FromWin32(error));
        }
        catch
        {
            // Refused, or the loop ended meanwhile.
            _ = Loop.Native.closesocket(socket);
            throw;
        }
    }

    /// <summary>Puts a socket of somebody else's on the loop's port, for the rest of its life. It still belongs to its owner.</summary>
    /// <param name="socketType">The type that it has to have.</param>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    /// <exception cref="InvalidOperationException">It has a completion port already, or is no overlapped socket.</exception>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    internal static SocketProvider Adopt(CompletionLoop loop, nuint socket, int socketType)
    {
        WSAPROTOCOL_INFOW info = default;
        int length = sizeof(WSAPROTOCOL_INFOW);
        if (loop.Native.getsockopt(socket, SOL_SOCKET, SO_PROTOCOL_INFOW, (byte*)&info, &length) != 0)
            throw new SocketException(Marshal.GetLastPInvokeError());
        if (info.iSocketType != socketType)
            throw new ArgumentException($"The socket is of the type {(SocketType)info.iSocketType}; {(SocketType)socketType} is needed.", nameof(socket));

        SocketProvider provider = loop.GetProvider(new SocketKind(info.iAddressFamily, info.iSocketType, info.iProtocol));
        return loop.Port.Associate(socket, provider.SkipsOnSuccess) switch
        {
            0 => provider,
            CompletionPort.InvalidParameter => throw new InvalidOperationException(
                "The socket has been used asynchronously, which has given it a completion port for the rest of its life, or it is no overlapped socket."),
            int error => throw new SocketException(WinsockError.FromWin32(error)),
        };
    }

    /// <summary>
    /// Takes over the handle of a Socket. A Socket cannot let go of its handle: one that was told that it has none waits for it for ever when it is
    /// disposed. So it closes its own, and the SOCKET lives on in a duplicate, which is the same to Windows: same port, same connection.
    /// </summary>
    internal static SocketProvider TakeOver(CompletionLoop loop, Socket socket, int socketType, out nuint handle)
    {
        SafeSocketHandle safe = socket.SafeHandle;
        SocketProvider provider;
        bool entered = false;
        try
        {
            safe.DangerousAddRef(ref entered);
            provider = Adopt(loop, (nuint)safe.DangerousGetHandle(), socketType);
        }
        finally
        {
            if (entered)
                safe.DangerousRelease();
        }

        SocketInformation duplicate = socket.DuplicateAndClose(Environment.ProcessId);
        fixed (byte* info = duplicate.ProtocolInformation)
            handle = Create(loop.Native, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, (WSAPROTOCOL_INFOW*)info);
        return provider;
    }

    /// <summary>Whether sockets of this kind can be used again after a disconnect; tried out once.</summary>
    internal Task<bool> RecyclesAsync() => _recycles ??= RecyclingProbe.RunAsync(this);

    private static nuint Create(WinsockTable native, SocketKind kind)
    {
        if (kind.Entry is not { } entry)
            return Create(native, kind.Family, kind.SocketType, kind.Protocol, null);
        WSAPROTOCOL_INFOW info = entry.Info;
        return Create(native, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info);
    }

    private static nuint Create(WinsockTable native, int family, int socketType, int protocol, WSAPROTOCOL_INFOW* info)
    {
        // Never inheritable: a child process that got the handle would keep the connection open.
        const uint flags = WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT;
        nuint socket = native.WSASocketW(family, socketType, protocol, info, 0, flags);
        return socket != INVALID_SOCKET ? socket : throw new SocketException(Marshal.GetLastPInvokeError());
    }

    private static bool HasIfsHandles(WinsockTable native, nuint socket)
    {
        WSAPROTOCOL_INFOW info = default;
        int length = sizeof(WSAPROTOCOL_INFOW);
        return native.getsockopt(socket, SOL_SOCKET, SO_PROTOCOL_INFOW, (byte*)&info, &length) == 0
            && (info.dwServiceFlags1 & XP1_IFS_HANDLES) != 0;
    }

    private static bool HasUdpOption(WinsockTable native, nuint socket, SocketKind kind, int name)
    {
        int value = 0;
        int length = sizeof(int);
        return kind.Protocol == IPPROTO_UDP && native.getsockopt(socket, IPPROTO_UDP, name, (byte*)&value, &length) == 0;
    }

    private static nint FindExtension(WinsockTable native, nuint socket, Guid id)
    {
        nint function = 0;
        uint returned;
        return native.WSAIoctl(socket, SIO_GET_EXTENSION_FUNCTION_POINTER, &id, (uint)sizeof(Guid), &function, (uint)sizeof(nint), &returned, null, null) == 0
            ? function
            : 0;
    }
}
