using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace WinsockGen.Benchmarks.Load;

/// <summary>Who has got how many answers, and how long each took. Clients may be threads.</summary>
internal sealed class AnswerTimes(Target server, int clients, int count)
{
    private readonly int[] _perClient = new int[clients];
    private readonly long[] _asked = new long[clients];
    private readonly long[] _ticks = new long[count];
    private readonly Usage _before = server.ReadUsage();
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _seconds;
    private int _answered;

    /// <summary>Whether all questions have their answers.</summary>
    public bool IsDone => Volatile.Read(ref _answered) >= count;

    public void Ask(int client) => _asked[client] = Stopwatch.GetTimestamp();

    public void Answer(int client)
    {
        // Those that are on their way when the last one is in are not counted.
        int answer = Interlocked.Increment(ref _answered) - 1;
        if (answer >= count)
            return;
        _ticks[answer] = Stopwatch.GetTimestamp() - _asked[client];
        _perClient[client]++;
        if (answer == count - 1)
            _seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
    }

    public LoadResult Result()
    {
        Array.Sort(_ticks);
        return new LoadResult(count, _seconds, server.ReadUsage() - _before, (double)_perClient.Min() / _perClient.Max(),
            _ticks[(int)(count * 0.99)] * 1000.0 / Stopwatch.Frequency, _perClient.Count(answers => answers != 0));
    }
}
