using System;
using System.Net;
using System.Runtime.Versioning;

namespace WinsockGen;

/// <summary>How a <see cref="StreamSocket"/> connects.</summary>
[SupportedOSPlatform("windows")]
public sealed class StreamConnectOptions
{
    internal static StreamConnectOptions Default { get; } = new();

    /// <summary>The end point to connect from; by default any address and a free port.</summary>
    public EndPoint? LocalEndPoint { get; init; }

    /// <summary>
    /// What is sent as soon as the connection stands, in the same call; by default nothing. It must not change until the connect is over.
    /// <see cref="StreamSocket.FirstDataSent"/> tells how much of it was sent: nothing by protocols without ConnectEx, which leave it to you.
    /// </summary>
    /// <remarks>A connect by name takes it to each address that it tries: a host whose connection came too late may have got it as well.</remarks>
    public ReadOnlyMemory<byte> FirstData { get; init; }

    /// <summary>The loop that the socket belongs to; by default <see cref="CompletionLoop.Shared"/>.</summary>
    public CompletionLoop? Loop { get; init; }

    /// <summary>
    /// How long a connect by name waits for one address of the host before it tries the next one as well ("happy eyeballs", RFC 8305, which
    /// recommends these 250 ms, and never less than 10). With <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> an address is tried
    /// only when the one before it has failed.
    /// </summary>
    public TimeSpan AttemptDelay { get; init; } = TimeSpan.FromMilliseconds(250);
}
