using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>A name-space provider in C#: it knows the IPv4 addresses of a few hosts.</summary>
internal static unsafe class HostNameSpace
{
    public const string KnownHost = "printer.example";

    public static readonly Guid Id = new("5b0e9d0c-7a1f-4c39-9c55-0f2f6f1f7d11");

    /// <summary>In network order, as SOCKADDR_IN holds them.</summary>
    private static readonly Dictionary<string, uint[]> Hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        [KnownHost] = [0x0100000A, 0x0200000A],
    };

    /// <summary>What the DLL of a name-space provider exports under this name.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    public static int NSPStartup(Guid* lpProviderId, Ws2.NSP_ROUTINE* lpnspRoutines)
    {
        if (*lpProviderId != Id)
            return Fail(Ws2.WSAEINVAL);

        *lpnspRoutines = new Ws2.NSP_ROUTINE
        {
            cbSize = (uint)sizeof(Ws2.NSP_ROUTINE),
            dwMajorVersion = 1,
            NSPCleanup = &Cleanup,
            NSPLookupServiceBegin = &LookupServiceBegin,
            NSPLookupServiceNext = &LookupServiceNext,
            NSPLookupServiceEnd = &LookupServiceEnd,
        };
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int Cleanup(Guid* lpProviderId) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int LookupServiceBegin(
        Guid* lpProviderId, Ws2.WSAQUERYSETW* lpqsRestrictions, Ws2.WSASERVICECLASSINFOW* lpServiceClassInfo, uint dwControlFlags, nint* lphLookup)
    {
        var name = new string(lpqsRestrictions->lpszServiceInstanceName);
        if (!Hosts.TryGetValue(name, out var addresses))
            return Fail(Ws2.WSASERVICE_NOT_FOUND);

        *lphLookup = GCHandle.ToIntPtr(GCHandle.Alloc(new HostLookup(name, addresses)));
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int LookupServiceNext(nint hLookup, uint dwControlFlags, uint* lpdwBufferLength, Ws2.WSAQUERYSETW* lpqsResults)
    {
        var error = ((HostLookup)GCHandle.FromIntPtr(hLookup).Target!).WriteNext(lpqsResults, lpdwBufferLength);
        return error == 0 ? 0 : Fail(error);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int LookupServiceEnd(nint hLookup)
    {
        GCHandle.FromIntPtr(hLookup).Free();
        return 0;
    }

    private static int Fail(int error)
    {
        Ws2.WSASetLastError(error);
        return Ws2.SOCKET_ERROR;
    }
}
