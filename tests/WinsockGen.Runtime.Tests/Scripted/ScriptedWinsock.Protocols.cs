using System;
using System.Net.Sockets;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>The catalog of protocols: TCP and UDP, and two message protocols that pretend to be of the IP family.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    private static int EnumProtocols(int* protocols, WSAPROTOCOL_INFOW* buffer, uint* length)
    {
        const int count = 4;
        uint needed = (uint)(count * sizeof(WSAPROTOCOL_INFOW));
        if (*length < needed)
        {
            *length = needed;
            return Fail(WSAENOBUFS); // WSAEnumProtocolsW: the length that is needed comes back.
        }

        const ProtocolFeatures reliable = ProtocolFeatures.GuaranteedDelivery | ProtocolFeatures.GuaranteedOrder | ProtocolFeatures.IfsHandles;
        const ProtocolFeatures messages = ProtocolFeatures.MessageOriented | ProtocolFeatures.PartialMessages;
        buffer[0] = Describe(1001, SOCK_STREAM, IPPROTO_TCP, reliable | ProtocolFeatures.GracefulClose | ProtocolFeatures.ExpeditedData, 0, "Scripted TCP");
        buffer[1] = Describe(1002, SOCK_DGRAM, IPPROTO_UDP,
            ProtocolFeatures.Connectionless | ProtocolFeatures.MessageOriented | ProtocolFeatures.IfsHandles, 65467, "Scripted UDP");
        buffer[2] = Describe(1003, SOCK_SEQPACKET, 1256, reliable | messages | ProtocolFeatures.GracefulClose, uint.MaxValue, "Scripted packets");
        buffer[3] = Describe(1004, SOCK_RDM, 113, reliable | messages, uint.MaxValue, "Scripted multicast");
        return count;
    }

    private static WSAPROTOCOL_INFOW Describe(uint id, int type, int protocol, ProtocolFeatures features, uint messageSize, string name)
    {
        WSAPROTOCOL_INFOW info = default;
        info.iAddressFamily = (int)AddressFamily.InterNetwork;
        info.iSocketType = type;
        info.iProtocol = protocol;
        info.dwServiceFlags1 = (uint)features;
        info.dwMessageSize = messageSize;
        info.dwCatalogEntryId = id;
        info.ProtocolChain.ChainLen = 1;
        info.dwProviderFlags = PFL_MATCHES_PROTOCOL_ZERO;
        info.iVersion = 2;
        (info.iMinSockAddr, info.iMaxSockAddr) = (16, 16);
        name.AsSpan().CopyTo(info.szProtocol);
        return info;
    }
}
