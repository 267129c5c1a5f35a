using System.Net;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A world with one datagram socket that is bound, and one that is not.</summary>
internal sealed class DatagramWorld : ScriptedWorld
{
    public static readonly IPEndPoint ServerEndPoint = new(IPAddress.Loopback, 7008);

    public static readonly SocketAddressValue ServerAddress = SocketAddressValue.From(ServerEndPoint);

    public DatagramWorld(bool completesAtOnce = false, bool hasIfsHandles = true, ContinuationScheduling scheduling = ContinuationScheduling.ThreadPool,
        bool hasExtensions = true, bool hasSegmentation = false, bool receivesInformation = false, int maximumCoalescedSize = 0)
        : base(null, scheduling, hasIfsHandles)
    {
        if (!hasExtensions)
            Winsock.Extensions.Clear();
        Winsock.CompletesAtOnce = completesAtOnce;
        Winsock.HasSegmentation = hasSegmentation;
        Server = DatagramSocket.Bind(ServerEndPoint, new DatagramSocketOptions
        {
            Loop = Loop,
            ReceivePacketInformation = receivesInformation,
            MaximumCoalescedSize = maximumCoalescedSize,
        });
        Client = DatagramSocket.Open(ServerEndPoint.AddressFamily, Options);
    }

    public DatagramSocketOptions Options => new() { Loop = Loop };

    public DatagramSocket Server { get; }

    public DatagramSocket Client { get; }

    /// <summary>Sends to the server, and lets that happen.</summary>
    public void Send(params byte[] bytes) => Finish(Client.SendAsync(bytes, ServerAddress));

    protected override void Close()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
