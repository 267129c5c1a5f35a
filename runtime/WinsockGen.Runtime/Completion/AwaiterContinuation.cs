using System;
using System.Threading;

namespace WinsockGen;

/// <summary>Attaches the continuation of an await to its operation.</summary>
internal static class AwaiterContinuation
{
    private static readonly Action<object?> Invoke = static continuation => ((Action)continuation!)();

    internal static void Attach(Operation? operation, uint token, Action continuation, bool useScheduler, bool flow)
    {
        if (operation is not null)
            operation.OnCompleted(token, Invoke, continuation, useScheduler, flow);
        else
            // Over before it was awaited; only code that ignores IsCompleted gets here.
            ThreadPool.QueueUserWorkItem(Invoke, continuation, preferLocal: false);
    }
}
