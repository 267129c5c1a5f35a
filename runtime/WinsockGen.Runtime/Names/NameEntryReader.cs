using System;
using System.Collections.Immutable;
using System.Net.Sockets;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>Makes entries of what GetAddrInfoExW has returned.</summary>
internal static unsafe class NameEntryReader
{
    internal static ImmutableArray<NameEntry> Read(ADDRINFOEXW* first)
    {
        var entries = ImmutableArray.CreateBuilder<NameEntry>();
        for (ADDRINFOEXW* info = first; info != null; info = info->ai_next)
            entries.Add(ReadOne(info));
        return entries.DrainToImmutable();
    }

    private static NameEntry ReadOne(ADDRINFOEXW* info)
    {
        // An entry that is longer than ADDRINFOEXW says so, and how long it is. Not every Winsock heeds the wish for longer ones.
        var more = (ADDRINFOEX6*)info;
        int version = (info->ai_flags & AI_EXTENDED) != 0 ? more->ai_version : 0;
        return new NameEntry
        {
            Address = ReadAddress(info->ai_addr, info->ai_addrlen),
            AddressFamily = (AddressFamily)info->ai_family,
            SocketType = (SocketType)info->ai_socktype,
            ProtocolType = (ProtocolType)info->ai_protocol,
            Options = (NameOptions)(info->ai_flags & ~AI_EXTENDED),
            CanonicalName = ReadText(info->ai_canonname),
            ProviderId = info->ai_provider != null ? *info->ai_provider : null,
            Blob = info->ai_blob != null ? new ReadOnlySpan<byte>(info->ai_blob, checked((int)info->ai_bloblen)).ToArray() : default(ReadOnlyMemory<byte>),
            FullyQualifiedName = version >= ADDRINFOEX_VERSION_2 ? ReadText(more->ai_fqdn) : null,
            InterfaceIndex = version >= ADDRINFOEX_VERSION_3 && more->ai_interfaceindex != 0 ? more->ai_interfaceindex : null,
            TimeToLive = version >= ADDRINFOEX_VERSION_5 && (info->ai_flags & AI_RETURN_TTL) != 0 ? TimeSpan.FromSeconds(more->ai_ttl) : null,
            Response = version >= ADDRINFOEX_VERSION_6 ? (NameResponse)more->ai_responseflags : null,
        };
    }

    private static SocketAddressValue ReadAddress(SOCKADDR* address, nuint length) =>
        address != null && length is >= sizeof(ushort) and <= SocketAddressValue.Capacity
            ? new SocketAddressValue(new ReadOnlySpan<byte>(address, (int)length))
            : default;

    private static string? ReadText(char* text) => text != null ? new string(text) : null;
}
