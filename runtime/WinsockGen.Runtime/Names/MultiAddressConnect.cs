using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>What WSAConnectByNameW and WSAConnectByList have in common: one IPv6 socket for both families, and a time limit of their own.</summary>
internal abstract unsafe class MultiAddressConnect(SocketProvider provider, TimeSpan timeout) : BlockingConnect(provider)
{
    /// <summary>The sockets that both functions take.</summary>
    internal static SocketKind Kind => new(AF_INET6, SOCK_STREAM, IPPROTO_TCP);

    protected sealed override bool TryConnect(nuint socket)
    {
        // Without it an IPv6 socket connects to no IPv4 address (WSAConnectByNameW, "Remarks").
        if (!TrySetOption(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0))
            return false;

        long microseconds = timeout.Ticks / TimeSpan.TicksPerMicrosecond;
        TIMEVAL limit = new() { tv_sec = (int)(microseconds / 1_000_000), tv_usec = (int)(microseconds % 1_000_000) };
        return TryConnect(socket, timeout == Timeout.InfiniteTimeSpan ? null : &limit);
    }

    /// <param name="timeout">The time limit; null for none.</param>
    protected abstract bool TryConnect(nuint socket, TIMEVAL* timeout);

    // Until then the socket does not know that it is connected (WSAConnectByNameW, "Remarks").
    protected sealed override int Conclude(StreamSocket connection) => connection.UpdateContext(SO_UPDATE_CONNECT_CONTEXT, default);
}
