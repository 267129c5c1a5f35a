using System;

namespace WinsockGen;

/// <summary>Something that a loop does when a time is over. Started, restarted and stopped from any thread, without allocating.</summary>
internal abstract class LoopTimer
{
    /// <summary>The longest time: what the timers of .NET take.</summary>
    internal const long MaximumMilliseconds = uint.MaxValue - 1;

    private readonly TimingWheel _wheel;

    protected LoopTimer(CompletionLoop loop)
    {
        _wheel = loop.Timers;
    }

    /// <summary>The use that was given to the <see cref="Start"/> whose time is over.</summary>
    protected internal uint DueUse { get; set; }

    // The wheel's, under its lock.
    internal LoopTimer? Next { get; set; }

    internal LoopTimer? Previous { get; set; }

    internal int Slot { get; set; } = TimingWheel.NoSlot;

    internal long Due { get; set; }

    internal uint Use { get; set; }

    /// <summary>Calls <see cref="OnDue"/> when the time is over, at the earliest a millisecond from now. A timer that runs starts again.</summary>
    /// <param name="due">Rounded up to milliseconds; the system's clock ticks every 10 to 16 of them.</param>
    /// <param name="use">What the timer is for this time; <see cref="DueUse"/> tells.</param>
    internal void Start(TimeSpan due, uint use = 0)
    {
        long ticks = due.Ticks + TimeSpan.TicksPerMillisecond - 1;
        _wheel.Start(this, Math.Clamp(ticks / TimeSpan.TicksPerMillisecond, 1, MaximumMilliseconds), use);
    }

    /// <summary>Forgets about it. An <see cref="OnDue"/> that the loop is about to call is called all the same.</summary>
    internal void Stop() => _wheel.Stop(this);

    /// <summary>The time is over. On the loop's thread, which holds no lock.</summary>
    protected internal abstract void OnDue();
}
