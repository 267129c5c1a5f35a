using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Streams of other families than IP, and hosts that do not answer.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    /// <summary>Which sockets were opened: family, type and protocol.</summary>
    public List<(int Family, int Type, int Protocol)> Kinds { get; } = [];

    /// <summary>Families whose sockets cannot be bound to a wildcard.</summary>
    public HashSet<int> FamiliesWithoutWildcard { get; } = [];

    /// <summary>Hosts that answer no connect, neither yes nor no.</summary>
    public HashSet<IPAddress> SilentHosts { get; } = [];

    /// <summary>Connects that wait for a host that does not answer.</summary>
    public int SilentCalls => _sockets.Values.SelectMany(socket => socket.Calls).Count(call => call.Kind == CallKind.Connect && !CanComplete(call));

    /// <summary>An address of any family as this world knows it: what is not IP is somewhere on the loopback; zeros are a wildcard.</summary>
    private static IPEndPoint ReadEndPoint(SOCKADDR* name, int length)
    {
        var bytes = new ReadOnlySpan<byte>(name, length);
        if (new SocketAddressValue(bytes) is { Family: AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 } ip)
            return (IPEndPoint)ip.ToEndPoint();
        const int ports = 30000;
        ReadOnlySpan<byte> rest = bytes[sizeof(ushort)..].TrimEnd((byte)0);
        return new IPEndPoint(IPAddress.Loopback, rest.IsEmpty ? 0 : 1 + (int)(rest.ToArray().Aggregate(0u, (hash, value) => (hash * 31) + value) % ports));
    }

    /// <summary>A connect that blocks: it is over when it returns, and the socket knows that it is connected.</summary>
    private int ConnectStream(ScriptedSocket socket)
    {
        Count(nameof(Ws2.connect));
        Interrupt(nameof(Ws2.connect));
        uint status = Connect(socket);
        socket.LacksContext = false;
        return Result(WinsockError.FromStatus(status));
    }
}
