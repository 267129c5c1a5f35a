using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Name resolution.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    private readonly List<ScriptedQuery> _queries = [];
    private readonly HashSet<nint> _nameResults = [];

    /// <summary>What the name spaces know, by the name of the host.</summary>
    public Dictionary<string, ScriptedName[]> Names { get; } = [];

    /// <summary>Whether the providers stop when they are asked to.</summary>
    public bool NameProvidersStop { get; set; }

    /// <summary>Whether the providers answer; otherwise their queries stay pending.</summary>
    public bool NameProvidersAnswer { get; set; } = true;

    /// <summary>Whether the results are as long as the hints; not every Winsock knows more than ADDRINFOEXW (Wine 8 does not).</summary>
    public bool KnowsLongNames { get; set; } = true;

    /// <summary>What reached GetAddrInfoExW.</summary>
    public List<ScriptedQuery> Queries { get; } = [];

    /// <summary>Queries that no provider has answered.</summary>
    public int PendingQueries => _queries.Count;

    /// <summary>Lists of results that were not freed.</summary>
    public int OpenNameResults => _nameResults.Count;

    /// <summary>Lets a provider answer a query.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Answer()
    {
        if (_queries.Count == 0 || !NameProvidersAnswer)
            return false;
        ScriptedQuery query = Pick(_queries);
        _queries.Remove(query);
        Complete(query, Lookup(query, out ScriptedName[] found), found);
        return true;
    }

    private static int GetAddrInfoEx(char* name, char* service, uint nameSpace, Guid* provider, ADDRINFOEXW* hints, ADDRINFOEXW** result,
        TIMEVAL* timeout, OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, void> routine, nint* handle)
    {
        ScriptedWinsock world = Current;
        world.Count(nameof(Ws2.GetAddrInfoExW));
        var query = new ScriptedQuery(name == null ? null : new string(name), service == null ? null : new string(service), overlapped, result, routine)
        {
            Handle = (nint)(world._nextHandle += 4),
            NameSpace = (NameSpaceId)nameSpace,
            Family = hints->ai_family,
            Flags = hints->ai_flags & ~AI_EXTENDED,
            Version = (hints->ai_flags & AI_EXTENDED) != 0 ? ((ADDRINFOEX6*)hints)->ai_version : 0,
        };
        world.Queries.Add(query);
        if (overlapped->hEvent != 0)
            world.Violations.Add("GetAddrInfoExW was given an event and a completion routine.");
        if (world.TakeFailure(nameof(Ws2.GetAddrInfoExW)) is int failure)
            return failure;

        // What is over at once says so, and its completion routine does not run (GetAddrInfoExW, "Remarks").
        if (world.Choose(world.CompletesAtOnce))
        {
            int error = world.Lookup(query, out ScriptedName[] found);
            if (error == 0)
                *result = world.Allocate(query, found);
            world.Interrupt(nameof(Ws2.GetAddrInfoExW));
            return error;
        }

        *handle = query.Handle;
        world._queries.Add(query);
        world.Interrupt(nameof(Ws2.GetAddrInfoExW));
        return WSA_IO_PENDING;
    }

    private static int CancelGetAddrInfo(nint* handle)
    {
        ScriptedWinsock world = Current;
        nint wanted = *handle;
        world.Count(nameof(Ws2.GetAddrInfoExCancel));
        world.Interrupt(nameof(Ws2.GetAddrInfoExCancel));
        ScriptedQuery? query = world._queries.Find(query => query.Handle == wanted);
        if (query is null || !world.Choose(world.NameProvidersStop))
            return ErrorInvalidHandle;

        // The completion routine runs at once (GetAddrInfoExCancel, "Remarks").
        world._queries.Remove(query);
        world.Complete(query, WSA_E_CANCELLED, []);
        return 0;
    }

    private static void FreeAddrInfoEx(ADDRINFOEXW* list)
    {
        ScriptedWinsock world = Current;
        if (!world._nameResults.Remove((nint)list))
            world.Violations.Add("FreeAddrInfoExW was given what GetAddrInfoExW has not returned.");
        NativeMemory.Free(list);
    }

    private int Lookup(ScriptedQuery query, out ScriptedName[] found)
    {
        if (query.Service is not null && !ushort.TryParse(query.Service, CultureInfo.InvariantCulture, out _))
        {
            found = [];
            return WSATYPE_NOT_FOUND;
        }

        if (!Names.TryGetValue(query.Host ?? string.Empty, out ScriptedName[]? known))
        {
            found = [];
            return WSAHOST_NOT_FOUND;
        }

        found = [.. known.Where(name => query.Family == 0 || name.Address is null || SocketAddressValue.From(name.Address).Family == (System.Net.Sockets.AddressFamily)query.Family)];
        return found.Length == 0 ? WSANO_DATA : 0;
    }

    private void Complete(ScriptedQuery query, int error, ScriptedName[] found)
    {
        if (error == 0)
            *query.Result = Allocate(query, found);
        query.Routine((uint)error, 0, query.Overlapped);
    }

    /// <summary>One block, as long as Windows' own: the entries, and behind them what they point to.</summary>
    private ADDRINFOEXW* Allocate(ScriptedQuery query, ScriptedName[] found)
    {
        bool isLong = query.Version != 0 && KnowsLongNames;
        const int tail = 1024;
        int size = (isLong ? sizeof(ADDRINFOEX6) : sizeof(ADDRINFOEXW)) + tail;
        var block = (byte*)NativeMemory.AllocZeroed((nuint)(size * found.Length));
        for (int i = 0; i < found.Length; i++)
        {
            var entry = (ADDRINFOEX6*)(block + (i * size));
            byte* free = (byte*)entry + size - tail;
            ScriptedName name = found[i];
            entry->ai_next = i + 1 < found.Length ? (ADDRINFOEX5*)(block + ((i + 1) * size)) : null;
            entry->ai_flags = query.Flags | (isLong ? AI_EXTENDED : 0);
            if (name.Address is { } endPoint)
            {
                SocketAddressValue address = SocketAddressValue.From(
                    endPoint is IPEndPoint ip && query.Service is not null ? new IPEndPoint(ip.Address, int.Parse(query.Service, CultureInfo.InvariantCulture)) : endPoint);
                entry->ai_family = (int)address.Family;
                entry->ai_addrlen = (nuint)address.Bytes.Length;
                entry->ai_addr = (SOCKADDR*)Put(address.Bytes, ref free);
            }

            if (i == 0 && name.CanonicalName is not null)
                entry->ai_canonname = (char*)Put(MemoryMarshal.AsBytes<char>(name.CanonicalName + '\0'), ref free);
            if (name.Blob is not null)
            {
                entry->ai_blob = Put(name.Blob, ref free);
                entry->ai_bloblen = (nuint)name.Blob.Length;
            }

            if (name.ProviderId is { } provider)
                entry->ai_provider = (Guid*)Put(provider.ToByteArray(), ref free);
            if (!isLong)
                continue;
            entry->ai_version = query.Version;
            if (i == 0 && name.FullyQualifiedName is not null)
                entry->ai_fqdn = (char*)Put(MemoryMarshal.AsBytes<char>(name.FullyQualifiedName + '\0'), ref free);
            entry->ai_ttl = (uint)name.TimeToLive;
            entry->ai_responseflags = (ulong)name.Response;
        }

        _nameResults.Add((nint)block);
        return (ADDRINFOEXW*)block;
    }

    private static byte* Put(ReadOnlySpan<byte> bytes, ref byte* free)
    {
        byte* start = free;
        bytes.CopyTo(new Span<byte>(start, bytes.Length));
        free += (bytes.Length + 7) & ~7;
        return start;
    }

    private static int ConnectByName(nuint handle, char* node, char* service, uint* localLength, SOCKADDR* local, uint* remoteLength, SOCKADDR* remote,
        TIMEVAL* timeout, OVERLAPPED* overlapped)
    {
        ScriptedWinsock world = Current;
        world.Count(nameof(Ws2.WSAConnectByNameW));
        world.Timeouts.Add(ReadTimeout(timeout));
        if (overlapped != null)
            world.Violations.Add("WSAConnectByNameW was given its reserved parameter.");
        if (world.TakeFailure(nameof(Ws2.WSAConnectByNameW)) is int failure)
            return FailBool(failure);
        if (!world.Names.TryGetValue(new string(node), out ScriptedName[]? names))
            return FailBool(WSAHOST_NOT_FOUND);
        int port = int.Parse(new string(service), CultureInfo.InvariantCulture);
        return world.ConnectToFirst(handle, names.Select(name => new IPEndPoint(((IPEndPoint)name.Address!).Address, port)));
    }

    private static int ConnectByList(nuint handle, SOCKET_ADDRESS_LIST* list, uint* localLength, SOCKADDR* local, uint* remoteLength, SOCKADDR* remote,
        TIMEVAL* timeout, OVERLAPPED* overlapped)
    {
        ScriptedWinsock world = Current;
        world.Count(nameof(Ws2.WSAConnectByList));
        world.Timeouts.Add(ReadTimeout(timeout));
        if (overlapped != null)
            world.Violations.Add("WSAConnectByList was given its reserved parameter.");
        if (world.TakeFailure(nameof(Ws2.WSAConnectByList)) is int failure)
            return FailBool(failure);
        var remotes = new List<IPEndPoint>();
        for (int i = 0; i < list->iAddressCount; i++)
        {
            SOCKET_ADDRESS* address = (SOCKET_ADDRESS*)&list->Address + i;
            var endPoint = (IPEndPoint)new SocketAddressValue(new ReadOnlySpan<byte>(address->lpSockaddr, address->iSockaddrLength)).ToEndPoint();

            // WSAConnectByList, "Remarks": all addresses are of the family of the socket; IPv4 addresses are mapped.
            if (endPoint.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
                return FailBool(WSAEINVAL);
            remotes.Add(endPoint);
        }

        return world.ConnectToFirst(handle, remotes);
    }

    private int ConnectToFirst(nuint handle, IEnumerable<IPEndPoint> remotes)
    {
        ScriptedSocket socket = _sockets[handle];

        // WSAConnectByNameW, "Remarks": one IPv6 socket for both families, which IPV6_V6ONLY must not keep from IPv4.
        if (socket.Family != (int)System.Net.Sockets.AddressFamily.InterNetworkV6
            || !socket.Options.TryGetValue((IPPROTO_IPV6, IPV6_V6ONLY), out byte[]? only) || only[0] != 0)
            return FailBool(WSAEINVAL);
        if (socket.Port is not null)
            Violations.Add("A socket was connected by name that has a port already, to which packets without an owner would come.");
        Interrupt(nameof(Ws2.WSAConnectByNameW));
        foreach (IPEndPoint remote in remotes)
        {
            IPAddress address = remote.Address.IsIPv4MappedToIPv6 ? remote.Address.MapToIPv4() : remote.Address;
            ScriptedSocket? listener = _sockets.Values.FirstOrDefault(other => other.IsListening
                && other.Family == (int)address.AddressFamily && other.Local!.Port == remote.Port);
            if (listener is null)
                continue;
            socket.Local = FreeEndPoint(socket);
            socket.Remote = remote;
            var (client, server) = StreamEnd.Connect();
            socket.End = client;
            socket.LacksContext = true;
            listener.Backlog.Add((server, socket.Local));
            return 1;
        }

        return FailBool(WSAECONNREFUSED);
    }

    /// <summary>The time limits that WSAConnectByNameW and WSAConnectByList were given; null is none.</summary>
    public List<TimeSpan?> Timeouts { get; } = [];

    private static TimeSpan? ReadTimeout(TIMEVAL* timeout) =>
        timeout == null ? null : TimeSpan.FromSeconds(timeout->tv_sec) + TimeSpan.FromMicroseconds(timeout->tv_usec);
}
