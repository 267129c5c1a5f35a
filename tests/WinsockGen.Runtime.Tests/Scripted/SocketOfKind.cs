using System;
using WinsockGen.Catalog;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A socket of the runtime of some kind, ready to send, in a world of its own.</summary>
internal sealed class SocketOfKind : IDisposable
{
    public static readonly SocketKinds[] All = [SocketKinds.Stream, SocketKinds.Datagram, SocketKinds.Message];

    private readonly WinsockSocket? _peer;

    public SocketOfKind(SocketKinds kind)
    {
        switch (kind)
        {
            case SocketKinds.Stream:
                var streams = new StreamWorld();
                (World, (Socket, _peer)) = (streams, streams.Connect());
                break;
            case SocketKinds.Datagram:
                var datagrams = new DatagramWorld();
                (World, Socket) = (datagrams, datagrams.Client);
                break;
            default:
                var messages = new MessageWorld();
                (World, Socket) = (messages, messages.Socket);
                break;
        }
    }

    public ScriptedWorld World { get; }

    public WinsockSocket Socket { get; }

    public void Dispose()
    {
        Socket.Dispose();
        _peer?.Dispose();
        World.Dispose();
    }
}
