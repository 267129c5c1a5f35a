namespace WinsockGen.Windows.Tests.Features;

/// <summary>What a Winsock may lack. A test that needs one of these names it, and runs where it is there.</summary>
public enum WinsockFeature
{
    /// <summary>Nothing beyond what every Windows Sockets 2 has.</summary>
    None,

    /// <summary>An IPv6 loopback to bind to.</summary>
    IPv6,

    /// <summary>Unix domain sockets: AF_UNIX streams.</summary>
    UnixSockets,

    /// <summary>AF_HYPERV streams.</summary>
    HyperVSockets,

    /// <summary>AF_BTH streams.</summary>
    Bluetooth,

    /// <summary>AF_IRDA streams.</summary>
    Infrared,

    /// <summary>AF_IPX datagrams.</summary>
    Ipx,

    /// <summary>AF_APPLETALK datagrams.</summary>
    AppleTalk,

    /// <summary>Registered I/O: the function table behind WSAID_MULTIPLE_RIO.</summary>
    RegisteredIO,

    /// <summary>TransmitPackets, from the provider's extension functions.</summary>
    TransmitPackets,

    /// <summary>TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT.</summary>
    TcpKeepAliveTimes,

    /// <summary>TCP_FASTOPEN.</summary>
    TcpFastOpen,

    /// <summary>SIO_TCP_INFO.</summary>
    TcpInfo,

    /// <summary>MCAST_JOIN_GROUP, the protocol-independent way into a multicast group.</summary>
    MulticastJoinGroup,

    /// <summary>An interface on which IPv4 groups are joined when none is named.</summary>
    MulticastInterface,

    /// <summary>The providers themselves: entry points of mswsock.dll, paths of DLLs, name-space catalogs.</summary>
    ServiceProviders,

    /// <summary>A reset, not an orderly end, when a socket that lingers for no time is closed.</summary>
    AbortiveClose,

    /// <summary>WSARecvEx of mswsock.</summary>
    ReceiveEx,

    /// <summary>Raw sockets for ICMP, which may need a privilege.</summary>
    RawSockets,

    /// <summary>Blocking hooks, which Winsock 2 does without.</summary>
    BlockingHooks,

    /// <summary>Name space providers, as WSAEnumNameSpaceProviders lists them.</summary>
    NameSpaceProviders,

    /// <summary>WSAConnectByList.</summary>
    ConnectByList,
}
