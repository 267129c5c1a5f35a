using System;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A connect to an address, for protocols that have no ConnectEx.</summary>
internal sealed unsafe class AddressConnect(SocketProvider provider, SocketAddressValue remote, SocketAddressValue? local) : BlockingConnect(provider)
{
    protected override bool TryConnect(nuint socket)
    {
        ReadOnlySpan<byte> to = remote.Bytes;
        if (local is { } address)
        {
            ReadOnlySpan<byte> from = address.Bytes;
            fixed (byte* name = from)
            {
                if (Native.bind(socket, (SOCKADDR*)name, from.Length) != 0)
                    return false;
            }
        }

        fixed (byte* name = to)
            return Native.connect(socket, (SOCKADDR*)name, to.Length) == 0;
    }
}
