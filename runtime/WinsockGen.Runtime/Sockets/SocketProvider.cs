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

    /// <summary>Whether sockets of this kind can be used again after a disconnect; tried out once.</summary>
    internal Task<bool> RecyclesAsync() => _recycles ??= RecyclingProbe.RunAsync(this);

    private static nuint Create(WinsockTable native, SocketKind kind)
    {
        // Never inheritable: a child process that got the handle would keep the connection open.
        const uint flags = WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT;
        nuint socket;
        if (kind.Entry is { } entry)
        {
            WSAPROTOCOL_INFOW info = entry.Info;
            socket = native.WSASocketW(FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0, flags);
        }
        else
        {
            socket = native.WSASocketW(kind.Family, kind.SocketType, kind.Protocol, null, 0, flags);
        }

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
