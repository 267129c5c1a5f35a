using System;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Transfer;

/// <summary>A raw socket, where this user may have one.</summary>
public sealed unsafe class RawSocketTests : SocketTest
{
    private const int IPv4HeaderLength = 20;
    private const byte EchoRequest = 8;
    private const byte EchoReply = 0;

    [WinsockFact(Requires = WinsockFeature.RawSockets)]
    [Calls(nameof(Ws2.WSASocketW), nameof(Ws2.sendto), nameof(Ws2.recv))]
    public void An_echo_request_to_this_machine_is_answered()
    {
        var socket = Keep(Ws2.WSASocketW(Ws2.AF_INET, Ws2.SOCK_RAW, Ws2.IPPROTO_ICMP, null, 0, Ws2.WSA_FLAG_OVERLAPPED));
        Ws2.bind(socket, LoopbackAddress(0));
        ReadOnlySpan<byte> marker = [0x57, 0x53, 0x47, 0x01];
        var request = new byte[12];
        request[0] = EchoRequest;
        marker.CopyTo(request.AsSpan(8));
        WriteChecksum(request);

        Ws2.sendto(socket, request, 0, LoopbackAddress(0));

        // A raw socket sees every ICMP message, the request too, each behind its IPv4 header.
        var packet = new byte[1500];
        int count;
        do
        {
            count = Ws2.recv(socket, packet, 0);
        }
        while (packet[IPv4HeaderLength] != EchoReply || !packet.AsSpan(0, count).EndsWith(marker));

        Assert.Equal(IPv4HeaderLength + request.Length, count);
        Assert.Equal(0x45, packet[0]);
    }

    // RFC 1071: the complement of the sum of the 16-bit words in ones' complement.
    private static void WriteChecksum(byte[] message)
    {
        var sum = 0;
        for (var i = 0; i < message.Length; i += 2)
            sum += (message[i] << 8) | message[i + 1];
        while (sum >> 16 != 0)
            sum = (sum & 0xFFFF) + (sum >> 16);
        message[2] = (byte)(~sum >> 8);
        message[3] = (byte)~sum;
    }
}
