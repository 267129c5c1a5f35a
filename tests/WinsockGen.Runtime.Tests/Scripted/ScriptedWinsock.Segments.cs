using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Segmentation, coalescing and packet information (IPPROTO_UDP socket options; IP_PKTINFO on "IPPROTO_IP socket options").</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    /// <summary>The interface by which all datagrams come.</summary>
    public const int InterfaceIndex = 7;

    private static byte[] Message(int level, int type, ReadOnlySpan<byte> data)
    {
        var bytes = new byte[(int)WSA_CMSG_SPACE((nuint)data.Length)];
        var header = new WSACMSGHDR { cmsg_len = WSA_CMSG_LEN((nuint)data.Length), cmsg_level = level, cmsg_type = type };
        MemoryMarshal.Write(bytes, header);
        data.CopyTo(bytes.AsSpan((int)WSA_CMSG_LEN(0)));
        return bytes;
    }

    /// <summary>UDP_SEND_MSG_SIZE says how to cut what is sent, and does not arrive. Without segmentation nobody knows it.</summary>
    private byte[] TakeSegmentSize(byte[] control, out int segmentSize)
    {
        segmentSize = 0;
        if (!HasSegmentation)
            return control;
        int headerLength = (int)WSA_CMSG_LEN(0);
        for (int start = 0; control.Length - start >= headerLength;)
        {
            var header = MemoryMarshal.Read<WSACMSGHDR>(control.AsSpan(start));
            if (header.cmsg_len < (nuint)headerLength)
                break;
            int next = start + (int)WSA_CMSGHDR_ALIGN(header.cmsg_len);
            if ((header.cmsg_level, header.cmsg_type) == (IPPROTO_UDP, UDP_SEND_MSG_SIZE))
            {
                segmentSize = MemoryMarshal.Read<int>(control.AsSpan(start + headerLength));
                return [.. control[..start], .. control[Math.Min(next, control.Length)..]];
            }

            start = next;
        }

        return control;
    }

    /// <summary>The next datagram, or several that arrived together, with what the socket's options ask to be told.</summary>
    private static ScriptedDatagram TakeDatagrams(ScriptedSocket socket)
    {
        ScriptedDatagram first = socket.Datagrams.Dequeue();
        List<byte> bytes = [.. first.Bytes];
        byte[] control = [];
        int maximum = OptionOf(socket, IPPROTO_UDP, UDP_RECV_MAX_COALESCED_SIZE);

        // All of one sender and one size, but for the last, which may be smaller; a longer one comes by itself.
        int count = 1;
        while (first.Bytes.Length != 0 && socket.Datagrams.TryPeek(out ScriptedDatagram? next) && next.Sender.Equals(first.Sender)
            && next.Bytes.Length is not 0 && next.Bytes.Length <= first.Bytes.Length && bytes.Count == count * first.Bytes.Length
            && bytes.Count + next.Bytes.Length <= maximum)
        {
            bytes.AddRange(socket.Datagrams.Dequeue().Bytes);
            count++;
        }

        if (count > 1)
            control = [.. control, .. Message(IPPROTO_UDP, UDP_COALESCED_INFO, BitConverter.GetBytes(first.Bytes.Length))];
        byte[] index = BitConverter.GetBytes(InterfaceIndex);
        byte[] address = socket.Local!.Address.GetAddressBytes();
        if (socket.Family == (int)AddressFamily.InterNetwork && OptionOf(socket, IPPROTO_IP, IP_PKTINFO) != 0)
            control = [.. control, .. Message(IPPROTO_IP, IP_PKTINFO, [.. address, .. index])];
        if (socket.Family == (int)AddressFamily.InterNetworkV6 && OptionOf(socket, IPPROTO_IPV6, IPV6_PKTINFO) != 0)
            control = [.. control, .. Message(IPPROTO_IPV6, IPV6_PKTINFO, [.. address, .. index])];
        return new ScriptedDatagram([.. bytes], [.. control, .. first.Control], first.Sender);
    }

    private static int OptionOf(ScriptedSocket socket, int level, int name) =>
        socket.Options.TryGetValue((level, name), out byte[]? value) ? BitConverter.ToInt32(value) : 0;
}
