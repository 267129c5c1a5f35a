using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Package.Tests.Readme;

/// <summary>What the tests look for in a page: blocks of code, and links.</summary>
internal sealed partial class MarkdownFile(string path)
{
    private readonly string _text = File.ReadAllText(path).ReplaceLineEndings("\n");

    /// <summary>The code of the blocks in a language, in their order.</summary>
    public IReadOnlyList<string> Code(string language) =>
        [.. Block().Matches(_text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    /// <summary>The links that lead to files of the repository, as paths.</summary>
    public IReadOnlyList<string> LinkedFiles() =>
    [
        .. Link().Matches(_text)
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://"))
            .Select(target => Path.Combine(Path.GetDirectoryName(path)!, target)),
    ];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
