using System;
using System.Threading;

namespace WinsockGen;

/// <summary>Attaches the continuation of an await to its operation.</summary>
internal static class AwaiterContinuation
{
    internal static void Attach(Operation? operation, uint token, Action continuation, bool useScheduler, bool flow)
    {
        if (operation is not null)
            operation.OnCompleted(token, continuation, null, useScheduler, flow);
        else
            // Over before it was awaited; only code that ignores IsCompleted gets here.
            ThreadPool.QueueUserWorkItem(static continuation => continuation(), continuation, preferLocal: false);
    }
}
