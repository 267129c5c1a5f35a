using System.Runtime.Versioning;

namespace WinsockGen;

/// <summary>Whether a listener uses the sockets of closed connections again (<see cref="StreamListenerOptions.RecycleSockets"/>).</summary>
[SupportedOSPlatform("windows")]
public enum AcceptRecycling
{
    /// <summary>Nobody asked for it.</summary>
    Off,

    /// <summary>It is being tried out whether this Winsock does it rightly; until then sockets are closed.</summary>
    Probing,

    /// <summary>Sockets are used again.</summary>
    On,

    /// <summary>This Winsock cannot, or does it wrongly: sockets are closed.</summary>
    Unavailable,
}
