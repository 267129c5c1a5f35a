using System.Net;
using System.Runtime.Versioning;

namespace WinsockGen;

/// <summary>How a <see cref="StreamSocket"/> connects.</summary>
[SupportedOSPlatform("windows")]
public sealed class StreamConnectOptions
{
    /// <summary>The end point to connect from; by default any address and a free port.</summary>
    public EndPoint? LocalEndPoint { get; init; }

    /// <summary>The loop that the socket belongs to; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }
}
