using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// One use after the other of one asynchronous operation. Initiator, completer, canceller, consumer and owner meet only in one
/// 64-bit state word (generation, phase, flags), by compare-and-swap; docs/runtime.md draws it.
/// </summary>
internal abstract partial class Operation : RecordOwner
{
    // Phase: low three bits.
    private const long PhaseMask = 7;
    private const long Idle = 0;
    private const long Starting = 1;
    private const long Pending = 2;
    private const long EarlyCompleted = 3;
    private const long Completed = 4;

    // Flags.
    private const long Deferred = 1 << 3;
    private const long Awaited = 1 << 4;
    private const long Armed = 1 << 5;
    private const long Cancelling = 1 << 6;
    private const long Cancelled = 1 << 7;
    private const long Detached = 1 << 8;
    private const long Timed = 1 << 9;
    private const long TimedOut = 1 << 10;

    private const int GenerationShift = 32;

    private long _state;
    private int _error;
    private uint _transferred;
    private bool _registered;
    private CancellationToken _cancellationToken;
    private CancellationTokenRegistration _registration;
    private Continuation _continuation;

    protected Operation(CompletionLoop loop, bool detached = false)
    {
        Loop = loop;
        if (detached)
            _state = Detached | Starting;
    }

    internal enum BeginResult
    {
        /// <summary>The caller is the initiator now.</summary>
        Begun,

        /// <summary>The previous use is still outstanding.</summary>
        Busy,

        /// <summary>This object has left its owner, who needs another one.</summary>
        Detached,
    }

    internal CompletionLoop Loop { get; }

    /// <summary>Names the current use; the next one has another.</summary>
    internal uint Token => TokenOf(Volatile.Read(ref _state));

    /// <summary>Whether the current use is not over.</summary>
    internal bool IsOutstanding => (Volatile.Read(ref _state) & PhaseMask) is Starting or Pending or EarlyCompleted;

    // ---- Initiator ----------------------------------------------------------------------------------------------------------

    /// <summary>Tries to become the initiator of the next use.</summary>
    /// <remarks>A completed use whose result nobody has taken yet keeps it: it leaves with this object.</remarks>
    internal BeginResult TryBegin()
    {
        long seen = Volatile.Read(ref _state);
        while (true)
        {
            if ((seen & Detached) != 0)
                return BeginResult.Detached;

            long phase = seen & PhaseMask;
            if (phase is not (Idle or Completed))
                return BeginResult.Busy;

            long next = phase == Idle ? WithoutFlags(seen) | Starting : seen | Detached;
            if (Swap(next, ref seen))
            {
                if (phase != Idle)
                    return BeginResult.Detached;
                _cancellationToken = default;
                return BeginResult.Begun;
            }
        }
    }

    /// <summary>Ends a use that was over before it was pending. Only the initiator has seen it.</summary>
    protected void EndAtOnce()
    {
        Debug.Assert((_state & PhaseMask) == Starting);
        long state = Volatile.Read(ref _state);
        Volatile.Write(ref _state, NextGeneration(state) | (state & Detached));
        OnIdle();
    }

    /// <summary>Ends a use that only kept others from starting one. Its initiator may have left the socket since.</summary>
    internal void EndHold()
    {
        long seen = Volatile.Read(ref _state);
        while (!Swap(NextGeneration(seen) | (seen & Detached), ref seen))
        {
        }

        OnIdle();
    }

    /// <summary>Ends a use that was over before it was pending, and keeps its result until it is taken. Only the initiator has seen it.</summary>
    protected void EndAtOnceWithResult(uint transferred)
    {
        Debug.Assert((_state & PhaseMask) == Starting);
        _error = 0;
        _transferred = transferred;
        Volatile.Write(ref _state, (_state & ~PhaseMask) | Completed);
    }

    /// <summary>The operation is with Windows (or in a queue of ours): from here on others decide.</summary>
    protected void EndPending(CancellationToken cancellationToken)
    {
        // Registered only now, so that an operation that completes at once pays nothing; the phase is still Starting, so
        // that nobody else looks at the registration until it is written.
        if (cancellationToken.CanBeCanceled)
        {
            _cancellationToken = cancellationToken;
            _registered = true;
            _registration = cancellationToken.UnsafeRegister(static operation => ((Operation)operation!).OnCancellationRequested(), this);
        }

        long seen = Volatile.Read(ref _state);
        while ((seen & PhaseMask) == Starting)
        {
            if (Swap((seen & ~PhaseMask) | Pending, ref seen))
            {
                // A loop that died before it could see this operation pending did not give it up.
                if (Loop.HasStopped)
                    Loop.GiveUp(this);
                return;
            }
        }

        Finish();
    }

    /// <summary>The operation succeeded at once, but it is other connections' turn: it is reported later, by the scheduler.</summary>
    protected void Defer(uint transferred)
    {
        _error = 0;
        _transferred = transferred;
        Volatile.Write(ref _state, (_state & ~PhaseMask) | Pending | Deferred);
        Loop.Schedule(this);
    }

    // ---- Completer ----------------------------------------------------------------------------------------------------------

    internal override void OnDequeued(int error, uint transferred) => Complete(error, transferred);

    /// <summary>Ends the pending use. Called once per use.</summary>
    internal void Complete(int error, uint transferred)
    {
        _error = error;
        _transferred = transferred;
        long seen = Volatile.Read(ref _state);
        while ((seen & PhaseMask) == Starting)
        {
            // The initiator has not come back from its call yet: it finishes when it does.
            if (Swap((seen & ~PhaseMask) | EarlyCompleted, ref seen))
                return;
        }

        Finish();
    }

    internal override void OnPortLost()
    {
        long state = Volatile.Read(ref _state);
        if ((state & PhaseMask) != Pending || (state & Deferred) != 0)
            return;
        LeakRecord();
        Complete(WSA_OPERATION_ABORTED, 0);
    }

    /// <summary>Cleans up after the pending use and publishes its result. One party gets here: the completer, or after an early completion the initiator.</summary>
    private void Finish()
    {
        // When Unregister says false, the callback has run, runs, or will run, or never will: one that has not reported
        // back could cancel the next use, so this object has none.
        bool unaccounted = _registered && !_registration.Unregister();
        _registered = false;
        _registration = default;
        OnFinishing(ref _error, _transferred);

        bool aborted = _error == WSA_OPERATION_ABORTED;
        long seen = Volatile.Read(ref _state);
        while (true)
        {
            long next = (seen & ~(PhaseMask | Deferred)) | Completed;
            if ((seen & Timed) != 0)
            {
                // Before the result can be taken, since the next use has the same timer.
                _timer!.Stop();
                if (aborted && (seen & TimedOut) != 0)
                    _error = WinsockError.TimeOver;
            }

            if ((unaccounted && (seen & Cancelled) == 0) || (seen & (TimedOut | Cancelling)) == (TimedOut | Cancelling))
                next |= Detached;
            if (Swap(next, ref seen))
                break;
        }

        if ((seen & Armed) != 0)
            Resume();
    }

    /// <summary>The use is over, and nobody waits for its result: the next one may begin.</summary>
    protected virtual void OnIdle()
    {
    }

    /// <summary>Releases what the pending use needed, before its result is published.</summary>
    protected virtual void OnFinishing(ref int error, uint transferred)
    {
    }

    // ---- Canceller ----------------------------------------------------------------------------------------------------------

    private void OnCancellationRequested()
    {
        long seen = Volatile.Read(ref _state);
        while (true)
        {
            // When the timer is inside, it cancels for both.
            bool cancels = (seen & PhaseMask) is Starting or Pending && (seen & Cancelling) == 0;
            if (Swap(seen | (cancels ? Cancelling : Cancelled), ref seen))
            {
                if (!cancels)
                    return;
                break;
            }
        }

        CancelAsCanceller(Cancelled);
    }

    /// <summary>Cancels the use that the caller has set Cancelling for.</summary>
    /// <param name="report">The flag that says that the caller has come back.</param>
    private void CancelAsCanceller(long report)
    {
        // While Cancelling is set the record belongs to this use: a late call cannot hit another one.
        Cancel();
        long seen = Volatile.Read(ref _state);
        while (!Swap((seen & ~Cancelling) | report, ref seen))
        {
        }
    }

    /// <summary>Whether a canceller has been at the pending use.</summary>
    protected bool WasCancelled => (Volatile.Read(ref _state) & (Cancelling | Cancelled | TimedOut)) != 0;

    /// <summary>Asks for the end of the pending use. It completes in the usual way, cancelled or not.</summary>
    protected abstract void Cancel();

    // ---- Owner --------------------------------------------------------------------------------------------------------------

    /// <summary>The owner is gone. The record goes back as soon as nobody needs it.</summary>
    internal void Detach()
    {
        long seen = Volatile.Read(ref _state);
        while ((seen & Detached) == 0 && !Swap(seen | Detached, ref seen))
        {
        }
    }

    /// <summary>A use that is complete and that nobody awaits leaves with this object.</summary>
    /// <returns>Whether this object has left its owner, now or before.</returns>
    internal bool TryAbandon()
    {
        long seen = Volatile.Read(ref _state);
        while ((seen & Detached) == 0)
        {
            if ((seen & PhaseMask) != Completed || (seen & Awaited) != 0)
                return false;
            Swap(seen | Detached, ref seen);
        }

        return true;
    }

    /// <summary>Takes an object whose last owner is gone into use again.</summary>
    protected void Reattach() => Volatile.Write(ref _state, WithoutFlags(_state));

    /// <param name="reusable">Whether this object may have another owner.</param>
    protected abstract void ReleaseRecord(bool reusable);

    protected abstract void LeakRecord();

    // ---- The state word -----------------------------------------------------------------------------------------------------

    /// <summary>
    /// One transition. On failure <paramref name="seen"/> is the newer state. The one transition after which nobody needs the record
    /// any more releases it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Swap(long next, ref long seen)
    {
        long before = seen;
        seen = Interlocked.CompareExchange(ref _state, next, before);
        if (seen != before)
            return false;
        if ((next & Detached) != 0)
            ReleaseIfDue(before, next);
        return true;
    }

    private void ReleaseIfDue(long before, long next)
    {
        if (IsReleasable(next) && !IsReleasable(before))
            ReleaseRecord(reusable: (before & Detached) == 0 && (next & PhaseMask) == Idle);
    }

    private static bool IsReleasable(long state) =>
        (state & (Detached | Cancelling)) == Detached && (state & PhaseMask) is Idle or Completed;

    private static uint TokenOf(long state) => (uint)(state >> GenerationShift);

    private static long WithoutFlags(long state) => state & (-1L << GenerationShift);

    private static long NextGeneration(long state) => WithoutFlags(state) + (1L << GenerationShift);
}
