using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Completion;

public sealed class TimingWheelTests : IDisposable
{
    private readonly ScriptedWinsock _winsock = new();
    private readonly CompletionLoop _loop;
    private readonly List<RecordingTimer> _due = [];

    public TimingWheelTests()
    {
        _loop = _winsock.CreateLoop();
    }

    private int Posts => _winsock.CallCounts.GetValueOrDefault(nameof(Ws2.PostQueuedCompletionStatus));

    public void Dispose()
    {
        _loop.Dispose();
        _winsock.Settle(_loop);
        _winsock.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(300_000)]
    [InlineData(86_400_000)]
    [InlineData(LoopTimer.MaximumMilliseconds)]
    public void A_timer_is_due_at_its_millisecond_and_not_before(long milliseconds)
    {
        RecordingTimer timer = Start(milliseconds);
        Advance(milliseconds - 1);
        Assert.Empty(_due);
        Advance(1);
        Assert.Same(timer, Assert.Single(_due));
    }

    [Fact]
    public void A_time_is_rounded_up_to_a_millisecond()
    {
        var timer = new RecordingTimer(_loop, _due);
        timer.Start(TimeSpan.FromMicroseconds(1500));
        Advance(1);
        Assert.Empty(_due);
        Advance(1);
        Assert.Single(_due);
        timer.Start(TimeSpan.Zero);
        Advance(1);
        Assert.Equal(2, _due.Count);
    }

    [Fact]
    public void A_timer_that_is_stopped_is_not_due()
    {
        RecordingTimer stopped = Start(10);
        RecordingTimer other = Start(10);
        stopped.Stop();
        stopped.Stop();
        Advance(1000);
        Assert.Same(other, Assert.Single(_due));
    }

    [Fact]
    public void A_timer_that_is_started_again_is_due_at_its_new_time_for_its_new_use()
    {
        var timer = new RecordingTimer(_loop, _due);
        timer.Start(TimeSpan.FromMilliseconds(10), use: 1);
        Advance(9);
        timer.Start(TimeSpan.FromMilliseconds(10), use: 2);
        Advance(9);
        Assert.Empty(_due);
        Advance(1);
        Assert.Single(_due);
        Assert.Equal(2u, timer.DueUse);
    }

    [Fact]
    public void A_timer_may_start_itself_when_it_is_due()
    {
        var timer = new RecordingTimer(_loop, _due);
        timer.WhenDue = () => timer.Start(TimeSpan.FromMilliseconds(100));
        timer.Start(TimeSpan.FromMilliseconds(100));
        for (int i = 0; i < 10; i++)
            Advance(100);
        Assert.Equal(10, _due.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, (1L << 36) - 1000)] // where the highest level begins again
    [InlineData(4, (1L << 32) - 1000)]
    public void Timers_are_due_in_order_whatever_their_times_and_the_steps_of_the_clock(int seed, long now)
    {
        var random = new Random(seed);
        _winsock.Now = now;
        var expected = new Dictionary<RecordingTimer, long>();
        for (int round = 0; round < 2000; round++)
        {
            long milliseconds = random.NextInt64(1, 1L << random.Next(1, 26));
            expected[Start(milliseconds)] = _winsock.Now + milliseconds;
            if (random.Next(3) == 0)
            {
                RecordingTimer victim = expected.Keys.ElementAt(random.Next(expected.Count));
                victim.Stop();
                expected.Remove(victim);
            }

            if (random.Next(4) != 0)
                continue;
            Advance(random.NextInt64(0, 1L << random.Next(1, 22)));
            RecordingTimer[] over = [.. expected.Where(pair => pair.Value <= _winsock.Now).OrderBy(pair => pair.Value).Select(pair => pair.Key)];
            Assert.Equal(over.Select(timer => expected[timer]), _due.Select(timer => expected[timer]));
            Assert.Equal(over.ToHashSet(), _due.ToHashSet());
            foreach (RecordingTimer timer in over)
                expected.Remove(timer);
            _due.Clear();
        }
    }

    [Fact]
    public void Many_timers_that_are_due_at_once_take_turns_with_completions()
    {
        for (int i = 0; i < 1000; i++)
            Start(5);
        _winsock.Now += 5;
        _loop.RunOnce(0);
        Assert.InRange(_due.Count, 1, 100);
        _winsock.Settle(_loop);
        Assert.Equal(1000, _due.Count);
    }

    [Fact]
    public void The_loop_sleeps_until_the_first_timer()
    {
        Assert.Equal(uint.MaxValue, Sleep(uint.MaxValue));
        Start(50);
        Start(20);
        Assert.Equal(20u, Sleep(uint.MaxValue));
        Assert.Equal(5u, Sleep(5));
        _winsock.Now += 15;
        Assert.Equal(5u, Sleep(uint.MaxValue));
        _winsock.Now += 15;
        Assert.Equal(0u, Sleep(uint.MaxValue));
    }

    [Fact]
    public void A_loop_that_sleeps_is_woken_for_an_earlier_timer_only_and_once()
    {
        int posts = Posts;
        Start(50);
        Assert.Equal(posts, Posts);

        _loop.Timers.Sleep(uint.MaxValue);
        Start(60);
        Assert.Equal(posts, Posts);
        RecordingTimer earlier = Start(20);
        Start(10);
        Assert.Equal(posts + 1, Posts);
        _loop.RunOnce(0);

        // Whoever starts and stops the same timeout again and again ends no sleep.
        _loop.Timers.Sleep(uint.MaxValue);
        earlier.Stop();
        earlier.Start(TimeSpan.FromMilliseconds(20));
        Assert.Equal(posts + 1, Posts);
        _loop.Timers.WakeUp();
    }

    [Fact]
    public void A_loop_that_has_stopped_holds_no_timer()
    {
        WeakReference running = StartUnreferenced();
        _loop.Dispose();
        _winsock.Settle(_loop);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(running.IsAlive);
        Start(1);
        _winsock.Now += 10;
        Assert.False(_loop.Timers.IsDue);
    }

    [Fact]
    public void Starting_and_stopping_allocates_nothing()
    {
        var timer = new RecordingTimer(_loop, _due);
        Touch();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Touch();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Touch()
        {
            timer.Start(TimeSpan.FromSeconds(30));
            timer.Stop();
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference StartUnreferenced() => new(Start(1000));

    private RecordingTimer Start(long milliseconds)
    {
        var timer = new RecordingTimer(_loop, _due);
        timer.Start(TimeSpan.FromMilliseconds(milliseconds));
        return timer;
    }

    private uint Sleep(uint timeout)
    {
        uint time = _loop.Timers.Sleep(timeout);
        _loop.Timers.WakeUp();
        return time;
    }

    private void Advance(long milliseconds)
    {
        _winsock.Now += milliseconds;
        _winsock.Settle(_loop);
    }

    private sealed class RecordingTimer(CompletionLoop loop, List<RecordingTimer> due) : LoopTimer(loop)
    {
        public Action? WhenDue { get; set; }

        protected internal override void OnDue()
        {
            due.Add(this);
            WhenDue?.Invoke();
        }
    }
}
