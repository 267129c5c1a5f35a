using System;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>WSAConnectByNameW: Windows resolves the name and tries its addresses, one after the other.</summary>
internal sealed unsafe class NameConnect(SocketProvider provider, string host, string service, TimeSpan timeout) : MultiAddressConnect(provider, timeout)
{
    protected override bool TryConnect(nuint socket, TIMEVAL* timeout)
    {
        fixed (char* node = host)
        fixed (char* name = service)
            return Native.WSAConnectByNameW(socket, node, name, null, null, null, null, timeout, null) != 0;
    }
}
