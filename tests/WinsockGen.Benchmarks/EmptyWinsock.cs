using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen.Benchmarks;

/// <summary>
/// A Winsock that does nothing, as fast as can be: sends succeed at once, receives pend and are on the port right after, and receives of zero
/// bytes pend for ever.
/// What remains to be measured is the runtime itself.
/// </summary>
internal static unsafe class EmptyWinsock
{
    private const int WaitTimeout = 258;
    private const int RingMask = 1023;

    private static readonly nint[] Ring = new nint[RingMask + 1];
    private static int s_head;
    private static int s_tail;
    private static nuint s_nextSocket = 0x100;

    public static WinsockTable Table { get; } = new()
    {
        WSASocketW = &OpenSocket,
        closesocket = &CloseSocket,
        bind = &Bind,
        connect = &Bind,
        listen = &Listen,
        shutdown = &Listen,
        getsockname = &GetName,
        getpeername = &GetName,
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

    private static nuint OpenSocket(int family, int type, int protocol, WSAPROTOCOL_INFOW* info, uint group, uint flags) => s_nextSocket += 4;

    private static int CloseSocket(nuint socket) => 0;

    private static int Bind(nuint socket, SOCKADDR* name, int length) => 0;

    private static int Listen(nuint socket, int value) => 0;

    private static int GetName(nuint socket, SOCKADDR* name, int* length) => 0;

    private static int GetSockOpt(nuint socket, int level, int name, byte* value, int* length)
    {
        ((WSAPROTOCOL_INFOW*)value)->dwServiceFlags1 = XP1_IFS_HANDLES;
        return 0;
    }

    private static int SetSockOpt(nuint socket, int level, int name, byte* value, int length) => 0;

    private static int Ioctl(nuint socket, uint code, void* input, uint inputLength, void* output, uint outputLength, uint* returned,
        OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        if (output != null)
            *(nint*)output = 1;
        return 0;
    }

    private static int Recv(nuint socket, WSABUF* buffers, uint count, uint* received, uint* flags, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        // A receive of zero bytes waits for data, and none ever comes: the connection is idle.
        if (buffers->len == 0)
            Marshal.SetLastPInvokeError(WSA_IO_PENDING);
        else
            Pend(overlapped, buffers->len);
        return SOCKET_ERROR;
    }

    private static int Send(nuint socket, WSABUF* buffers, uint count, uint* sent, uint flags, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        overlapped->InternalHigh = buffers->len;
        return 0;
    }

    private static int RecvFrom(nuint socket, WSABUF* buffers, uint count, uint* received, uint* flags, SOCKADDR* name, int* nameLength,
        OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        *nameLength = sizeof(SOCKADDR);
        Pend(overlapped, buffers->len);
        return SOCKET_ERROR;
    }

    private static int SendTo(nuint socket, WSABUF* buffers, uint count, uint* sent, uint flags, SOCKADDR* name, int nameLength,
        OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        overlapped->InternalHigh = buffers->len;
        return 0;
    }

    private static int RecvMsg(nint function, nuint socket, WSAMSG* message, uint* received, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        message->namelen = sizeof(SOCKADDR);
        Pend(overlapped, message->lpBuffers->len);
        return SOCKET_ERROR;
    }

    private static int SendMsg(nint function, nuint socket, WSAMSG* message, uint flags, uint* sent, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        overlapped->InternalHigh = message->lpBuffers->len;
        return 0;
    }

    private static int EnumProtocols(int* protocols, WSAPROTOCOL_INFOW* buffer, uint* length) => 0;

    private static int AcceptEx(nint function, nuint listener, nuint accepted, void* output, uint receiveLength, uint localLength,
        uint remoteLength, uint* received, OVERLAPPED* overlapped)
    {
        Pend(overlapped, 0);
        return 0;
    }

    private static int ConnectEx(nint function, nuint socket, SOCKADDR* name, int length, void* data, uint dataLength, uint* sent, OVERLAPPED* overlapped) => 1;

    private static int DisconnectEx(nint function, nuint handle, OVERLAPPED* overlapped, uint flags, uint reserved) => 1;

    private static int TransmitFile(nint function, nuint handle, nint file, uint count, uint countPerSend, OVERLAPPED* overlapped,
        TRANSMIT_FILE_BUFFERS* buffers, uint flags) => 1;

    private static int TransmitPackets(nint function, nuint handle, TRANSMIT_PACKETS_ELEMENT* elements, uint count, uint sendSize,
        OVERLAPPED* overlapped, uint flags) => 1;

    private static int GetAddrInfoEx(char* name, char* service, uint nameSpace, Guid* provider, ADDRINFOEXW* hints, ADDRINFOEXW** result,
        TIMEVAL* timeout, OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, void> routine, nint* handle) => WSAEOPNOTSUPP;

    private static int CancelGetAddrInfo(nint* handle) => WSAEOPNOTSUPP;

    private static void FreeAddrInfoEx(ADDRINFOEXW* list)
    {
    }

    private static int ConnectByName(nuint handle, char* node, char* service, uint* localLength, SOCKADDR* local, uint* remoteLength, SOCKADDR* remote,
        TIMEVAL* timeout, OVERLAPPED* overlapped) => 1;

    private static int ConnectByList(nuint handle, SOCKET_ADDRESS_LIST* list, uint* localLength, SOCKADDR* local, uint* remoteLength, SOCKADDR* remote,
        TIMEVAL* timeout, OVERLAPPED* overlapped) => 1;

    private static long TickCount64() => Environment.TickCount64;

    private static nint CreatePort(nint file, nint existing, nuint key, uint threads) => 1;

    private static int Dequeue(nint port, OVERLAPPED_ENTRY* entries, uint count, uint* removed, uint timeout, int alertable)
    {
        uint taken = 0;
        while (s_head != s_tail && taken < count)
        {
            var overlapped = (OVERLAPPED*)Ring[s_head++ & RingMask];
            entries[taken].lpOverlapped = overlapped;
            entries[taken++].dwNumberOfBytesTransferred = (uint)overlapped->InternalHigh;
        }

        *removed = taken;
        if (taken != 0)
            return 1;
        Marshal.SetLastPInvokeError(WaitTimeout);
        return 0;
    }

    private static int Post(nint port, uint transferred, nuint key, OVERLAPPED* overlapped) => 1;

    private static int Cancel(nint file, OVERLAPPED* overlapped) => 1;

    private static int SetModes(nint file, byte flags) => 1;

    private static int ClosePort(nint port) => 1;

    private static void QueueWorkItem(IThreadPoolWorkItem item) => throw new NotSupportedException("The loop under measurement runs continuations inline.");

    private static void Pend(OVERLAPPED* overlapped, uint transferred)
    {
        overlapped->InternalHigh = transferred;
        Ring[s_tail++ & RingMask] = (nint)overlapped;
        Marshal.SetLastPInvokeError(WSA_IO_PENDING);
    }
}
