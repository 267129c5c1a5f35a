using System;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>
/// A scripted Winsock with one loop, for a test. At the end it checks that everything has come back: sockets, ports, records.
/// </summary>
internal abstract class ScriptedWorld : IDisposable
{
    protected ScriptedWorld(Random? random, ContinuationScheduling scheduling, bool hasIfsHandles)
    {
        Winsock = new ScriptedWinsock(random) { HasIfsHandles = hasIfsHandles };
        Loop = Winsock.CreateLoop(scheduling);
    }

    public ScriptedWinsock Winsock { get; }

    public CompletionLoop Loop { get; }

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

    /// <summary>Lets everything happen, after which the operation must be over.</summary>
    public T Finish<T>(SocketOperation<T> operation) => Finish(Await(operation));

    public void Dispose()
    {
        Close();
        Settle();
        int lost = Loop.Slab.Leaked;
        Loop.Dispose();
        Settle();
        Assert.Empty(Winsock.Violations);
        Assert.Equal(0, Winsock.OpenSockets);
        Assert.Equal(0, Winsock.OpenPorts);
        Assert.Equal(0, Winsock.PoolLength);
        Assert.Equal(0, Winsock.PendingQueries);
        Assert.Equal(0, Winsock.OpenNameResults);
        Assert.Equal(lost, Loop.Slab.Rented);
        Winsock.Dispose();
    }

    /// <summary>Closes the sockets of the world itself.</summary>
    protected abstract void Close();
}
