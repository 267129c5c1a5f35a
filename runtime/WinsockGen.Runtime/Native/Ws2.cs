namespace WinsockGen;

/// <summary>What the runtime calls, by its SDK names; our own generator writes it.</summary>
[WinsockBindings(
    WinsockApi.None,
    Include = """
        WSAStartup, WSASocketW, closesocket, bind, connect, listen, shutdown, getsockname, getpeername, getsockopt, setsockopt,
        WSAIoctl, WSARecv, WSASend, WSARecvFrom, WSASendTo, WSAMSG, WSAEnumProtocolsW,
        GetAddrInfoExW, GetAddrInfoExCancel, FreeAddrInfoExW, WSAConnectByNameW, WSAConnectByList,
        WSAID_ACCEPTEX, WSAID_CONNECTEX, WSAID_DISCONNECTEX, WSAID_TRANSMITFILE, WSAID_TRANSMITPACKETS, WSAID_WSARECVMSG, WSAID_WSASENDMSG,
        TRANSMIT_FILE_BUFFERS, TRANSMIT_PACKETS_ELEMENT, TF_*, TP_*,
        CreateIoCompletionPort, GetQueuedCompletionStatusEx, PostQueuedCompletionStatus, CancelIoEx,
        SetFileCompletionNotificationModes, CloseHandle, FILE_SKIP_*,
        INVALID_SOCKET, SOCKET_ERROR, SOMAXCONN, SOCK_*, SD_SEND, IPPROTO_IP, IPPROTO_IPV6, IPPROTO_TCP, IPPROTO_UDP,
        WSA_FLAG_OVERLAPPED, WSA_FLAG_NO_HANDLE_INHERIT, FROM_PROTOCOL_INFO, MSG_TRUNC, MSG_CTRUNC, MSG_PARTIAL,
        SOL_SOCKET, SO_LINGER, SO_EXCLUSIVEADDRUSE, SO_REUSEADDR, SO_PROTOCOL_INFOW, SO_UPDATE_*_CONTEXT, LINGER, XP1_IFS_HANDLES,
        IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP, IP_ADD_SOURCE_MEMBERSHIP, IP_DROP_SOURCE_MEMBERSHIP, IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP,
        MCAST_JOIN_SOURCE_GROUP, MCAST_LEAVE_SOURCE_GROUP, GROUP_SOURCE_REQ,
        AF_INET, AF_INET6, AF_UNIX, AF_HYPERV, AF_BTH, AF_IRDA, AF_IPX, AF_APPLETALK, BT_PORT_ANY, HV_GUID_*,
        SOCKADDR_UN, SOCKADDR_HV, SOCKADDR_BTH, SOCKADDR_IRDA, SOCKADDR_IPX, SOCKADDR_AT,
        SIO_GET_EXTENSION_FUNCTION_POINTER, SIO_UDP_CONNRESET, SIO_UDP_NETRESET, WSAE*, WSA_IO_PENDING, WSA_OPERATION_ABORTED
        """,
    Overloads = false)]
internal static unsafe partial class Ws2;
