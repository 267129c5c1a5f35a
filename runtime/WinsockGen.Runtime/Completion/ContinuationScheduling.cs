namespace WinsockGen;

/// <summary>Where the code that awaited an operation continues, unless it captured a context.</summary>
public enum ContinuationScheduling
{
    /// <summary>On the thread pool. Code that blocks there does not hold up other connections.</summary>
    ThreadPool,

    /// <summary>
    /// On the thread of the completion loop, which saves a thread switch. Code that blocks there holds up every
    /// connection of the loop.
    /// </summary>
    Inline,
}
