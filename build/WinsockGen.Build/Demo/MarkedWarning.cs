using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Build.Demo;

/// <summary>
/// A diagnostic of ours at a line of a sample: marked there by a comment that begins with the id (`// WSG1001: …`), or
/// reported there by the compiler. The two must be the same.
/// </summary>
public sealed partial record MarkedWarning(string File, int Line, string Id)
{
    /// <summary>The marks in the C# files of a folder.</summary>
    public static IReadOnlySet<MarkedWarning> InSources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs")
            .SelectMany(file => System.IO.File.ReadLines(file).Select((text, index) => (Name: Path.GetFileName(file), Line: index + 1, Mark: Mark().Match(text))))
            .Where(line => line.Mark.Success)
            .Select(line => new MarkedWarning(line.Name, line.Line, line.Mark.Groups[1].Value))
            .ToHashSet();

    /// <summary>The diagnostics in lines of the compiler.</summary>
    public static IReadOnlySet<MarkedWarning> InOutput(IEnumerable<string> lines) =>
        lines.Select(line => Diagnostic().Match(line))
            .Where(match => match.Success)
            .Select(match => new MarkedWarning(
                Path.GetFileName(match.Groups[1].Value.Replace('\\', '/')),
                int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                match.Groups[3].Value))
            .ToHashSet();

    /// <inheritdoc/>
    public override string ToString() => $"{Id} at {File}:{Line}";

    [GeneratedRegex(@"// (WSG\d{4})\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*(.+?)\((\d+),\d+\): (?:warning|error) (WSG\d{4}):")]
    private static partial Regex Diagnostic();
}
