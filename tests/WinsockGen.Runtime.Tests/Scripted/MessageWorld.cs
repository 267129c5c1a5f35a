using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A world with one message socket, and somebody to connect it to.</summary>
internal sealed class MessageWorld : ScriptedWorld
{
    public static readonly IPEndPoint PeerEndPoint = new(IPAddress.Loopback, 7010);

    public MessageWorld(SocketType type = SocketType.Seqpacket, bool completesAtOnce = false, bool hasIfsHandles = true, bool hasPartialMessages = true,
        bool isConnected = true)
        : base(null, ContinuationScheduling.ThreadPool, hasIfsHandles)
    {
        Winsock.CompletesAtOnce = completesAtOnce;
        Peer = new ScriptedMessagePeer(hasPartialMessages);
        Winsock.MessagePeers[PeerEndPoint.Port] = Peer;
        Socket = Protocol(type).OpenMessage(Loop);
        if (isConnected)
            Finish(Await(Socket.ConnectAsync(PeerEndPoint)));
    }

    public ScriptedMessagePeer Peer { get; }

    public MessageSocket Socket { get; }

    public static ProtocolEntry Protocol(SocketType type) => ProtocolCatalog.GetProtocols(ScriptedWinsock.Table).Single(entry => entry.SocketType == type);

    protected override void Close() => Socket.Dispose();
}
