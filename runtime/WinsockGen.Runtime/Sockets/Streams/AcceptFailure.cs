using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>Whose matter a failed accept is.</summary>
internal static class AcceptFailure
{
    /// <summary>
    /// Whether only this connection failed: the peer reset it in the backlog, or the network lost it, before it was accepted. The listener
    /// goes on. (AcceptEx names WSAECONNRESET; the others are what the transport makes of the same, ERROR_NETNAME_DELETED included.)
    /// </summary>
    internal static bool IsOfConnection(int error) => error is WSAECONNRESET or WSAECONNABORTED or WSAENOTCONN or WSAENETRESET or WSAETIMEDOUT
        or WSAEDISCON or WSAESHUTDOWN or WSAEHOSTUNREACH or WSAENETUNREACH or WSAECONNREFUSED or WSAEHOSTDOWN;

    /// <summary>Whether memory or handles are short, which passes: after a while the same accept succeeds.</summary>
    internal static bool IsShortage(int error) => error is WSAENOBUFS or WSAEMFILE;
}
