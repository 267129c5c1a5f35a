using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Build.Commands;

/// <summary>How a program ended, and what it wrote to both of its streams.</summary>
public sealed record CommandResult(Command Command, int ExitCode, bool TimedOut, TimeSpan Elapsed, IReadOnlyList<string> Lines)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    public string Output => string.Join('\n', Lines);

    /// <summary>The last line that says something.</summary>
    public string LastLine => Lines.LastOrDefault(line => line.Length > 0) ?? "";

    /// <summary>One sentence on how it ended.</summary>
    public string Outcome => TimedOut
        ? $"was stopped after its time limit of {Command.TimeLimit.TotalSeconds:0} s"
        : $"ended with exit code {ExitCode}";
}
