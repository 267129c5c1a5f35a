namespace WinsockGen;

/// <summary>What the runtime calls, by its SDK names; our own generator writes it.</summary>
[WinsockBindings(
    WinsockApi.None,
    Include = """
        WSAStartup, WSASocketW, closesocket, bind, listen, shutdown, getsockname, getpeername, getsockopt, setsockopt,
        WSAIoctl, WSARecv, WSASend, WSAEnumProtocolsW, WSAID_ACCEPTEX, WSAID_CONNECTEX,
        CreateIoCompletionPort, GetQueuedCompletionStatusEx, PostQueuedCompletionStatus, CancelIoEx,
        SetFileCompletionNotificationModes, CloseHandle, FILE_SKIP_*,
        INVALID_SOCKET, SOCKET_ERROR, SOMAXCONN, SOCK_STREAM, SD_SEND, IPPROTO_TCP, WSA_FLAG_OVERLAPPED, WSA_FLAG_NO_HANDLE_INHERIT,
        SOL_SOCKET, SO_LINGER, SO_EXCLUSIVEADDRUSE, SO_PROTOCOL_INFOW, SO_UPDATE_*_CONTEXT, LINGER, XP1_IFS_HANDLES,
        SIO_GET_EXTENSION_FUNCTION_POINTER, WSAE*, WSA_IO_PENDING, WSA_OPERATION_ABORTED
        """,
    Overloads = false)]
internal static unsafe partial class Ws2;
