using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks.Sources;

namespace WinsockGen;

/// <summary>The side of the code that awaits: continuation, result, and where the code resumes.</summary>
internal abstract partial class Operation : IThreadPoolWorkItem, IValueTaskSource
{
    // ---- Consumer -----------------------------------------------------------------------------------------------------------

    internal bool IsCompleted(uint token)
    {
        long state = Volatile.Read(ref _state);
        ThrowIfPast(state, token);
        return (state & PhaseMask) == Completed;
    }

    /// <summary>
    /// What an awaiter asks first. A second await is refused here, in the code that awaits: an exception out of OnCompleted would
    /// end the process.
    /// </summary>
    internal bool IsCompletedForAwait(uint token)
    {
        long state = Volatile.Read(ref _state);
        ThrowIfPast(state, token);
        ThrowIfAwaited(state);
        return (state & PhaseMask) == Completed;
    }

    /// <param name="continuation">An Action, or an Action&lt;object?&gt; of the state.</param>
    internal void OnCompleted(uint token, Delegate continuation, object? state, bool useScheduler, bool flow)
    {
        long seen = Volatile.Read(ref _state);
        do
        {
            ThrowIfPast(seen, token);
            ThrowIfAwaited(seen);
        }
        while (!Swap(seen | Awaited, ref seen));

        _continuation.Set(continuation, state, useScheduler, flow);
        if ((Interlocked.Or(ref _state, Armed) & PhaseMask) == Completed)
            Resume();
    }

    /// <summary>Takes the result, which ends this use.</summary>
    /// <exception cref="InvalidOperationException">It is not complete, or the result was taken before.</exception>
    protected int Take(uint token, out uint transferred, out CancellationToken cancellationToken)
    {
        long seen = Volatile.Read(ref _state);
        while (true)
        {
            ThrowIfPast(seen, token);
            if ((seen & PhaseMask) != Completed || _continuation.IsSet)
                ThrowIncomplete();

            // Read before the swap: after it the next use may begin.
            int error = _error;
            transferred = _transferred;
            cancellationToken = _cancellationToken;
            if (Swap(NextGeneration(seen) | (seen & (Detached | Cancelling | Cancelled)), ref seen))
            {
                OnIdle();
                return error;
            }
        }
    }

    internal void GetResult(uint token)
    {
        int error = Take(token, out _, out CancellationToken cancellationToken);
        if (error != 0)
            throw CreateException(error, cancellationToken);
    }

    /// <summary>What a failed use throws at the code that awaits it.</summary>
    protected abstract Exception CreateException(int error, CancellationToken cancellationToken);

    // ---- Resumption ---------------------------------------------------------------------------------------------------------

    private void Resume()
    {
        if (!_continuation.TryPost(this))
            Loop.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute() => RunInTurn();

    /// <summary>It is the operation's turn: what was deferred is over, and the continuation runs.</summary>
    internal void RunInTurn()
    {
        long seen = Volatile.Read(ref _state);
        if ((seen & Deferred) != 0)
        {
            while (!Swap((seen & ~(PhaseMask | Deferred)) | Completed, ref seen))
            {
            }

            // Not awaited yet: whoever awaits finds it complete.
            if ((seen & Armed) == 0 || _continuation.TryPost(this))
                return;
        }

        Run();
    }

    internal void Run()
    {
        OnResuming();
        _continuation.Invoke();
    }

    /// <summary>Called where the continuation is about to run.</summary>
    protected virtual void OnResuming()
    {
    }

    // ---- IValueTaskSource: the short token is the low half of ours ---------------------------------------------------------------

    internal uint Expand(short token) => (ushort)token == (ushort)Token ? Token : ~Token;

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => GetResult(Expand(token));

    internal ValueTaskSourceStatus GetStatus(short token)
    {
        if (!IsCompleted(Expand(token)))
            return ValueTaskSourceStatus.Pending;
        if (_error == 0)
            return ValueTaskSourceStatus.Succeeded;
        return CreateException(_error, _cancellationToken) is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    internal void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(Expand(token), continuation, state,
            (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0, (flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThrowIfAwaited(long state)
    {
        if ((state & Awaited) != 0)
            ThrowAwaited();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThrowIfPast(long state, uint token)
    {
        if (TokenOf(state) != token)
            ThrowPast();
    }

    [DoesNotReturn]
    private static void ThrowAwaited() => throw new InvalidOperationException("A SocketOperation can be awaited only once.");

    [DoesNotReturn]
    private static void ThrowPast() =>
        throw new InvalidOperationException("The result of this SocketOperation was taken before: it can be awaited only once.");

    [DoesNotReturn]
    private static void ThrowIncomplete() =>
        throw new InvalidOperationException("The SocketOperation is not complete yet: await it, or use AsValueTask().AsTask() to block.");
}
