using System;
using System.Threading;

namespace WinsockGen;

/// <summary>The timeout: a canceller that the loop calls.</summary>
internal abstract partial class Operation
{
    private OperationTimer? _timer;

    /// <exception cref="ArgumentOutOfRangeException">No operation can have this timeout.</exception>
    internal static void ThrowIfInvalid(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromMilliseconds(LoopTimer.MaximumMilliseconds));
    }

    /// <summary>Ends the pending use when the time is over. The caller has it, and has not awaited it yet.</summary>
    internal void SetTimeout(uint token, TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return;
        long seen = Volatile.Read(ref _state);
        do
        {
            ThrowIfPast(seen, token);
            ThrowIfAwaited(seen);
            if ((seen & (PhaseMask | Deferred)) != Pending)
                return;
            _timer ??= new OperationTimer(this);
        }
        while (!Swap(seen | Timed, ref seen));

        _timer.Start(timeout, token);

        // A completer that came between the two has stopped what did not run yet.
        seen = Volatile.Read(ref _state);
        if (TokenOf(seen) != token || (seen & PhaseMask) != Pending)
            _timer.Stop();
    }

    /// <summary>The time of a use is over; the use may be, too.</summary>
    internal void OnTimeOver(uint token)
    {
        long seen = Volatile.Read(ref _state);
        do
        {
            if (TokenOf(seen) != token || (seen & PhaseMask) != Pending || (seen & (Cancelling | Cancelled)) != 0)
                return;
        }
        while (!Swap(seen | Cancelling | TimedOut, ref seen));

        CancelAsCanceller(0);
    }
}
