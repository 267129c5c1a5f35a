using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// The seam: everything native that the runtime calls, as one table of managed function pointers per completion port.
/// The runtime calls nothing outside of it, so that a scripted Winsock can stand behind a port on any system.
/// </summary>
/// <remarks>
/// Each entry has the signature and the failure convention of the SDK function it is named after; the error of a failed
/// call is <see cref="System.Runtime.InteropServices.Marshal.GetLastPInvokeError"/>. The extension functions take their address (as
/// WSAIoctl gave it) as an additional first argument, because every provider has its own.
/// </remarks>
internal sealed unsafe class WinsockTable
{
    public required delegate*<int, int, int, WSAPROTOCOL_INFOW*, uint, uint, nuint> WSASocketW { get; init; }
    public required delegate*<nuint, int> closesocket { get; init; }
    public required delegate*<nuint, SOCKADDR*, int, int> bind { get; init; }
    public required delegate*<nuint, SOCKADDR*, int, int> connect { get; init; }
    public required delegate*<nuint, int, int> listen { get; init; }
    public required delegate*<nuint, int, int> shutdown { get; init; }
    public required delegate*<nuint, SOCKADDR*, int*, int> getsockname { get; init; }
    public required delegate*<nuint, SOCKADDR*, int*, int> getpeername { get; init; }
    public required delegate*<nuint, int, int, byte*, int*, int> getsockopt { get; init; }
    public required delegate*<nuint, int, int, byte*, int, int> setsockopt { get; init; }
    public required delegate*<nuint, uint, void*, uint, void*, uint, uint*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSAIoctl { get; init; }
    public required delegate*<nuint, WSABUF*, uint, uint*, uint*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSARecv { get; init; }
    public required delegate*<nuint, WSABUF*, uint, uint*, uint, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSASend { get; init; }
    public required delegate*<nuint, WSABUF*, uint, uint*, uint*, SOCKADDR*, int*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSARecvFrom { get; init; }
    public required delegate*<nuint, WSABUF*, uint, uint*, uint, SOCKADDR*, int, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSASendTo { get; init; }
    public required delegate*<int*, WSAPROTOCOL_INFOW*, uint*, int> WSAEnumProtocolsW { get; init; }
    public required delegate*<char*, char*, uint, Guid*, ADDRINFOEXW*, ADDRINFOEXW**, TIMEVAL*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, void>, nint*, int> GetAddrInfoExW { get; init; }
    public required delegate*<nint*, int> GetAddrInfoExCancel { get; init; }
    public required delegate*<ADDRINFOEXW*, void> FreeAddrInfoExW { get; init; }
    public required delegate*<nuint, char*, char*, uint*, SOCKADDR*, uint*, SOCKADDR*, TIMEVAL*, OVERLAPPED*, int> WSAConnectByNameW { get; init; }
    public required delegate*<nuint, SOCKET_ADDRESS_LIST*, uint*, SOCKADDR*, uint*, SOCKADDR*, TIMEVAL*, OVERLAPPED*, int> WSAConnectByList { get; init; }

    public required delegate*<nint, nuint, nuint, void*, uint, uint, uint, uint*, OVERLAPPED*, int> AcceptEx { get; init; }
    public required delegate*<nint, nuint, SOCKADDR*, int, void*, uint, uint*, OVERLAPPED*, int> ConnectEx { get; init; }
    public required delegate*<nint, nuint, OVERLAPPED*, uint, uint, int> DisconnectEx { get; init; }
    public required delegate*<nint, nuint, nint, uint, uint, OVERLAPPED*, TRANSMIT_FILE_BUFFERS*, uint, int> TransmitFile { get; init; }
    public required delegate*<nint, nuint, TRANSMIT_PACKETS_ELEMENT*, uint, uint, OVERLAPPED*, uint, int> TransmitPackets { get; init; }
    public required delegate*<nint, nuint, WSAMSG*, uint*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSARecvMsg { get; init; }
    public required delegate*<nint, nuint, WSAMSG*, uint, uint*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int> WSASendMsg { get; init; }

    public required delegate*<nint, nint, nuint, uint, nint> CreateIoCompletionPort { get; init; }
    public required delegate*<nint, OVERLAPPED_ENTRY*, uint, uint*, uint, int, int> GetQueuedCompletionStatusEx { get; init; }
    public required delegate*<nint, uint, nuint, OVERLAPPED*, int> PostQueuedCompletionStatus { get; init; }
    public required delegate*<nint, OVERLAPPED*, int> CancelIoEx { get; init; }
    public required delegate*<nint, byte, int> SetFileCompletionNotificationModes { get; init; }
    public required delegate*<nint, int> CloseHandle { get; init; }

    /// <summary>The clock: milliseconds that only grow, as Environment.TickCount64 counts them.</summary>
    public required delegate*<long> TickCount64 { get; init; }

    /// <summary>Where continuations go that do not run on the loop: the thread pool.</summary>
    public required delegate*<IThreadPoolWorkItem, void> QueueWorkItem { get; init; }
}
