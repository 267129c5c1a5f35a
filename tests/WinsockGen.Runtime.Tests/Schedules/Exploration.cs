using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Xunit;

namespace WinsockGen.Runtime.Tests.Schedules;

/// <summary>
/// Runs schedules by seed, on as many threads as there are processors: each has a world of its own. What a seed means changes with the
/// code of the schedules, so that a seed that found something is a test of its own afterwards, with the interleaving spelled out.
/// </summary>
internal static class Exploration
{
    private const string CountVariable = "WINSOCKGEN_SCHEDULES";
    private const string SeedVariable = "WINSOCKGEN_SEED";

    /// <summary>Fails with the first seed whose schedule goes wrong.</summary>
    /// <param name="usual">How many schedules there are when WINSOCKGEN_SCHEDULES does not say so.</param>
    /// <param name="run">Runs the schedule of a seed, and says what went wrong.</param>
    public static void Explore(int usual, Func<int, IReadOnlyList<string>> run)
    {
        int first = Read(SeedVariable) ?? 0;

        // Who names a seed wants to see that one again.
        int count = Read(CountVariable) ?? (Read(SeedVariable) is null ? usual : 1);
        var failures = new SortedDictionary<int, string>();
        int next = first - 1;
        int end = first + count;
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Run) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        if (failures.Count != 0)
        {
            var (seed, problems) = failures.First();
            Assert.Fail($"After {seed - first + 1} schedules; {SeedVariable}={seed} shows it again:{Environment.NewLine}{problems}");
        }

        void Run()
        {
            int seed;
            while ((seed = Interlocked.Increment(ref next)) < Volatile.Read(ref end))
            {
                IReadOnlyList<string> problems = run(seed);
                if (problems.Count == 0)
                    continue;
                lock (failures)
                {
                    failures[seed] = string.Join(Environment.NewLine, problems);
                    // Smaller seeds are running still.
                    Volatile.Write(ref end, first);
                }
            }
        }
    }

    private static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : null;
}
