using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace WinsockGen;

/// <summary>Awaited, it continues on the thread pool, where code may block.</summary>
internal readonly struct PoolTurn(WinsockTable native) : ICriticalNotifyCompletion
{
    internal bool IsCompleted => false;

    public unsafe void OnCompleted(Action continuation) => native.QueueWorkItem(new WorkItem(continuation));

    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    internal PoolTurn GetAwaiter() => this;

    internal void GetResult()
    {
    }

    private sealed class WorkItem(Action continuation) : IThreadPoolWorkItem
    {
        void IThreadPoolWorkItem.Execute() => continuation();
    }
}
