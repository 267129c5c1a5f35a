using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>The upcalls that ws2_32 would offer: here, handles with a context.</summary>
internal static unsafe class ScriptedUpcalls
{
    private const nuint FirstHandle = 0x9000;

    private static readonly Dictionary<nuint, nuint> Contexts = [];

    public static int OpenHandles => Contexts.Count;

    public static Ws2.WSPUPCALLTABLE Table => new()
    {
        lpWPUCreateSocketHandle = &CreateSocketHandle,
        lpWPUQuerySocketHandleContext = &QuerySocketHandleContext,
        lpWPUCloseSocketHandle = &CloseSocketHandle,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static nuint CreateSocketHandle(uint dwCatalogEntryId, nuint dwContext, int* lpErrno)
    {
        var handle = FirstHandle + dwCatalogEntryId;
        Contexts.Add(handle, dwContext);
        return handle;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int QuerySocketHandleContext(nuint s, nuint* lpContext, int* lpErrno)
    {
        if (Contexts.TryGetValue(s, out *lpContext))
            return 0;

        *lpErrno = Ws2.WSAENOTSOCK;
        return Ws2.SOCKET_ERROR;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int CloseSocketHandle(nuint s, int* lpErrno)
    {
        if (Contexts.Remove(s))
            return 0;

        *lpErrno = Ws2.WSAENOTSOCK;
        return Ws2.SOCKET_ERROR;
    }
}
