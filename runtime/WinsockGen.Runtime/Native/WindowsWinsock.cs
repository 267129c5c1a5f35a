using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>The table of the real Winsock, built once and only on Windows.</summary>
internal static unsafe class WindowsWinsock
{
    private const ushort Version22 = 0x0202;

    private static readonly Lazy<WinsockTable> LazyTable = new(Create);

    /// <summary>The real Winsock, started.</summary>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    internal static WinsockTable Table => LazyTable.Value;

    private static WinsockTable Create()
    {
        if (!OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException(
                "WinsockGen's sockets run on Windows Sockets (ws2_32.dll), which this operating system does not have. Run the program on Windows, or under Wine.");

        // Never paired with WSACleanup: it would end the sockets of everyone else in the process.
        WSADATA data;
        int error = WSAStartup(Version22, &data);
        if (error != 0)
            throw new SocketException(error);

        return new WinsockTable
        {
            WSASocketW = &Ws2.WSASocketW,
            closesocket = &Ws2.closesocket,
            bind = &Ws2.bind,
            connect = &Ws2.connect,
            listen = &Ws2.listen,
            shutdown = &Ws2.shutdown,
            getsockname = &Ws2.getsockname,
            getpeername = &Ws2.getpeername,
            getsockopt = &Ws2.getsockopt,
            setsockopt = &Ws2.setsockopt,
            WSAIoctl = &Ws2.WSAIoctl,
            WSARecv = &Ws2.WSARecv,
            WSASend = &Ws2.WSASend,
            WSARecvFrom = &Ws2.WSARecvFrom,
            WSASendTo = &Ws2.WSASendTo,
            WSAEnumProtocolsW = &Ws2.WSAEnumProtocolsW,
            GetAddrInfoExW = &Ws2.GetAddrInfoExW,
            GetAddrInfoExCancel = &Ws2.GetAddrInfoExCancel,
            FreeAddrInfoExW = &Ws2.FreeAddrInfoExW,
            WSAConnectByNameW = &Ws2.WSAConnectByNameW,
            WSAConnectByList = &Ws2.WSAConnectByList,
            AcceptEx = &AcceptEx,
            ConnectEx = &ConnectEx,
            DisconnectEx = &DisconnectEx,
            TransmitFile = &TransmitFile,
            TransmitPackets = &TransmitPackets,
            WSARecvMsg = &WSARecvMsg,
            WSASendMsg = &WSASendMsg,
            CreateIoCompletionPort = &Ws2.CreateIoCompletionPort,
            GetQueuedCompletionStatusEx = &Ws2.GetQueuedCompletionStatusEx,
            PostQueuedCompletionStatus = &Ws2.PostQueuedCompletionStatus,
            CancelIoEx = &Ws2.CancelIoEx,
            SetFileCompletionNotificationModes = &Ws2.SetFileCompletionNotificationModes,
            CloseHandle = &Ws2.CloseHandle,
            TickCount64 = &TickCount64,
            QueueWorkItem = &QueueWorkItem,
        };
    }

    private static int AcceptEx(nint function, nuint listener, nuint accepted, void* output, uint receiveLength,
        uint localLength, uint remoteLength, uint* received, OVERLAPPED* overlapped)
    {
        int succeeded = ((delegate* unmanaged[Stdcall]<nuint, nuint, void*, uint, uint, uint, uint*, OVERLAPPED*, int>)function)(
            listener, accepted, output, receiveLength, localLength, remoteLength, received, overlapped);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return succeeded;
    }

    private static int ConnectEx(nint function, nuint socket, SOCKADDR* name, int nameLength, void* data, uint dataLength,
        uint* sent, OVERLAPPED* overlapped)
    {
        int succeeded = ((delegate* unmanaged[Stdcall]<nuint, SOCKADDR*, int, void*, uint, uint*, OVERLAPPED*, int>)function)(
            socket, name, nameLength, data, dataLength, sent, overlapped);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return succeeded;
    }

    private static int DisconnectEx(nint function, nuint socket, OVERLAPPED* overlapped, uint flags, uint reserved)
    {
        int succeeded = ((delegate* unmanaged[Stdcall]<nuint, OVERLAPPED*, uint, uint, int>)function)(socket, overlapped, flags, reserved);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return succeeded;
    }

    private static int TransmitFile(nint function, nuint socket, nint file, uint count, uint countPerSend, OVERLAPPED* overlapped,
        TRANSMIT_FILE_BUFFERS* buffers, uint flags)
    {
        int succeeded = ((delegate* unmanaged[Stdcall]<nuint, nint, uint, uint, OVERLAPPED*, TRANSMIT_FILE_BUFFERS*, uint, int>)function)(
            socket, file, count, countPerSend, overlapped, buffers, flags);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return succeeded;
    }

    private static int TransmitPackets(nint function, nuint socket, TRANSMIT_PACKETS_ELEMENT* elements, uint count, uint sendSize,
        OVERLAPPED* overlapped, uint flags)
    {
        int succeeded = ((delegate* unmanaged[Stdcall]<nuint, TRANSMIT_PACKETS_ELEMENT*, uint, uint, OVERLAPPED*, uint, int>)function)(
            socket, elements, count, sendSize, overlapped, flags);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return succeeded;
    }

    private static int WSARecvMsg(nint function, nuint socket, WSAMSG* message, uint* received, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        int result = ((delegate* unmanaged[Stdcall]<nuint, WSAMSG*, uint*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int>)function)(
            socket, message, received, overlapped, routine);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return result;
    }

    private static int WSASendMsg(nint function, nuint socket, WSAMSG* message, uint flags, uint* sent, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        int result = ((delegate* unmanaged[Stdcall]<nuint, WSAMSG*, uint, uint*, OVERLAPPED*, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void>, int>)function)(
            socket, message, flags, sent, overlapped, routine);
        Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        return result;
    }

    private static long TickCount64() => Environment.TickCount64;

    // One global queue: a loop's thread is not a pool thread, and a local queue would be served last in, first out.
    private static void QueueWorkItem(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
