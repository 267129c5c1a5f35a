using System;
using System.Threading.Tasks.Sources;

namespace WinsockGen;

/// <summary>An operation whose success has a value.</summary>
internal abstract class Operation<T>(CompletionLoop loop, bool detached = false) : Operation(loop, detached), IValueTaskSource<T>
{
    /// <summary>Takes the result, which ends this use.</summary>
    internal abstract new T GetResult(uint token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, token, flags);

    T IValueTaskSource<T>.GetResult(short token) => GetResult(Expand(token));
}
