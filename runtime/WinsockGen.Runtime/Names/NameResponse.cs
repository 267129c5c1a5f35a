using System;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>How an answer came: the AI_DNS_RESPONSE_* bits of ADDRINFOEX6.</summary>
[Flags]
public enum NameResponse : ulong
{
    /// <summary>Nothing is known of it.</summary>
    None = 0,

    /// <summary>Over an encrypted channel.</summary>
    Secure = AI_DNS_RESPONSE_SECURE,

    /// <summary>From the hosts file.</summary>
    HostFile = AI_DNS_RESPONSE_HOSTFILE,
}
