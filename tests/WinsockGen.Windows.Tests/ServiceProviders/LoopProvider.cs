using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>A base provider after a script: what is sent on a socket of it can be received from the same socket.</summary>
internal static unsafe class LoopProvider
{
    private static readonly Dictionary<nuint, Queue<byte>> Sockets = [];

    public static int OpenSockets => Sockets.Count;

    /// <summary>The catalog entry that the last socket was made for.</summary>
    public static uint LastCatalogEntry { get; private set; }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    public static int WSPStartup(
        ushort wVersionRequested, Ws2.WSPDATA* lpWSPData, Ws2.WSAPROTOCOL_INFOW* lpProtocolInfo, Ws2.WSPUPCALLTABLE UpcallTable, Ws2.WSPPROC_TABLE* lpProcTable)
    {
        *lpWSPData = new Ws2.WSPDATA { wVersion = 0x0202, wHighVersion = 0x0202 };
        *lpProcTable = new Ws2.WSPPROC_TABLE
        {
            lpWSPCleanup = &Cleanup,
            lpWSPCloseSocket = &CloseSocket,
            lpWSPRecv = &Recv,
            lpWSPSend = &Send,
            lpWSPSocket = &Socket,
        };
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int Cleanup(int* lpErrno) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static nuint Socket(int af, int type, int protocol, Ws2.WSAPROTOCOL_INFOW* lpProtocolInfo, uint g, uint dwFlags, int* lpErrno)
    {
        LastCatalogEntry = lpProtocolInfo->dwCatalogEntryId;
        var s = (nuint)(0x1000 + (4 * Sockets.Count));
        Sockets.Add(s, new Queue<byte>());
        return s;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int CloseSocket(nuint s, int* lpErrno) => Sockets.Remove(s) ? 0 : Fail(Ws2.WSAENOTSOCK, lpErrno);

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
        if (!Sockets.TryGetValue(s, out var loop))
            return Fail(Ws2.WSAENOTSOCK, lpErrno);

        *lpNumberOfBytesSent = 0;
        foreach (var buffer in new ReadOnlySpan<Ws2.WSABUF>(lpBuffers, (int)dwBufferCount))
        {
            foreach (var value in new ReadOnlySpan<byte>(buffer.buf, (int)buffer.len))
                loop.Enqueue(value);
            *lpNumberOfBytesSent += buffer.len;
        }

        return 0;
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
        if (!Sockets.TryGetValue(s, out var loop))
            return Fail(Ws2.WSAENOTSOCK, lpErrno);
        if (loop.Count == 0)
            return Fail(Ws2.WSAEWOULDBLOCK, lpErrno);

        uint count = 0;
        while (count < lpBuffers->len && loop.TryDequeue(out var value))
            lpBuffers->buf[count++] = value;
        *lpNumberOfBytesRecvd = count;
        return 0;
    }

    private static int Fail(int error, int* lpErrno)
    {
        *lpErrno = error;
        return Ws2.SOCKET_ERROR;
    }
}
