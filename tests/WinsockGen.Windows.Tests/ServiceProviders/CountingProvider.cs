using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>
/// A layered provider in C#, of the kind without kernel handles: its sockets are made by an upcall, which keeps the socket of
/// the provider below as their context. It counts what is sent and leaves the rest to the provider below.
/// </summary>
internal static unsafe class CountingProvider
{
    private const ushort Version = 0x0202;

    private static Ws2.WSPUPCALLTABLE _upcalls;
    private static Ws2.WSPPROC_TABLE _below;

    /// <summary>WSPStartup of the provider below; a real one finds it by its path in the protocol chain (WSCGetProviderPath).</summary>
    public static delegate* unmanaged[Stdcall]<ushort, Ws2.WSPDATA*, Ws2.WSAPROTOCOL_INFOW*, Ws2.WSPUPCALLTABLE, Ws2.WSPPROC_TABLE*, int> Below { get; set; }

    public static long BytesSent { get; private set; }

    /// <summary>What the DLL of a transport provider exports under this name.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    public static int WSPStartup(
        ushort wVersionRequested, Ws2.WSPDATA* lpWSPData, Ws2.WSAPROTOCOL_INFOW* lpProtocolInfo, Ws2.WSPUPCALLTABLE UpcallTable, Ws2.WSPPROC_TABLE* lpProcTable)
    {
        // The low byte is the major version.
        if ((byte)wVersionRequested < 2)
            return Ws2.WSAVERNOTSUPPORTED;

        Ws2.WSPPROC_TABLE below;
        var error = Below(Version, lpWSPData, lpProtocolInfo, UpcallTable, &below);
        if (error != 0)
            return error;

        _upcalls = UpcallTable;
        _below = below;
        BytesSent = 0;
        *lpProcTable = below;
        lpProcTable->lpWSPSocket = &Socket;
        lpProcTable->lpWSPSend = &Send;
        lpProcTable->lpWSPRecv = &Recv;
        lpProcTable->lpWSPCloseSocket = &CloseSocket;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static nuint Socket(int af, int type, int protocol, Ws2.WSAPROTOCOL_INFOW* lpProtocolInfo, uint g, uint dwFlags, int* lpErrno)
    {
        var below = _below.lpWSPSocket(af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno);
        return below == Ws2.INVALID_SOCKET ? below : _upcalls.lpWPUCreateSocketHandle(lpProtocolInfo->dwCatalogEntryId, below, lpErrno);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int CloseSocket(nuint s, int* lpErrno)
    {
        nuint below;
        return _upcalls.lpWPUQuerySocketHandleContext(s, &below, lpErrno) == 0 && _below.lpWSPCloseSocket(below, lpErrno) == 0
            ? _upcalls.lpWPUCloseSocketHandle(s, lpErrno)
            : Ws2.SOCKET_ERROR;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int Send(
        nuint s,
        Ws2.WSABUF* lpBuffers,
        uint dwBufferCount,
        uint* lpNumberOfBytesSent,
        uint dwFlags,
        Ws2.OVERLAPPED* lpOverlapped,
        delegate* unmanaged[Stdcall]<uint, uint, Ws2.OVERLAPPED*, uint, void> lpCompletionRoutine,
        Ws2.WSATHREADID* lpThreadId,
        int* lpErrno)
    {
        nuint below;
        if (_upcalls.lpWPUQuerySocketHandleContext(s, &below, lpErrno) != 0)
            return Ws2.SOCKET_ERROR;

        var result = _below.lpWSPSend(below, lpBuffers, dwBufferCount, lpNumberOfBytesSent, dwFlags, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno);
        if (result == 0)
            BytesSent += *lpNumberOfBytesSent;
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int Recv(
        nuint s,
        Ws2.WSABUF* lpBuffers,
        uint dwBufferCount,
        uint* lpNumberOfBytesRecvd,
        uint* lpFlags,
        Ws2.OVERLAPPED* lpOverlapped,
        delegate* unmanaged[Stdcall]<uint, uint, Ws2.OVERLAPPED*, uint, void> lpCompletionRoutine,
        Ws2.WSATHREADID* lpThreadId,
        int* lpErrno)
    {
        nuint below;
        return _upcalls.lpWPUQuerySocketHandleContext(s, &below, lpErrno) == 0
            ? _below.lpWSPRecv(below, lpBuffers, dwBufferCount, lpNumberOfBytesRecvd, lpFlags, lpOverlapped, lpCompletionRoutine, lpThreadId, lpErrno)
            : Ws2.SOCKET_ERROR;
    }
}
