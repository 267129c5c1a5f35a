using System;
using System.Collections.Generic;

namespace WinsockGen.Analyzers.Symbols;

/// <summary>The Winsock functions that rules look at, by exported name.</summary>
internal static class SocketFunctions
{
    private static readonly HashSet<string> Creating = new(StringComparer.Ordinal) { "socket", "WSASocketW", "WSASocketA", "accept", "WSAAccept" };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "recv", "recvfrom", "WSARecv", "WSARecvFrom", "WSARecvMsg", "send", "sendto", "WSASend", "WSASendTo",
        "listen", "setsockopt", "getsockopt", "closesocket", "shutdown",
    };

    /// <summary>Whether a function of this name returns a SOCKET.</summary>
    public static bool ReturnsSocket(string function) => Creating.Contains(function);

    /// <summary>Whether any rule looks at a function of this name.</summary>
    public static bool IsKnown(string function) => Creating.Contains(function) || Others.Contains(function);
}
