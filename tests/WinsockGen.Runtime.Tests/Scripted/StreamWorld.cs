using System;
using System.Net;
using System.Threading.Tasks;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A world with one listener.</summary>
internal sealed class StreamWorld : ScriptedWorld
{
    public static readonly IPEndPoint ServerEndPoint = new(IPAddress.Loopback, 7007);

    public StreamWorld(Random? random = null, ContinuationScheduling scheduling = ContinuationScheduling.ThreadPool, bool hasIfsHandles = true, int outstandingAccepts = 2,
        int firstDataLength = 0, bool recycles = false, params Guid[] lacking)
        : base(random, scheduling, hasIfsHandles)
    {
        foreach (Guid extension in lacking)
            Winsock.Extensions.Remove(extension);
        Listener = StreamListener.Listen(ServerEndPoint, new StreamListenerOptions
        {
            Loop = Loop,
            OutstandingAccepts = outstandingAccepts,
            FirstDataLength = firstDataLength,
            RecycleSockets = recycles,
        });
    }

    public StreamListener Listener { get; }

    public Task<StreamSocket> ConnectAsync() => Await(StreamSocket.ConnectAsync(ServerEndPoint, new StreamConnectOptions { Loop = Loop }));

    public (StreamSocket Client, StreamSocket Server) Connect()
    {
        Task<StreamSocket> accepting = Await(Listener.AcceptAsync());
        StreamSocket client = Finish(ConnectAsync());
        return (client, Finish(accepting));
    }

    protected override void Close() => Listener.Dispose();
}
