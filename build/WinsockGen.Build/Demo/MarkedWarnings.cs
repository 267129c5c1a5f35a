using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Build.Demo;

/// <summary>
/// Compares the warnings that a sample gets with the ones it is there to get: each such line ends with a comment that begins
/// with the id, `// WSG1001: …`.
/// </summary>
internal static partial class MarkedWarnings
{
    /// <summary>A diagnostic of ours at a line of a source file.</summary>
    internal sealed record Finding(string File, int Line, string Id)
    {
        public override string ToString() => $"{Id} at {File}:{Line}";
    }

    /// <summary>The marks in the C# files of a folder.</summary>
    public static IReadOnlySet<Finding> In(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs")
            .SelectMany(file => File.ReadLines(file).Select((text, index) => (File: Path.GetFileName(file), Line: index + 1, Mark: Mark().Match(text))))
            .Where(line => line.Mark.Success)
            .Select(line => new Finding(line.File, line.Line, line.Mark.Groups[1].Value))
            .ToHashSet();

    /// <summary>The diagnostics of ours in the output of a build.</summary>
    public static IReadOnlySet<Finding> In(IEnumerable<string> output) =>
        output.Select(line => Diagnostic().Match(line))
            .Where(match => match.Success)
            .Select(match => new Finding(
                Path.GetFileName(match.Groups[1].Value.Replace('\\', '/')),
                int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                match.Groups[3].Value))
            .ToHashSet();

    [GeneratedRegex(@"// (WSG\d{4})\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*(.+?)\((\d+),\d+\): (?:warning|error) (WSG\d{4}):")]
    private static partial Regex Diagnostic();
}
