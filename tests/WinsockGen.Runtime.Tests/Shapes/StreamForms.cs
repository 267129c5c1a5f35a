using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Shapes;

/// <summary>All the ways to read and to write a stream. Those that block do so on a thread of their own.</summary>
internal static class StreamForms
{
    public static readonly Dictionary<string, Func<StreamWorld, SocketStream, byte[], Task<int>>> Reads = new()
    {
        ["ReadAsync(Memory)"] = (_, stream, buffer) => stream.ReadAsync(buffer).AsTask(),
        ["ReadAsync(array)"] = (_, stream, buffer) => stream.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None),
        ["BeginRead, EndRead"] = (_, stream, buffer) => Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, buffer, 0, buffer.Length, null),
        ["Read(array)"] = (world, stream, buffer) => Block(world, () => stream.Read(buffer, 0, buffer.Length)),
        ["Read(span)"] = (world, stream, buffer) => Block(world, () => stream.Read(buffer.AsSpan())),
    };

    public static readonly Dictionary<string, Func<StreamWorld, SocketStream, byte[], Task>> Writes = new()
    {
        ["WriteAsync(Memory)"] = (_, stream, buffer) => stream.WriteAsync(buffer).AsTask(),
        ["WriteAsync(array)"] = (_, stream, buffer) => stream.WriteAsync(buffer, 0, buffer.Length, CancellationToken.None),
        ["BeginWrite, EndWrite"] = (_, stream, buffer) => Task.Factory.FromAsync(stream.BeginWrite, stream.EndWrite, buffer, 0, buffer.Length, null),
        ["Write(array)"] = (world, stream, buffer) => Block(world, () => { stream.Write(buffer, 0, buffer.Length); return 0; }),
        ["Write(span)"] = (world, stream, buffer) => Block(world, () => { stream.Write(buffer.AsSpan()); return 0; }),
    };

    public static TheoryData<string> ReadNames => [.. Reads.Keys];

    public static TheoryData<string> WriteNames => [.. Writes.Keys];

    /// <summary>Does something on a thread of the world, until it is done or blocks. One operation each: the world is not locked.</summary>
    public static Task<T> Block<T>(StreamWorld world, Func<T> action)
    {
        var done = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            world.Winsock.Enter();
            try
            {
                done.SetResult(action());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        thread.Start();
        while (thread.IsAlive && (thread.ThreadState & ThreadState.WaitSleepJoin) == 0)
            Thread.Sleep(1);
        return done.Task;
    }

    /// <summary>Lets everything happen, and the threads that blocked come back.</summary>
    public static T Finish<T>(StreamWorld world, Task<T> task)
    {
        Finish(world, (Task)task);
        return task.Result;
    }

    /// <summary>Lets everything happen, and the threads that blocked come back.</summary>
    public static void Finish(StreamWorld world, Task task)
    {
        world.Settle();
        Assert.True(task.ContinueWith(_ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(10)), "The operation was lost.");
        task.GetAwaiter().GetResult();
    }
}
