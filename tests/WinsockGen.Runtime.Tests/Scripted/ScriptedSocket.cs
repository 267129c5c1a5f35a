using System.Collections.Generic;
using System.Net;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A SOCKET of the scripted Winsock.</summary>
internal sealed class ScriptedSocket(nuint handle, int family, int type, int protocol)
{
    public nuint Handle { get; } = handle;

    public int Family { get; } = family;

    public int Type { get; } = type;

    public int Protocol { get; } = protocol;

    public ScriptedPort? Port { get; set; }

    public bool SkipsOnSuccess { get; set; }

    public IPEndPoint? Local { get; set; }

    public IPEndPoint? Remote { get; set; }

    public bool IsExclusive { get; set; }

    public bool IsListening { get; set; }

    /// <summary>Connected, but SO_UPDATE_ACCEPT_CONTEXT or SO_UPDATE_CONNECT_CONTEXT has not been set yet.</summary>
    public bool LacksContext { get; set; }

    /// <summary>All of its operations were cancelled, after which it can only be closed.</summary>
    public bool IsClosing { get; set; }

    public bool LingersForNothing { get; set; }

    public StreamEnd? End { get; set; }

    /// <summary>It was disconnected, to be used again.</summary>
    public bool IsRecycled { get; set; }

    /// <summary>When the connection was made, by the clock of the world.</summary>
    public long? ConnectedAt { get; set; }

    public bool LacksPeer => End is null && MessagePeer is null;

    /// <summary>Connections that were made and not accepted.</summary>
    public List<(StreamEnd End, IPEndPoint Client)> Backlog { get; } = [];

    /// <summary>Message connections that were made and not accepted; null is one that was reset meanwhile.</summary>
    public Queue<ScriptedMessagePeer?> MessageBacklog { get; } = new();

    /// <summary>Who is at the other end of a message connection.</summary>
    public ScriptedMessagePeer? MessagePeer { get; set; }

    /// <summary>Datagrams that arrived and were not received.</summary>
    public Queue<ScriptedDatagram> Datagrams { get; } = new();

    /// <summary>Whether an unreachable port fails the next receive (SIO_UDP_CONNRESET, on by default).</summary>
    public bool ReportsUnreachable { get; set; } = true;

    /// <summary>An unreachable port that no receive has reported yet.</summary>
    public bool HasUnreachable { get; set; }

    public List<PendingCall> Calls { get; } = [];

    public Dictionary<(int Level, int Name), byte[]> Options { get; } = [];
}
