using System.Collections.Generic;
using System.Net.Sockets;

namespace WinsockGen;

/// <summary>The order in which the addresses of a name are tried (RFC 8305, section 4).</summary>
internal static class AttemptOrder
{
    /// <summary>
    /// Takes the families in turn, beginning with that of the first address, so that one family that does not work costs one delay; within a
    /// family the order stays, which is Windows' (RFC 6724).
    /// </summary>
    /// <param name="entries">What the name resolved to; doubles and what is no address are left out.</param>
    /// <param name="family">The only family of which addresses are wanted; unspecified for all.</param>
    internal static SocketAddressValue[] Interleave(IEnumerable<NameEntry> entries, AddressFamily family)
    {
        var seen = new HashSet<SocketAddressValue>();
        var families = new List<Queue<SocketAddressValue>>();
        foreach (NameEntry entry in entries)
        {
            SocketAddressValue address = entry.Address;
            if (address.Bytes.IsEmpty || (family != AddressFamily.Unspecified && address.Family != family) || !seen.Add(address))
                continue;
            Queue<SocketAddressValue>? own = families.Find(queue => queue.Peek().Family == address.Family);
            if (own is null)
                families.Add(own = new Queue<SocketAddressValue>());
            own.Enqueue(address);
        }

        var order = new List<SocketAddressValue>(seen.Count);
        while (order.Count < seen.Count)
        {
            foreach (Queue<SocketAddressValue> queue in families)
            {
                if (queue.TryDequeue(out SocketAddressValue address))
                    order.Add(address);
            }
        }

        return [.. order];
    }
}
