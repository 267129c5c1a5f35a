using System;

namespace WinsockGen;

/// <summary>What a protocol promises: the XP1_* bits of its catalog entry (WSAPROTOCOL_INFOW on winsock2.h's pages).</summary>
[Flags]
public enum ProtocolFeatures
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Datagrams; without it, connections.</summary>
    Connectionless = 0x1,

    /// <summary>What is sent arrives.</summary>
    GuaranteedDelivery = 0x2,

    /// <summary>What arrives, arrives in the order in which it was sent and only once; it need not arrive.</summary>
    GuaranteedOrder = 0x4,

    /// <summary>Message boundaries are kept; without it, a stream of bytes.</summary>
    MessageOriented = 0x8,

    /// <summary>Messages that are received like a stream, without their boundaries.</summary>
    PseudoStream = 0x10,

    /// <summary>A connection can be ended in both directions without losing data; without it, every close is abortive.</summary>
    GracefulClose = 0x20,

    /// <summary>Expedited (urgent, out-of-band) data.</summary>
    ExpeditedData = 0x40,

    /// <summary>Data with the connect.</summary>
    ConnectData = 0x80,

    /// <summary>Data with the disconnect.</summary>
    DisconnectData = 0x100,

    /// <summary>Broadcast.</summary>
    Broadcast = 0x200,

    /// <summary>Multipoint or multicast.</summary>
    Multipoint = 0x400,

    /// <summary>The control plane of multipoint sessions is rooted.</summary>
    MultipointControlPlane = 0x800,

    /// <summary>The data plane of multipoint sessions is rooted.</summary>
    MultipointDataPlane = 0x1000,

    /// <summary>Quality of service.</summary>
    QualityOfService = 0x2000,

    /// <summary>Reserved by Winsock.</summary>
    Interrupt = 0x4000,

    /// <summary>One-way: only sending.</summary>
    UnidirectionalSend = 0x8000,

    /// <summary>One-way: only receiving.</summary>
    UnidirectionalReceive = 0x10000,

    /// <summary>Sockets are file handles of the operating system, so that completions of immediate successes can be skipped.</summary>
    IfsHandles = 0x20000,

    /// <summary>Parts of messages can be sent and received (MSG_PARTIAL).</summary>
    PartialMessages = 0x40000,

    /// <summary>Sockets Direct Protocol on system area networks.</summary>
    SystemAreaNetwork = 0x80000,
}
