using System.Linq;
using System.Net;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Connections of sequenced packets and sessions of reliable multicast that come to a listener (PGM Senders and Receivers).</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    /// <summary>A peer connects to the message listener of a port, or has done so and is gone already.</summary>
    public void ConnectMessages(int port, ScriptedMessagePeer? peer) =>
        _sockets.Values.Single(socket => socket.IsListening && socket.Local!.Port == port).MessageBacklog.Enqueue(peer);

    private uint AcceptMessages(PendingCall call)
    {
        if (call.Socket.MessageBacklog.Dequeue() is not { } peer)
            return StatusConnectionReset;
        call.Accepted!.MessagePeer = peer;
        call.Accepted.Local = call.Socket.Local;
        call.Accepted.Remote = new IPEndPoint(IPAddress.Loopback, _nextPort++);
        call.Accepted.LacksContext = true;
        return 0;
    }
}
