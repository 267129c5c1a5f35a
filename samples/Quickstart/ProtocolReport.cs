using System.Net.Sockets;

/// <summary>Lists the transport protocols of this machine and what each promises, straight from WSAEnumProtocolsW.</summary>
internal static class ProtocolReport
{
    public static unsafe void Write(TextWriter output)
    {
        // The BCL starts Winsock for this process; the bindings use the same ws2_32.
        using var starter = new Socket(SocketType.Stream, ProtocolType.Tcp);

        uint size = 0;
        Ws2.WSAEnumProtocolsW(null, null, &size);

        var buffer = new byte[size];
        fixed (byte* start = buffer)
        {
            var protocols = (Ws2.WSAPROTOCOL_INFOW*)start;
            var count = Ws2.WSAEnumProtocolsW(null, protocols, &size);

            output.WriteLine($"Transport protocols of this machine: {count}");
            for (var i = 0; i < count; i++)
            {
                ReadOnlySpan<char> name = protocols[i].szProtocol;
                output.WriteLine($"  {name[..name.IndexOf('\0')],-32} {Promises(protocols[i].dwServiceFlags1)}");
            }
        }
    }

    private static string Promises(uint flags)
    {
        var promises = new List<string>
        {
            Has(Ws2.XP1_CONNECTIONLESS) ? "datagrams without connection" : "connections",
        };
        if (Has(Ws2.XP1_GUARANTEED_DELIVERY))
            promises.Add("delivery");
        if (Has(Ws2.XP1_GUARANTEED_ORDER))
            promises.Add("order");
        if (Has(Ws2.XP1_MESSAGE_ORIENTED))
            promises.Add("message boundaries");
        if (Has(Ws2.XP1_GRACEFUL_CLOSE))
            promises.Add("graceful close");
        return string.Join(", ", promises);

        bool Has(uint flag) => (flags & flag) != 0;
    }
}
