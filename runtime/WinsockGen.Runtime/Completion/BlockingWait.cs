using System;
using System.Threading;

namespace WinsockGen;

/// <summary>
/// Blocks the calling thread until an operation is over. It stands in the place of a synchronization context, because that is asked on the
/// thread of the completion: so the wait needs no thread of the pool, all of which may be waiting like this.
/// </summary>
internal sealed class BlockingWait : SynchronizationContext
{
    private readonly object _gate = new();
    private bool _isOver;

    public override void Post(SendOrPostCallback callback, object? state) => callback(state);

    internal static T For<T>(SocketOperation<T> operation)
    {
        SocketOperation<T>.Awaiter awaiter = operation.GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            var wait = new BlockingWait();
            SynchronizationContext? previous = Current;
            SetSynchronizationContext(wait);
            try
            {
                awaiter.UnsafeOnCompleted(wait.End);
            }
            finally
            {
                SetSynchronizationContext(previous);
            }

            wait.UntilEnd();
        }

        return awaiter.GetResult();
    }

    /// <summary>Called before an operation is started that is to be waited for.</summary>
    /// <exception cref="InvalidOperationException">This thread is the one that would end the wait.</exception>
    internal static void Prepare(WinsockSocket socket)
    {
        if (socket.Loop.IsCurrentInline)
        {
            throw new InvalidOperationException(
                "This is the thread of a completion loop that runs continuations inline: a synchronous read or write would wait for itself. " +
                "Use the asynchronous one, or a loop with ContinuationScheduling.ThreadPool.");
        }

        // A thread that blocks takes no turn from anybody; without one, a success at once would wait for the thread pool.
        socket.RefillInlineTurns();
    }

    private void End()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.Pulse(_gate);
        }
    }

    private void UntilEnd()
    {
        lock (_gate)
        {
            while (!_isOver)
                Monitor.Wait(_gate);
        }
    }
}
