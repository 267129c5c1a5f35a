using System.Collections.Generic;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>One end of a scripted connection: what is on its way to it.</summary>
internal sealed class StreamEnd
{
    public StreamEnd Peer { get; private set; } = null!;

    public Queue<byte> Incoming { get; } = new();

    /// <summary>The peer ended its stream.</summary>
    public bool IsEnded { get; set; }

    /// <summary>The peer reset the connection.</summary>
    public bool IsReset { get; set; }

    public static (StreamEnd Client, StreamEnd Server) Connect()
    {
        var client = new StreamEnd();
        var server = new StreamEnd { Peer = client };
        client.Peer = server;
        return (client, server);
    }
}
