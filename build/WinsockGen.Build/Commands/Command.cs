using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Build.Commands;

/// <summary>An external program to run: always with a time limit, never with a standard input.</summary>
public sealed record Command(string Program, params string[] Arguments)
{
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Variables added to this process's environment; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether every line is shown as it comes. Otherwise output is kept, and shown when the command fails.</summary>
    public bool ShowsOutput { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(' ', Arguments.Prepend(Program).Select(part => part.Contains(' ', StringComparison.Ordinal) ? $"\"{part}\"" : part));
}
