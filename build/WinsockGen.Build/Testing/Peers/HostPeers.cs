using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace WinsockGen.Build.Testing.Peers;

/// <summary>Programs of this machine that the tests on ws2_32 talk to, and the variables by which they find them.</summary>
public sealed class HostPeers : IAsyncDisposable
{
    /// <summary>The address of the HTTP peer.</summary>
    public const string HttpVariable = "WINSOCKGEN_HOST_HTTP";

    /// <summary>The port of the TLS peer on the loopback.</summary>
    public const string TlsVariable = "WINSOCKGEN_HOST_TLS";

    /// <summary>Why there is no TLS peer.</summary>
    public const string TlsMissingVariable = "WINSOCKGEN_HOST_TLS_MISSING";

    private readonly HttpPeer _http = HttpPeer.Start();
    private readonly TlsPeer _tls;

    private HostPeers(TlsPeer tls) => _tls = tls;

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        [HttpVariable] = _http.Address,
        [TlsVariable] = _tls.Port,
        [TlsMissingVariable] = _tls.WhyMissing,
    };

    public static async Task<HostPeers> StartAsync(string folder) => new(await TlsPeer.StartAsync(folder).ConfigureAwait(false));

    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync().ConfigureAwait(false);
        await _tls.DisposeAsync().ConfigureAwait(false);
    }
}
