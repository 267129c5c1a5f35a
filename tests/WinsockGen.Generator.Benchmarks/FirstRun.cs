using System;
using System.Diagnostics;
using System.Runtime;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>What a generator costs when the compiler meets it first: loading, compiling its methods, reading the catalog, writing the text.</summary>
internal static class FirstRun
{
    public static void Measure(string request, string generator, string? texts)
    {
        if (texts is not null)
        {
            GeneratorFile.LoadTexts(texts);
        }

        var compilation = UserProject.Compilation(request);
        GC.Collect();
        var methods = JitInfo.GetCompiledMethodCount();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();

        var driver = GeneratorFile.CreateDriver(generator).RunGeneratorsAndUpdateCompilation(compilation, out _, out _);

        var elapsed = Stopwatch.GetElapsedTime(started);
        Figure.Write("milliseconds", elapsed.TotalMilliseconds);
        Figure.Write("processor", (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        Figure.Write("bytes", GC.GetTotalAllocatedBytes(precise: true) - allocated);
        Figure.Write("methods", JitInfo.GetCompiledMethodCount() - methods);
        Emission.Check(driver);
    }
}
