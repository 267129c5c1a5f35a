using System;

namespace WinsockGen.Build.Testing;

/// <summary>
/// What a test project came to. A problem is what went wrong beside its tests (a crash, a hang, nothing ran); it counts
/// as one failed test, so that the closing line never looks better than the run was.
/// </summary>
public sealed record SuiteResult
{
    public SuiteResult(string name, TestTally tally, TimeSpan elapsed, string? problem = null)
    {
        if (problem is null && tally.Ran == 0)
            problem = "no test ran";

        Name = name;
        Problem = problem;
        Elapsed = elapsed;
        Tally = problem is null ? tally : tally with { Failed = tally.Failed + 1 };
    }

    public string Name { get; }

    public TestTally Tally { get; }

    public TimeSpan Elapsed { get; }

    public string? Problem { get; }
}
