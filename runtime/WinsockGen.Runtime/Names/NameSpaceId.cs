using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// The name spaces that can be asked (NS_*). Which of them a machine has depends on its providers; others than these can be named by
/// their number.
/// </summary>
public enum NameSpaceId : uint
{
    /// <summary>All that are installed and active.</summary>
    All = NS_ALL,

    /// <summary>The hosts file and the domain name system.</summary>
    Dns = NS_DNS,

    /// <summary>NetBIOS over TCP/IP.</summary>
    NetBios = NS_NETBT,

    /// <summary>The Windows Internet naming service.</summary>
    Wins = NS_WINS,

    /// <summary>Network location awareness: the networks that this machine is attached to.</summary>
    NetworkLocation = NS_NLA,

    /// <summary>Bluetooth devices and their services.</summary>
    Bluetooth = NS_BTH,

    /// <summary>The active directory.</summary>
    ActiveDirectory = NS_NTDS,

    /// <summary>Names that are e-mail addresses.</summary>
    Email = NS_EMAIL,

    /// <summary>Names of the peer name resolution protocol.</summary>
    PeerName = NS_PNRPNAME,

    /// <summary>Clouds of the peer name resolution protocol.</summary>
    PeerCloud = NS_PNRPCLOUD,
}
