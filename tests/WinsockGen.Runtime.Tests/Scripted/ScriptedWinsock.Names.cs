using System;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Name resolution: this machine has no name space.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    private static int GetAddrInfoEx(char* name, char* service, uint nameSpace, Guid* provider, ADDRINFOEXW* hints, ADDRINFOEXW** result,
        TIMEVAL* timeout, OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, void> routine, nint* handle) => WSAEOPNOTSUPP;

    private static int CancelGetAddrInfo(nint* handle) => WSAEOPNOTSUPP;

    private static void FreeAddrInfoEx(ADDRINFOEXW* list)
    {
    }

    private static int ConnectByName(nuint handle, char* node, char* service, uint* localLength, SOCKADDR* local, uint* remoteLength, SOCKADDR* remote,
        TIMEVAL* timeout, OVERLAPPED* overlapped) => FailBool(WSAEOPNOTSUPP);

    private static int ConnectByList(nuint handle, SOCKET_ADDRESS_LIST* list, uint* localLength, SOCKADDR* local, uint* remoteLength, SOCKADDR* remote,
        TIMEVAL* timeout, OVERLAPPED* overlapped) => FailBool(WSAEOPNOTSUPP);
}
