using System;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>How names are searched and what comes back: the AI_* bits of GetAddrInfoEx (ADDRINFOEXW on ws2def.h's pages).</summary>
[Flags]
public enum NameOptions
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The addresses are for binding: without a host they are wildcards, not the loopback.</summary>
    Passive = AI_PASSIVE,

    /// <summary>The first entry has the canonical name.</summary>
    CanonicalName = AI_CANONNAME,

    /// <summary>The host is a number, and nobody is asked.</summary>
    NumericHost = AI_NUMERICHOST,

    /// <summary>The service is a number, and nobody is asked.</summary>
    NumericService = AI_NUMERICSERV,

    /// <summary>Only DNS is asked, and no protocol of the local network.</summary>
    DnsOnly = AI_DNS_ONLY,

    /// <summary>DNS is asked in clear text, whatever the machine is told to do.</summary>
    ForceClearText = AI_FORCE_CLEAR_TEXT,

    /// <summary>The DNS cache is neither read nor written.</summary>
    BypassDnsCache = AI_BYPASS_DNS_CACHE,

    /// <summary>The entries say how long they may be kept (<see cref="NameEntry.TimeToLive"/>).</summary>
    TimeToLive = AI_RETURN_TTL,

    /// <summary>With <see cref="V4Mapped"/>: IPv6 addresses and mapped IPv4 addresses.</summary>
    All = AI_ALL,

    /// <summary>Only families of which the machine has a global address.</summary>
    AddressConfigured = AI_ADDRCONFIG,

    /// <summary>IPv4 addresses in the form of IPv6 where the host has no IPv6 address.</summary>
    V4Mapped = AI_V4MAPPED,

    /// <summary>Results that are not authoritative, too; on an entry: that it is none (<see cref="NameSpaceId.Email"/>).</summary>
    NonAuthoritative = AI_NON_AUTHORITATIVE,

    /// <summary>Only results that came over a secure channel; on an entry: that it did.</summary>
    Secure = AI_SECURE,

    /// <summary>The preferred names that were published; the host is then null (<see cref="NameSpaceId.Email"/>).</summary>
    PreferredNames = AI_RETURN_PREFERRED_NAMES,

    /// <summary>The first entry has the fully qualified name of a host of a single label.</summary>
    FullyQualifiedName = AI_FQDN,

    /// <summary>The name is that of a file server.</summary>
    FileServer = AI_FILESERVER,

    /// <summary>A name beyond ASCII is asked for as it is. Without it Windows encodes international names (Punycode).</summary>
    DisableIdnEncoding = AI_DISABLE_IDN_ENCODING,

    /// <summary>Secure results if there are any, others otherwise.</summary>
    SecureWithFallback = AI_SECURE_WITH_FALLBACK,

    /// <summary>The entries say how the answer came (<see cref="NameEntry.Response"/>).</summary>
    Response = AI_RETURN_RESPONSE_FLAGS,

    /// <summary>DNS is asked only over encrypted channels.</summary>
    RequireSecure = AI_REQUIRE_SECURE,
}
