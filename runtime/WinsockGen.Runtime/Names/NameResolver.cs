using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;

namespace WinsockGen;

/// <summary>Asks the machine's name spaces (GetAddrInfoExW): the domain name system, Bluetooth, network locations and all others that are installed.</summary>
[SupportedOSPlatform("windows")]
public static class NameResolver
{
    // What changes nothing about the result of a host and a service that are numbers.
    private const NameOptions WithoutEffectOnNumbers =
        NameOptions.NumericHost | NameOptions.NumericService | NameOptions.Passive | NameOptions.BypassDnsCache | NameOptions.DnsOnly | NameOptions.AddressConfigured;

    /// <summary>Resolves the name of a host, of a service, or of both.</summary>
    /// <param name="host">
    /// The name of a host, or its address as text. International names are Windows' to encode. Null for a service of this machine, and an empty
    /// one for all addresses of this machine.
    /// </param>
    /// <param name="service">The name of a service, such as "http", or a port as text; null for none.</param>
    /// <param name="query">Whom to ask, and for what; null for all name spaces and all addresses.</param>
    /// <param name="cancellationToken">
    /// Gives the query up: the await ends at once. Not every name space provider can be stopped; what it still does goes to waste, and its memory
    /// is kept until it is done.
    /// </param>
    /// <returns>The entries, in the order in which Windows wants them to be tried (RFC 6724 for IP addresses).</returns>
    /// <exception cref="ArgumentException">A name has a character of value zero.</exception>
    /// <exception cref="SocketException">
    /// No such host (WSAHOST_NOT_FOUND), a host without such an address (WSANO_DATA), no such service (WSATYPE_NOT_FOUND), nobody who answers at the
    /// moment (WSATRY_AGAIN), or a name space that does not work (WSANO_RECOVERY).
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static SocketOperation<ImmutableArray<NameEntry>> ResolveAsync(string? host, string? service = null, NameQuery? query = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfCut(host, nameof(host));
        ThrowIfCut(service, nameof(service));
        query ??= NameQuery.Default;
        CompletionLoop loop = query.Loop ?? CompletionLoop.Shared;
        ObjectDisposedException.ThrowIf(loop.IsStopping, loop);
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<ImmutableArray<NameEntry>>(loop, cancellationToken);
        return TryReadNumbers(host, service, query) is { } entry
            ? new SocketOperation<ImmutableArray<NameEntry>>([entry])
            : NameOperation.Start(loop, host, service, query, cancellationToken);
    }

    /// <summary>Numbers need nobody who knows names.</summary>
    private static NameEntry? TryReadNumbers(string? host, string? service, NameQuery query)
    {
        ushort port = 0;
        if (query.NameSpace is not (NameSpaceId.All or NameSpaceId.Dns) || query.ProviderId is not null || (query.Options & ~WithoutEffectOnNumbers) != 0
            || (service is not null && !ushort.TryParse(service, NumberStyles.None, CultureInfo.InvariantCulture, out port)))
            return null;

        // IPAddress also reads an address in brackets with a port, which is no name of a host.
        if (host is null || host.StartsWith('[') || !IPAddress.TryParse(host, out IPAddress? address)
            || (query.AddressFamily != AddressFamily.Unspecified && query.AddressFamily != address.AddressFamily))
            return null;
        return new NameEntry
        {
            Address = SocketAddressValue.From(new IPEndPoint(address, port)),
            AddressFamily = address.AddressFamily,
            SocketType = query.SocketType,
            ProtocolType = query.ProtocolType,
        };
    }

    private static void ThrowIfCut(string? name, string parameter)
    {
        if (name is not null && name.Contains('\0'))
            throw new ArgumentException("A name ends at its first character of value zero.", parameter);
    }
}
