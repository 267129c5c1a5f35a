using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// What one GetAddrInfoExW is given, in one block of native memory that lives until its completion routine has run, however long that
/// takes: a provider that cannot be stopped goes on using it after its operation was given up.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NameCall
{
    /// <summary>First, so that the address that the completion routine gets is the address of the call.</summary>
    public OVERLAPPED Overlapped;

    /// <summary>The list that is to be freed with FreeAddrInfoExW.</summary>
    public ADDRINFOEXW* Result;

    /// <summary>What GetAddrInfoExCancel takes.</summary>
    public nint Query;

    /// <summary>The GC handle of the operation, which the completion routine frees.</summary>
    public nint Operation;

    public ADDRINFOEX6 Hints;
    public Guid Provider;
    public char* Host;
    public char* Service;
    private int _holders;

    /// <summary>Makes a call that has two holders: who makes it, and Windows.</summary>
    internal static NameCall* Create(string? host, string? service, NameQuery query)
    {
        nuint characters = LengthOf(host) + LengthOf(service);
        var call = (NameCall*)NativeMemory.AllocZeroed((nuint)sizeof(NameCall) + (characters * sizeof(char)));
        var text = (char*)(call + 1);
        call->Host = Copy(host, ref text);
        call->Service = Copy(service, ref text);
        call->Provider = query.ProviderId.GetValueOrDefault();
        call->_holders = 2;
        call->Hints.ai_family = (int)query.AddressFamily;
        call->Hints.ai_socktype = (int)query.SocketType;
        call->Hints.ai_protocol = (int)query.ProtocolType;
        call->Hints.ai_interfaceindex = query.InterfaceIndex;
        call->Hints.ai_version = VersionFor(query);
        call->Hints.ai_flags = (int)query.Options | (call->Hints.ai_version != 0 ? AI_EXTENDED : 0);
        return call;
    }

    /// <summary>One holder lets go; after the last one the call is no more.</summary>
    internal static void Release(NameCall* call)
    {
        if (Interlocked.Decrement(ref call->_holders) == 0)
            NativeMemory.Free(call);
    }

    /// <summary>The shortest structure that has what is asked for, since older Windows knows only the shorter ones; zero for ADDRINFOEXW.</summary>
    private static int VersionFor(NameQuery query)
    {
        const NameOptions bothNames = NameOptions.CanonicalName | NameOptions.FullyQualifiedName;
        if (query.Options.HasFlag(NameOptions.Response))
            return ADDRINFOEX_VERSION_6;
        if (query.Options.HasFlag(NameOptions.TimeToLive))
            return ADDRINFOEX_VERSION_5;
        if (query.InterfaceIndex != 0)
            return ADDRINFOEX_VERSION_3;
        return (query.Options & bothNames) == bothNames ? ADDRINFOEX_VERSION_2 : 0;
    }

    private static nuint LengthOf(string? text) => text is null ? 0 : (nuint)text.Length + 1;

    private static char* Copy(string? text, ref char* to)
    {
        if (text is null)
            return null;
        char* copy = to;
        text.CopyTo(new Span<char>(copy, text.Length));
        to += text.Length + 1;
        return copy;
    }
}
