using System;
using System.Threading;

namespace WinsockGen;

/// <summary>Lets a listener try again what Windows refused: after a moment, and after longer ones while it goes on refusing.</summary>
internal sealed class AcceptRetry(StreamListener listener) : LoopTimer(listener.Loop)
{
    private const int ShortestDelay = 50;
    private const int LongestDelay = 1000;

    private int _milliseconds = ShortestDelay;
    private int _isRunning;

    /// <summary>Starts, unless it runs.</summary>
    internal void Start()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
            return;
        int milliseconds = _milliseconds;
        _milliseconds = Math.Min(2 * milliseconds, LongestDelay);
        Start(TimeSpan.FromMilliseconds(milliseconds));
    }

    /// <summary>Windows accepts again.</summary>
    internal void Reset() => _milliseconds = ShortestDelay;

    protected internal override void OnDue()
    {
        Volatile.Write(ref _isRunning, 0);
        listener.ArmFailed();
    }
}
