using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Build.Testing;

/// <summary>How many tests ended how.</summary>
public sealed partial record TestTally(int Passed, int Failed, int Skipped)
{
    // Wine 8's loader writes it, whatever WINEDEBUG says, when a thread of an exiting process still talks to the server.
    private const string WineComplaint = "wine client error:";

    public static TestTally Zero { get; } = new(0, 0, 0);

    /// <summary>Tests that ran to an end.</summary>
    public int Ran => Passed + Failed;

    public static TestTally operator +(TestTally left, TestTally right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>Reads the closing line of a test host, which looks as <see cref="ToString"/> writes it.</summary>
    public static TestTally? Parse(string line)
    {
        var match = ClosingLine().Match(line);
        return match.Success ? new TestTally(Number(1), Number(2), Number(3)) : null;

        int Number(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what a test host said last. What Wine itself adds as the process ends is not the host's word.</summary>
    public static TestTally? ParseLast(IEnumerable<string> lines) =>
        Parse(lines.LastOrDefault(line => line.Length > 0 && !line.StartsWith(WineComplaint, StringComparison.Ordinal)) ?? "");

    /// <summary>The closing line.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    [GeneratedRegex(@"^(\d+) passed, (\d+) failed, (\d+) skipped$")]
    private static partial Regex ClosingLine();
}
