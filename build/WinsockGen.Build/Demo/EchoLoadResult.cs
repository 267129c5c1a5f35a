using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Build.Demo;

/// <summary>What the clients of an echo server saw.</summary>
public sealed record EchoLoadResult(TimeSpan Elapsed, long Bytes, IReadOnlyList<int> MessagesByClient)
{
    public int Messages => MessagesByClient.Sum();

    public double MessagesPerSecond => Messages / Elapsed.TotalSeconds;

    /// <summary>The least served client's messages over the most served one's: 1 is equal treatment, 0 is a starved client.</summary>
    public double Fairness => (double)MessagesByClient.Min() / MessagesByClient.Max();
}
