using System;
using System.Diagnostics;
using System.Threading;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>What a generator costs at each edit of a file that has nothing to do with it, in a compiler that has been running for a while.</summary>
internal static class UnrelatedEdit
{
    private const int WarmUps = 300;
    private const int Edits = 200;

    // The runtime compiles warm methods again in the background, 100 ms after it last had something new to compile.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(300);

    public static void Measure(string request, string generator, string? texts)
    {
        if (texts is not null)
        {
            GeneratorFile.LoadTexts(texts);
        }

        var compilation = UserProject.Compilation(request);
        var driver = GeneratorFile.CreateDriver(generator).RunGeneratorsAndUpdateCompilation(compilation, out _, out _);
        Emission.Check(driver);

        var microseconds = new double[Edits];
        var bytes = new double[Edits];
        for (var edit = -WarmUps; edit < Edits; edit++)
        {
            if (edit is -WarmUps / 2 or 0)
            {
                Thread.Sleep(SettlingTime);
            }

            var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], UserProject.EditedTree(edit));
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var started = Stopwatch.GetTimestamp();

            driver = driver.RunGeneratorsAndUpdateCompilation(edited, out _, out _);

            var elapsed = Stopwatch.GetElapsedTime(started);
            if (edit >= 0)
            {
                microseconds[edit] = elapsed.TotalMicroseconds;
                bytes[edit] = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            }
        }

        Figure.Write("microseconds", Figure.Median(microseconds));
        Figure.Write("bytes", Figure.Median(bytes));
    }
}
