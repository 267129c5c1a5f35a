using System;
using System.Numerics;
using System.Threading;

namespace WinsockGen;

/// <summary>
/// The timers of one loop, in a hierarchical timing wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987, scheme 7):
/// six levels of 64 slots, a slot of the lowest being a millisecond. Starting and stopping are a few writes under a lock; a timer that is
/// never stopped moves down a level at most five times.
/// </summary>
/// <param name="wake">Ends the loop's sleep.</param>
internal sealed class TimingWheel(WinsockTable native, Action wake)
{
    internal const int NoSlot = -1;

    private const int Levels = 6;
    private const int SlotBits = 6;
    private const int SlotsPerLevel = 1 << SlotBits;
    private const int DueSlot = Levels * SlotsPerLevel;
    private const long Never = long.MaxValue;
    private const long Awake = long.MinValue;

    // So many timers are due in one turn: completions come between them.
    private const int DuePerTurn = 64;

    private readonly Lock _lock = new();

    // The first timer of each slot, and behind them the first of those whose time is over.
    private readonly LoopTimer?[] _slots = new LoopTimer?[DueSlot + 1];

    // A bit for each slot that has timers.
    private readonly ulong[] _occupied = new ulong[Levels];

    // Everything up to this millisecond has been dealt with.
    private long _elapsed;

    // When there is something to do, at the earliest. Stopping does not move it: with operations that take turns at the same timeout the
    // loop's sleep need not end for each of them.
    private long _next = Never;

    // Until when the loop sleeps.
    private long _sleepsUntil = Awake;
    private bool _closed;

    /// <summary>Whether the loop has something to do here.</summary>
    internal unsafe bool IsDue
    {
        get
        {
            long next = Volatile.Read(ref _next);
            return next != Never && next <= native.TickCount64();
        }
    }

    internal unsafe void Start(LoopTimer timer, long milliseconds, uint use)
    {
        long now = native.TickCount64();
        bool sleepsTooLong;
        lock (_lock)
        {
            Unlink(timer);
            if (_closed)
                return;

            // Nothing happens between the two: what comes is counted from now.
            if (now > _elapsed && now < _next)
                _elapsed = now;
            timer.Due = Math.Max(now + milliseconds, _elapsed + 1);
            timer.Use = use;
            long first = Insert(timer);
            if (first < _next)
                Volatile.Write(ref _next, first);
            sleepsTooLong = first < _sleepsUntil;
            if (sleepsTooLong)
                _sleepsUntil = Awake;
        }

        if (sleepsTooLong)
            wake();
    }

    internal void Stop(LoopTimer timer)
    {
        lock (_lock)
            Unlink(timer);
    }

    /// <summary>The loop is going to sleep. Whoever starts a timer that is due earlier wakes it.</summary>
    /// <param name="timeout">How long it would sleep without timers; <see cref="uint.MaxValue"/> is for ever.</param>
    /// <returns>How long it may.</returns>
    internal unsafe uint Sleep(uint timeout)
    {
        lock (_lock)
        {
            _sleepsUntil = _next;
            return _next == Never ? timeout : (uint)Math.Clamp(_next - native.TickCount64(), 0, timeout);
        }
    }

    /// <summary>The loop does not sleep any more; it comes by before it does again.</summary>
    internal void WakeUp() => Volatile.Write(ref _sleepsUntil, Awake);

    /// <summary>Calls the timers whose time is over, or some of them. On the loop's thread.</summary>
    internal unsafe void RunDue()
    {
        long now = native.TickCount64();
        for (int i = 0; i < DuePerTurn; i++)
        {
            LoopTimer? timer;
            lock (_lock)
            {
                Advance(now);
                timer = _slots[DueSlot];
                if (timer is null)
                {
                    Volatile.Write(ref _next, NextOccupied(out _));
                    return;
                }

                Unlink(timer);
                timer.DueUse = timer.Use;
            }

            timer.OnDue();
        }
    }

    /// <summary>The loop is over: no timer is due any more, and none is held.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _next = Never;
            for (int slot = 0; slot < _slots.Length; slot++)
            {
                while (_slots[slot] is { } timer)
                    Unlink(timer);
            }
        }
    }

    /// <summary>Collects the timers that are due next, unless some are collected already.</summary>
    private void Advance(long now)
    {
        while (_slots[DueSlot] is null)
        {
            long time = NextOccupied(out int slot);
            if (time > now)
            {
                _elapsed = Math.Max(_elapsed, now);
                return;
            }

            _elapsed = time;
            while (_slots[slot] is { } timer)
            {
                Unlink(timer);
                if (timer.Due <= time)
                    Link(timer, DueSlot);
                else
                    Insert(timer);
            }
        }
    }

    /// <summary>Puts a timer into the slot of the highest digit (of six bits) in which its time differs from the wheel's.</summary>
    /// <returns>When the slot's turn comes.</returns>
    private long Insert(LoopTimer timer)
    {
        int level = Math.Min(BitOperations.Log2((ulong)(timer.Due ^ _elapsed)) / SlotBits, Levels - 1);
        int index = (int)(timer.Due >> (level * SlotBits)) & (SlotsPerLevel - 1);
        Link(timer, (level * SlotsPerLevel) + index);
        return TimeOf(level, index);
    }

    /// <summary>The slot whose turn comes first. Those of a lower level come before those of a higher one.</summary>
    private long NextOccupied(out int slot)
    {
        for (int level = 0; level < Levels; level++)
        {
            if (_occupied[level] == 0)
                continue;
            int current = (int)(_elapsed >> (level * SlotBits)) & (SlotsPerLevel - 1);
            int index = (current + BitOperations.TrailingZeroCount(BitOperations.RotateRight(_occupied[level], current))) & (SlotsPerLevel - 1);
            slot = (level * SlotsPerLevel) + index;
            return TimeOf(level, index);
        }

        slot = NoSlot;
        return Never;
    }

    private long TimeOf(int level, int index)
    {
        long range = 1L << ((level + 1) * SlotBits);
        long time = (_elapsed & -range) + ((long)index << (level * SlotBits));

        // Only the highest level goes round.
        return time > _elapsed ? time : time + range;
    }

    private void Link(LoopTimer timer, int slot)
    {
        LoopTimer? first = _slots[slot];
        timer.Slot = slot;
        timer.Next = first;
        timer.Previous = null;
        if (first is not null)
            first.Previous = timer;
        else if (slot != DueSlot)
            _occupied[slot >> SlotBits] |= 1UL << (slot & (SlotsPerLevel - 1));
        _slots[slot] = timer;
    }

    private void Unlink(LoopTimer timer)
    {
        int slot = timer.Slot;
        if (slot == NoSlot)
            return;
        if (timer.Previous is { } previous)
            previous.Next = timer.Next;
        else
            _slots[slot] = timer.Next;
        if (timer.Next is { } next)
            next.Previous = timer.Previous;
        if (_slots[slot] is null && slot != DueSlot)
            _occupied[slot >> SlotBits] &= ~(1UL << (slot & (SlotsPerLevel - 1)));
        timer.Next = null;
        timer.Previous = null;
        timer.Slot = NoSlot;
    }
}
