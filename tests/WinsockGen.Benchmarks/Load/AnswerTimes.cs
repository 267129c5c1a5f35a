using System;
using System.Diagnostics;
using System.Linq;

namespace WinsockGen.Benchmarks.Load;

/// <summary>Who has got how many answers, and how long each took.</summary>
internal sealed class AnswerTimes(Target server, int clients, int count)
{
    private readonly int[] _perClient = new int[clients];
    private readonly long[] _asked = new long[clients];
    private readonly long[] _ticks = new long[count];
    private readonly Usage _before = server.ReadUsage();
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _answered;

    /// <summary>Whether all questions have their answers.</summary>
    public bool IsDone => _answered >= count;

    public void Ask(int client) => _asked[client] = Stopwatch.GetTimestamp();

    public void Answer(int client)
    {
        // Those that are on their way when the last one is in are not counted.
        if (IsDone)
            return;
        _ticks[_answered++] = Stopwatch.GetTimestamp() - _asked[client];
        _perClient[client]++;
    }

    public LoadResult Result()
    {
        double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        Array.Sort(_ticks);
        return new LoadResult(count, seconds, server.ReadUsage() - _before, (double)_perClient.Min() / _perClient.Max(),
            _ticks[(int)(count * 0.99)] * 1000.0 / Stopwatch.Frequency, _perClient.Count(answers => answers != 0));
    }
}
