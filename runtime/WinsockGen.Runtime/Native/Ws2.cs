using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>Winsock and the completion-port functions of kernel32, by their SDK names.</summary>
internal static unsafe partial class Ws2
{
    internal const int AF_INET = 2, AF_INET6 = 23;
    internal const int SOCK_STREAM = 1, IPPROTO_TCP = 6, IPPROTO_IPV6 = 41, IPV6_V6ONLY = 27;
    internal const int SOL_SOCKET = 0xFFFF, SO_LINGER = 0x80, SO_EXCLUSIVEADDRUSE = ~4, SO_PROTOCOL_INFOW = 0x2005;
    internal const int SO_UPDATE_ACCEPT_CONTEXT = 0x700B, SO_UPDATE_CONNECT_CONTEXT = 0x7010;
    internal const int SOMAXCONN = 0x7FFFFFFF, SD_SEND = 1, SOCKET_ERROR = -1;
    internal const uint WSA_FLAG_OVERLAPPED = 1, WSA_FLAG_NO_HANDLE_INHERIT = 0x80, XP1_IFS_HANDLES = 0x20000;
    internal const uint SIO_GET_EXTENSION_FUNCTION_POINTER = 0xC8000006;
    internal const byte FILE_SKIP_COMPLETION_PORT_ON_SUCCESS = 1, FILE_SKIP_SET_EVENT_ON_HANDLE = 2;
    internal static nuint INVALID_SOCKET => nuint.MaxValue;
    internal static readonly Guid WSAID_ACCEPTEX = new("b5367df1-cbac-11cf-95ca-00805f48a192");
    internal static readonly Guid WSAID_CONNECTEX = new("25a207b9-ddf3-4660-8ee9-76e58c74063e");

    internal struct OVERLAPPED
    {
        public nuint Internal;
        public nuint InternalHigh;
        public _Anonymous Anonymous;
        public nint hEvent;

        [StructLayout(LayoutKind.Explicit)]
        internal struct _Anonymous { [FieldOffset(0)] public void* Pointer; }
    }

    internal struct OVERLAPPED_ENTRY
    {
        public nuint lpCompletionKey;
        public OVERLAPPED* lpOverlapped;
        public nuint Internal;
        public uint dwNumberOfBytesTransferred;
    }

    internal struct WSABUF { public uint len; public byte* buf; }
    internal struct LINGER { public ushort l_onoff; public ushort l_linger; }
    internal struct SOCKADDR { public ushort sa_family; public _sa_data sa_data; [InlineArray(14)] internal struct _sa_data { private byte _e; } }
    internal struct WSADATA { private fixed byte _space[408]; }

    internal struct WSAPROTOCOLCHAIN { public int ChainLen; public _ChainEntries ChainEntries; [InlineArray(7)] internal struct _ChainEntries { private uint _e; } }

    internal struct WSAPROTOCOL_INFOW
    {
        public uint dwServiceFlags1, dwServiceFlags2, dwServiceFlags3, dwServiceFlags4, dwProviderFlags;
        public Guid ProviderId;
        public uint dwCatalogEntryId;
        public WSAPROTOCOLCHAIN ProtocolChain;
        public int iVersion, iAddressFamily, iMaxSockAddr, iMinSockAddr, iSocketType, iProtocol, iProtocolMaxOffset, iNetworkByteOrder, iSecurityScheme;
        public uint dwMessageSize, dwProviderReserved;
        public _szProtocol szProtocol;
        [InlineArray(256)] internal struct _szProtocol { private char _e; }
    }

    [DllImport("ws2_32", ExactSpelling = true)] internal static extern int WSAStartup(ushort wVersionRequested, WSADATA* lpWSAData);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern nuint WSASocketW(int af, int type, int protocol, WSAPROTOCOL_INFOW* lpProtocolInfo, uint g, uint dwFlags);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int closesocket(nuint s);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int bind(nuint s, SOCKADDR* name, int namelen);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int listen(nuint s, int backlog);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int shutdown(nuint s, int how);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int getsockname(nuint s, SOCKADDR* name, int* namelen);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int getpeername(nuint s, SOCKADDR* name, int* namelen);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int getsockopt(nuint s, int level, int optname, byte* optval, int* optlen);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int setsockopt(nuint s, int level, int optname, byte* optval, int optlen);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int WSAIoctl(nuint s, uint dwIoControlCode, void* lpvInBuffer, uint cbInBuffer, void* lpvOutBuffer, uint cbOutBuffer, uint* lpcbBytesReturned, OVERLAPPED* lpOverlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> lpCompletionRoutine);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int WSARecv(nuint s, WSABUF* lpBuffers, uint dwBufferCount, uint* lpNumberOfBytesRecvd, uint* lpFlags, OVERLAPPED* lpOverlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> lpCompletionRoutine);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int WSASend(nuint s, WSABUF* lpBuffers, uint dwBufferCount, uint* lpNumberOfBytesSent, uint dwFlags, OVERLAPPED* lpOverlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> lpCompletionRoutine);
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)] internal static extern int WSAEnumProtocolsW(int* lpiProtocols, WSAPROTOCOL_INFOW* lpProtocolBuffer, uint* lpdwBufferLength);
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)] internal static extern nint CreateIoCompletionPort(nint FileHandle, nint ExistingCompletionPort, nuint CompletionKey, uint NumberOfConcurrentThreads);
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)] internal static extern int GetQueuedCompletionStatusEx(nint CompletionPort, OVERLAPPED_ENTRY* lpCompletionPortEntries, uint ulCount, uint* ulNumEntriesRemoved, uint dwMilliseconds, int fAlertable);
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)] internal static extern int PostQueuedCompletionStatus(nint CompletionPort, uint dwNumberOfBytesTransferred, nuint dwCompletionKey, OVERLAPPED* lpOverlapped);
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)] internal static extern int CancelIoEx(nint hFile, OVERLAPPED* lpOverlapped);
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)] internal static extern int SetFileCompletionNotificationModes(nint FileHandle, byte Flags);
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)] internal static extern int CloseHandle(nint hObject);
}
