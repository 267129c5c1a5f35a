using System.Diagnostics;
using System.IO;

namespace WinsockGen.Build;

/// <summary>What the person at the console sees: steps with their time, and lines of the programs that run.</summary>
public sealed class BuildLog(TextWriter output)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly object _gate = new();

    /// <summary>Says what begins now.</summary>
    public void Step(string what) => Write($"[{Stopwatch.GetElapsedTime(_started):mm\\:ss}] {what}");

    /// <summary>Says something about the step.</summary>
    public void Detail(string line) => Write("        " + line);

    /// <summary>A line as it is: the output of a program, or the closing line.</summary>
    public void Write(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
