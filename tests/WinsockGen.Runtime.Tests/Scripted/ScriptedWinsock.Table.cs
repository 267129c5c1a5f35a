using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>The functions, with the signatures and failure conventions of the SDK.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    private const int SocketError = -1;
    private const int WaitTimeout = 258;
    private const int ErrorNotFound = 1168;
    private const int ErrorInvalidHandle = 6;
    private const nint AcceptExFunction = 0xACCE;
    private const nint ConnectExFunction = 0xC0EC;
    private const nint TransmitFileFunction = 0x7F11;
    private const nint TransmitPacketsFunction = 0x7FAC;
    private const nint RecvMsgFunction = 0x3EC5;
    private const nint SendMsgFunction = 0x5E5D;

    public static WinsockTable Table { get; } = new()
    {
        WSASocketW = &OpenSocket,
        closesocket = &CloseSocket,
        bind = &Bind,
        connect = &Connect,
        listen = &Listen,
        shutdown = &Shutdown,
        getsockname = &GetSockName,
        getpeername = &GetPeerName,
        getsockopt = &GetSockOpt,
        setsockopt = &SetSockOpt,
        WSAIoctl = &Ioctl,
        WSARecv = &Recv,
        WSASend = &Send,
        WSARecvFrom = &RecvFrom,
        WSASendTo = &SendTo,
        WSAEnumProtocolsW = &EnumProtocols,
        GetAddrInfoExW = &GetAddrInfoEx,
        GetAddrInfoExCancel = &CancelGetAddrInfo,
        FreeAddrInfoExW = &FreeAddrInfoEx,
        WSAConnectByNameW = &ConnectByName,
        WSAConnectByList = &ConnectByList,
        AcceptEx = &AcceptEx,
        ConnectEx = &ConnectEx,
        DisconnectEx = &DisconnectEx,
        TransmitFile = &TransmitFile,
        TransmitPackets = &TransmitPackets,
        WSARecvMsg = &RecvMsg,
        WSASendMsg = &SendMsg,
        CreateIoCompletionPort = &CreatePort,
        GetQueuedCompletionStatusEx = &Dequeue,
        PostQueuedCompletionStatus = &Post,
        CancelIoEx = &Cancel,
        SetFileCompletionNotificationModes = &SetModes,
        CloseHandle = &ClosePort,
        TickCount64 = &TickCount64,
        QueueWorkItem = &QueueWorkItem,
    };

    private static nuint OpenSocket(int family, int type, int protocol, WSAPROTOCOL_INFOW* info, uint group, uint flags)
    {
        ScriptedWinsock world = Current;
        world.Count(nameof(Ws2.WSASocketW));
        if (flags != (WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT))
            world.Violations.Add("A socket was opened without WSA_FLAG_OVERLAPPED or WSA_FLAG_NO_HANDLE_INHERIT.");
        if (world.TakeFailure(nameof(Ws2.WSASocketW)) is int failure)
        {
            Marshal.SetLastPInvokeError(failure);
            return INVALID_SOCKET;
        }

        if (family == FROM_PROTOCOL_INFO)
            (family, type, protocol) = (info->iAddressFamily, info->iSocketType, info->iProtocol);
        world.Kinds.Add((family, type, protocol));
        nuint handle = world._nextHandle += 4;
        world._sockets.Add(handle, new ScriptedSocket(handle, family, type, protocol));
        return handle;
    }

    private static int CloseSocket(nuint handle)
    {
        // The finalizer thread has no world, and comes when the world of the handle is long gone.
        if (s_current is not { } world)
            return 0;
        world.Count(nameof(Ws2.closesocket));
        if (!world._sockets.Remove(handle, out ScriptedSocket? socket))
        {
            world.Violations.Add("A socket was closed twice.");
            return Fail(WSAENOTSOCK);
        }

        // Pending calls complete with an error; their packets still come (closesocket, "Remarks").
        if (!world.CloseLeavesCalls)
        {
            foreach (PendingCall call in socket.Calls)
                world.Queue(call, world.Choose(true) ? StatusCancelled : StatusLocalDisconnect, 0);
        }

        world.EndAccepts(socket);

        if (socket.End is { } end)
        {
            // An abortive close resets the peer (closesocket: SO_LINGER with a zero interval), a graceful one ends its stream.
            if (socket.LingersForNothing)
                end.Peer.IsReset = true;
            else
                end.Peer.IsEnded = true;
        }

        // Closing a listener resets what was never accepted.
        foreach (var (waiting, _) in socket.Backlog)
            waiting.Peer.IsReset = true;
        return 0;
    }

    private static int Bind(nuint handle, SOCKADDR* name, int length)
    {
        ScriptedWinsock world = Current;
        if (world.TakeFailure(nameof(Ws2.bind)) is int failure)
            return Fail(failure);
        ScriptedSocket socket = world._sockets[handle];
        IPEndPoint wanted = ReadEndPoint(name, length);
        if (wanted.Port == 0 && world.FamiliesWithoutWildcard.Contains(socket.Family))
            return Fail(WSAEINVAL);
        if (wanted.Port != 0 && world._sockets.Values.Any(other => other.Local?.Port == wanted.Port && other.Type == socket.Type && other.IsExclusive))
            return Fail(WSAEADDRINUSE); // Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE, the table of bind results.
        socket.Local = wanted.Port == 0 ? world.FreeEndPoint(socket) : wanted;
        return 0;
    }

    private static int Listen(nuint handle, int backlog)
    {
        ScriptedSocket socket = Current._sockets[handle];
        if (socket.Local is null)
            return Fail(WSAEINVAL); // listen: "the socket has not been bound".
        socket.IsListening = true;
        return 0;
    }

    private static int Shutdown(nuint handle, int how)
    {
        ScriptedSocket socket = Current._sockets[handle];
        if (socket is { MessagePeer: { } peer, LacksContext: false })
        {
            peer.HasBeenTold = true;
            return 0;
        }

        if (socket.End is null || socket.LacksContext)
            return Fail(WSAENOTCONN); // AcceptEx, "Remarks": shutdown needs SO_UPDATE_ACCEPT_CONTEXT.
        socket.End.Peer.IsEnded = true;
        return 0;
    }

    private static int GetSockName(nuint handle, SOCKADDR* name, int* length) => Write(Current._sockets[handle].Local, WSAEINVAL, name, length);

    private static int GetPeerName(nuint handle, SOCKADDR* name, int* length)
    {
        ScriptedSocket socket = Current._sockets[handle];
        return Write(socket.LacksContext ? null : socket.Remote, WSAENOTCONN, name, length);
    }

    private static int GetSockOpt(nuint handle, int level, int name, byte* value, int* length)
    {
        ScriptedWinsock world = Current;
        world.OptionCalls.Add(new ScriptedOptionCall(level, name, new ReadOnlySpan<byte>(value, *length).ToArray()));
        if (level == SOL_SOCKET && name == SO_PROTOCOL_INFOW)
        {
            var info = (WSAPROTOCOL_INFOW*)value;
            ScriptedSocket described = world._sockets[handle];
            (info->iAddressFamily, info->iSocketType, info->iProtocol) = (described.Family, described.Type, described.Protocol);
            info->dwServiceFlags1 = world.HasIfsHandles ? XP1_IFS_HANDLES : 0;
            return 0;
        }

        if (level == SOL_SOCKET && name == SO_CONNECT_TIME)
        {
            // Seconds; all ones when there is no connection (SOL_SOCKET options).
            *(uint*)value = world._sockets[handle].ConnectedAt is { } since ? (uint)((world.Now - since) / 1000) : uint.MaxValue;
            return 0;
        }

        if (!world._sockets[handle].Options.TryGetValue((level, name), out byte[]? bytes))
        {
            // Older Windows does not know them.
            if (level != IPPROTO_UDP || name is not (UDP_SEND_MSG_SIZE or UDP_RECV_MAX_COALESCED_SIZE) || !world.HasSegmentation)
                return Fail(WSAENOPROTOOPT);
            bytes = new byte[sizeof(int)]; // IPPROTO_UDP socket options: both sizes are 0 by default.
        }

        // A BOOL may come back as one byte (seen of TCP_NODELAY and others on real systems).
        *length = Math.Min(*length, bytes.Length);
        bytes.AsSpan(0, *length).CopyTo(new Span<byte>(value, *length));
        return 0;
    }

    private static int SetSockOpt(nuint handle, int level, int name, byte* value, int length)
    {
        ScriptedWinsock world = Current;
        world.OptionCalls.Add(new ScriptedOptionCall(level, name, new ReadOnlySpan<byte>(value, length).ToArray()));
        ScriptedSocket socket = world._sockets[handle];
        if (level == SOL_SOCKET && name is SO_UPDATE_ACCEPT_CONTEXT or SO_UPDATE_CONNECT_CONTEXT)
        {
            if (world.TakeFailure(name == SO_UPDATE_ACCEPT_CONTEXT ? nameof(SO_UPDATE_ACCEPT_CONTEXT) : nameof(SO_UPDATE_CONNECT_CONTEXT)) is int failure)
                return Fail(failure);
            socket.LacksContext = false;
            world.Interrupt(nameof(Ws2.setsockopt));
            return 0;
        }

        if (level == SOL_SOCKET && name == SO_EXCLUSIVEADDRUSE)
            socket.IsExclusive = true;
        if (level == SOL_SOCKET && name == SO_LINGER)
            socket.LingersForNothing = ((LINGER*)value)->l_onoff != 0 && ((LINGER*)value)->l_linger == 0;
        socket.Options[(level, name)] = new ReadOnlySpan<byte>(value, length).ToArray();
        return 0;
    }

    private static int Recv(nuint handle, WSABUF* buffers, uint count, uint* received, uint* flags, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedSocket socket = Current._sockets[handle];
        if (socket.LacksPeer || (socket.IsRecycled && Current.RecyclesWrongly))
            return Fail(WSAENOTCONN);
        CallKind kind = socket.MessagePeer is null ? CallKind.Receive : CallKind.ReceiveMessage;
        int error = Current.Start(nameof(Ws2.WSARecv), Call(kind, socket, overlapped, buffers, count));

        // The flags are written only when the call is over (WSARecv, lpFlags).
        if (error == 0 && (uint)overlapped->Internal == ScriptedMessagePeer.StatusReceivePartial)
            *flags = MSG_PARTIAL;
        return Result(error);
    }

    private static int Send(nuint handle, WSABUF* buffers, uint count, uint* sent, uint flags, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedSocket socket = Current._sockets[handle];
        if (socket.LacksPeer || (socket.IsRecycled && Current.RecyclesWrongly))
            return Fail(WSAENOTCONN);
        CallKind kind = socket.MessagePeer is null ? CallKind.Send : CallKind.SendMessage;
        return Result(Current.Start(nameof(Ws2.WSASend), Call(kind, socket, overlapped, buffers, count, flags)));
    }

    private static PendingCall Call(CallKind kind, ScriptedSocket socket, OVERLAPPED* overlapped, WSABUF* buffers, uint count, uint flags = 0) =>
        new(kind, socket, overlapped)
        {
            Buffer = buffers->buf,
            Length = (int)buffers->len,
            OtherBuffers = PendingCall.Others(buffers, count),
            Flags = flags,
        };

    private static int AcceptEx(nint function, nuint listener, nuint accepted, void* output, uint receiveLength, uint localLength,
        uint remoteLength, uint* received, OVERLAPPED* overlapped)
    {
        ScriptedWinsock world = Current;
        if (function != AcceptExFunction || localLength < 16 + 16 || remoteLength < 16 + 16)
            world.Violations.Add("AcceptEx was called wrongly.");
        ScriptedSocket socket = world._sockets[listener];
        if (!socket.IsListening)
            return FailBool(WSAEINVAL);
        if (world._sockets[accepted].End is not null || world._sockets[accepted].Local is not null)
            return FailBool(WSAEINVAL); // AcceptEx, sAcceptSocket: it must not be bound or connected.
        CallKind kind = socket.Type == SOCK_STREAM ? CallKind.Accept : CallKind.AcceptMessages;
        var call = new PendingCall(kind, socket, overlapped) { Accepted = world._sockets[accepted], Buffer = (byte*)output, Length = (int)receiveLength };
        return ResultBool(world.Start(nameof(WinsockTable.AcceptEx), call));
    }

    private static int ConnectEx(nint function, nuint handle, SOCKADDR* name, int length, void* data, uint dataLength, uint* sent, OVERLAPPED* overlapped)
    {
        ScriptedWinsock world = Current;
        if (function != ConnectExFunction)
            world.Violations.Add("ConnectEx was called wrongly.");
        ScriptedSocket socket = world._sockets[handle];
        if (socket.Local is null)
            return FailBool(WSAEINVAL); // ConnectEx, "Remarks": the socket must be bound.
        socket.Remote = ReadEndPoint(name, length);
        return ResultBool(world.Start(nameof(WinsockTable.ConnectEx), new PendingCall(CallKind.Connect, socket, overlapped) { Buffer = (byte*)data, Length = (int)dataLength }));
    }

    private static nint CreatePort(nint file, nint existing, nuint key, uint threads)
    {
        ScriptedWinsock world = Current;
        if (existing == 0)
        {
            nint handle = (nint)(world._nextHandle += 4);
            world._ports.Add(handle, new ScriptedPort(handle));
            return handle;
        }

        ScriptedSocket socket = world._sockets[(nuint)file];
        if (socket.Port is not null)
        {
            // CreateIoCompletionPort: a handle is associated with one port, for as long as it lives; NtSetInformationFile says
            // STATUS_INVALID_PARAMETER (seen on Wine, too).
            Marshal.SetLastPInvokeError(CompletionPort.InvalidParameter);
            return 0;
        }

        socket.Port = world._ports[existing];
        return existing;
    }

    private static int SetModes(nint file, byte flags)
    {
        ScriptedWinsock world = Current;
        if (!world.HasIfsHandles)
            world.Violations.Add("Packets were to be skipped on a provider without IFS handles."); // KB 2568167
        world._sockets[(nuint)file].SkipsOnSuccess = (flags & FILE_SKIP_COMPLETION_PORT_ON_SUCCESS) != 0;
        return 1;
    }

    private static int Dequeue(nint handle, OVERLAPPED_ENTRY* entries, uint count, uint* removed, uint timeout, int alertable)
    {
        ScriptedWinsock world = Current;
        world.Count(nameof(Ws2.GetQueuedCompletionStatusEx));
        List<OVERLAPPED_ENTRY> packets = world._ports[handle].Packets;
        *removed = 0;
        while (packets.Count != 0 && *removed < count)
        {
            // No order is promised between operations (I/O Completion Ports).
            int index = world._random is null ? 0 : world._random.Next(packets.Count);
            OVERLAPPED_ENTRY entry = packets[index];
            packets.RemoveAt(index);
            world._recordsInUse.Remove((nuint)entry.lpOverlapped);
            entries[(*removed)++] = entry;
        }

        return *removed != 0 ? 1 : FailBool(WaitTimeout);
    }

    private static int Post(nint handle, uint transferred, nuint key, OVERLAPPED* overlapped)
    {
        ScriptedWinsock world = Current;
        world.Count(nameof(Ws2.PostQueuedCompletionStatus));
        if (!world._ports.TryGetValue(handle, out ScriptedPort? port))
            return FailBool(ErrorInvalidHandle);
        if (overlapped != null && !world._recordsInUse.Add((nuint)overlapped))
            world.Violations.Add("A packet was posted for a record that is with Windows.");
        port.Packets.Add(new OVERLAPPED_ENTRY { lpCompletionKey = key, lpOverlapped = overlapped, dwNumberOfBytesTransferred = transferred });
        return 1;
    }

    private static int Cancel(nint file, OVERLAPPED* overlapped)
    {
        // The finalizer thread has no world.
        if (s_current is not { } world)
            return FailBool(ErrorNotFound);
        world.Count(nameof(Ws2.CancelIoEx));
        if (!world._sockets.TryGetValue((nuint)file, out ScriptedSocket? socket))
        {
            world.Violations.Add("CancelIoEx was called with a closed socket.");
            return FailBool(ErrorInvalidHandle);
        }

        // Without a record all of the handle's requests are meant, which only the closing of the socket may do.
        socket.IsClosing |= overlapped == null;
        world.Interrupt(nameof(Ws2.CancelIoEx));
        PendingCall[] calls = [.. socket.Calls.Where(call => overlapped == null || call.Overlapped == overlapped)];
        if (calls.Length == 0)
            return FailBool(ErrorNotFound); // CancelIoEx: nothing to cancel, which is no failure of the caller's.

        foreach (PendingCall call in calls)
        {
            // Cancelling a request does not mean that it was cancelled (CancelIoEx, "Remarks").
            if (world.CanComplete(call) && world.Choose(false))
                continue;
            socket.Calls.Remove(call);
            world.Queue(call, StatusCancelled, 0);
        }

        world.Interrupt(nameof(Ws2.CancelIoEx));
        return 1;
    }

    private static int ClosePort(nint handle)
    {
        if (s_current is { } world && !world._ports.Remove(handle))
            world.Violations.Add("A port was closed twice.");
        return 1;
    }

    private static long TickCount64() => s_current?.Now ?? 0;

    private static void QueueWorkItem(IThreadPoolWorkItem item)
    {
        if (s_current is { } world)
            world._pool.Add(item);
    }

    private static int Write(IPEndPoint? endPoint, int error, SOCKADDR* name, int* length)
    {
        if (endPoint is null)
            return Fail(error);
        SocketAddressValue address = SocketAddressValue.From(endPoint);
        if (*length < address.Bytes.Length)
            return Fail(WSAEFAULT);
        address.Bytes.CopyTo(new Span<byte>(name, *length));
        *length = address.Bytes.Length;
        return 0;
    }

    private static int Result(int error) => error == 0 ? 0 : Fail(error);

    private static int ResultBool(int error) => error == 0 ? 1 : FailBool(error);

    private static int Fail(int error)
    {
        Marshal.SetLastPInvokeError(error);
        return SocketError;
    }

    private static int FailBool(int error)
    {
        Marshal.SetLastPInvokeError(error);
        return 0;
    }
}
