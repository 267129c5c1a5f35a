using System;
using System.Collections.Generic;
using System.Net;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>WSAConnectByList: Windows tries the addresses of a list in the order that it finds best.</summary>
internal sealed unsafe class ListConnect(SocketProvider provider, SocketAddressValue[] addresses, TimeSpan timeout) : MultiAddressConnect(provider, timeout)
{
    /// <summary>The addresses as WSAConnectByList wants them: all of IPv6, those of IPv4 mapped.</summary>
    /// <exception cref="ArgumentException">There is none, or one that is not an IP address.</exception>
    internal static SocketAddressValue[] Map(IReadOnlyList<EndPoint> remoteEndPoints)
    {
        ArgumentNullException.ThrowIfNull(remoteEndPoints);
        if (remoteEndPoints.Count == 0)
            throw new ArgumentException("There is nobody to connect to.", nameof(remoteEndPoints));
        var addresses = new SocketAddressValue[remoteEndPoints.Count];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = remoteEndPoints[i] is IPEndPoint { Address: var address, Port: var port }
                ? SocketAddressValue.From(new IPEndPoint(address.MapToIPv6(), port))
                : throw new ArgumentException($"{remoteEndPoints[i]} is no IP address: WSAConnectByList knows no others.", nameof(remoteEndPoints));
        }

        return addresses;
    }

    protected override bool TryConnect(nuint socket, TIMEVAL* timeout)
    {
        // SOCKET_ADDRESS_LIST has room for one of the addresses.
        var list = (SOCKET_ADDRESS_LIST*)NativeMemory.AllocZeroed((nuint)(sizeof(SOCKET_ADDRESS_LIST) + (addresses.Length * (sizeof(SOCKET_ADDRESS) + SocketAddressValue.Capacity))));
        try
        {
            list->iAddressCount = addresses.Length;
            var entries = (SOCKET_ADDRESS*)&list->Address;
            byte* bytes = (byte*)(entries + addresses.Length);
            for (int i = 0; i < addresses.Length; i++, bytes += SocketAddressValue.Capacity)
            {
                ReadOnlySpan<byte> address = addresses[i].Bytes;
                address.CopyTo(new Span<byte>(bytes, SocketAddressValue.Capacity));
                entries[i].lpSockaddr = (SOCKADDR*)bytes;
                entries[i].iSockaddrLength = address.Length;
            }

            return Native.WSAConnectByList(socket, list, null, null, null, null, timeout, null) != 0;
        }
        finally
        {
            NativeMemory.Free(list);
        }
    }
}
