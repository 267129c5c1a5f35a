using System;

namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>A query of <see cref="HostNameSpace"/>: one result for each address.</summary>
internal sealed unsafe class HostLookup(string name, uint[] addresses)
{
    private int _next;

    /// <summary>Writes a result and all that it points to into one block, as LPNSPLOOKUPSERVICENEXT must.</summary>
    /// <returns>0, or the error; WSAEFAULT with the bytes that are needed in the length.</returns>
    public int WriteNext(Ws2.WSAQUERYSETW* results, uint* length)
    {
        if (_next == addresses.Length)
            return Ws2.WSA_E_NO_MORE;

        var needed = (uint)(sizeof(Ws2.WSAQUERYSETW) + sizeof(Ws2.CSADDR_INFO) + sizeof(Ws2.SOCKADDR_IN) + (sizeof(char) * (name.Length + 1)));
        if (*length < needed)
        {
            *length = needed;
            return Ws2.WSAEFAULT;
        }

        // By falling alignment, so that nothing needs a gap.
        var connection = (Ws2.CSADDR_INFO*)(results + 1);
        var address = (Ws2.SOCKADDR_IN*)(connection + 1);
        var text = (char*)(address + 1);
        *results = new Ws2.WSAQUERYSETW
        {
            dwSize = (uint)sizeof(Ws2.WSAQUERYSETW),
            lpszServiceInstanceName = text,
            dwNumberOfCsAddrs = 1,
            lpcsaBuffer = connection,
        };
        *connection = default;
        connection->RemoteAddr.lpSockaddr = (Ws2.SOCKADDR*)address;
        connection->RemoteAddr.iSockaddrLength = sizeof(Ws2.SOCKADDR_IN);
        connection->iSocketType = Ws2.SOCK_STREAM;
        connection->iProtocol = Ws2.IPPROTO_TCP;
        *address = default;
        address->sin_family = Ws2.AF_INET;
        address->sin_addr.S_un.S_addr = addresses[_next++];
        name.CopyTo(new Span<char>(text, name.Length));
        text[name.Length] = '\0';
        return 0;
    }
}
