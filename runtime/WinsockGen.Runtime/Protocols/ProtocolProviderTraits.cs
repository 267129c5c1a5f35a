using System;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>How a provider wants an entry of the catalog to be treated: the PFL_* bits of its entry (WSAPROTOCOL_INFOW on winsock2.h's pages).</summary>
[Flags]
public enum ProtocolProviderTraits
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>One of several entries for the same protocol.</summary>
    OneOfSeveral = (int)PFL_MULTIPLE_PROTO_ENTRIES,

    /// <summary>Of several entries for the same protocol, the one to take.</summary>
    Recommended = (int)PFL_RECOMMENDED_PROTO_ENTRY,

    /// <summary>Hidden from WSAEnumProtocols: a layer, which is only for chains.</summary>
    Hidden = (int)PFL_HIDDEN,

    /// <summary>What a socket gets that is opened with a protocol of zero.</summary>
    MatchesProtocolZero = (int)PFL_MATCHES_PROTOCOL_ZERO,

    /// <summary>A provider of network-direct hardware.</summary>
    NetworkDirect = (int)PFL_NETWORKDIRECT_PROVIDER,
}
