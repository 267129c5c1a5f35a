using System;
using System.Net;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>
/// A scripted Winsock with one loop and one listener, for a test. At the end it checks that everything has come back:
/// sockets, ports, records.
/// </summary>
internal sealed class StreamWorld : IDisposable
{
    public static readonly IPEndPoint ServerEndPoint = new(IPAddress.Loopback, 7007);

    public StreamWorld(Random? random = null, ContinuationScheduling scheduling = ContinuationScheduling.ThreadPool, bool hasIfsHandles = true, int outstandingAccepts = 2)
    {
        Winsock = new ScriptedWinsock(random) { HasIfsHandles = hasIfsHandles };
        Loop = Winsock.CreateLoop(scheduling);
        Listener = StreamListener.Listen(ServerEndPoint, new StreamListenerOptions { Loop = Loop, OutstandingAccepts = outstandingAccepts });
    }

    public ScriptedWinsock Winsock { get; }

    public CompletionLoop Loop { get; }

    public StreamListener Listener { get; }

    /// <summary>Awaits an operation the way a user does.</summary>
    public static async Task<T> Await<T>(SocketOperation<T> operation) => await operation;

    /// <summary>Awaits an operation the way a user does.</summary>
    public static async Task Await(SocketOperation operation) => await operation;

    /// <summary>Lets everything happen that can.</summary>
    public void Settle() => Winsock.Settle(Loop);

    /// <summary>Lets everything happen, after which the task must be over.</summary>
    public T Finish<T>(Task<T> task)
    {
        Finish((Task)task);
        return task.Result;
    }

    /// <summary>Lets everything happen, after which the task must be over.</summary>
    public void Finish(Task task)
    {
        Settle();
        Assert.True(task.IsCompleted, "The operation was lost.");
        task.GetAwaiter().GetResult();
    }

    public Task<StreamSocket> ConnectAsync() => Await(StreamSocket.ConnectAsync(ServerEndPoint, new StreamConnectOptions { Loop = Loop }));

    public (StreamSocket Client, StreamSocket Server) Connect()
    {
        Task<StreamSocket> accepting = Await(Listener.AcceptAsync());
        StreamSocket client = Finish(ConnectAsync());
        return (client, Finish(accepting));
    }

    public void Dispose()
    {
        Listener.Dispose();
        Settle();
        int lost = Loop.Slab.Leaked;
        Loop.Dispose();
        Settle();
        Assert.Empty(Winsock.Violations);
        Assert.Equal(0, Winsock.OpenSockets);
        Assert.Equal(0, Winsock.OpenPorts);
        Assert.Equal(0, Winsock.PoolLength);
        Assert.Equal(lost, Loop.Slab.Rented);
        Winsock.Dispose();
    }
}
