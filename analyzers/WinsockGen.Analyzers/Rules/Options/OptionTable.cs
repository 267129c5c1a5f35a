using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Analyzers.Rules.Options;

/// <summary>Which options exist at which level: the catalog's options, and what the BCL calls them.</summary>
internal sealed class OptionTable
{
    private static readonly Lazy<OptionTable> SharedTable = new(() => new OptionTable(WinsockCatalog.Shared));

    private readonly ILookup<string, Option> _byName;
    private readonly ILookup<long, Option> _byNumber;
    private readonly Dictionary<long, string?> _levels = [];
    private readonly Dictionary<string, Option[]> _byMember;

    private OptionTable(WinsockCatalog catalog)
    {
        var options = new List<Option>();
        foreach (CatalogOption option in catalog.Options)
        {
            if (option.Value.Length == 0 || catalog.Constants.Find(option.Level) is not { } level)
                continue;
            long levelNumber = Number(level.Value);
            _levels[levelNumber] = _levels.TryGetValue(levelNumber, out string? name) && name != option.Level ? null : option.Level;
            options.Add(new Option(option.Level, levelNumber, option.Name, Number(option.Value)));
        }

        _byName = options.ToLookup(option => option.Name, StringComparer.Ordinal);
        _byNumber = options.ToLookup(option => option.Value);
        _byMember = ReadMembers();
    }

    /// <summary>An option of Winsock, with the numbers that its level and its name stand for.</summary>
    internal sealed record Option(string Level, long LevelNumber, string Name, long Value);

    /// <summary>The table for this process, made when a rule first needs it.</summary>
    public static OptionTable Shared => SharedTable.Value;

    /// <summary>The members of <c>SocketOptionName</c> that the table knows.</summary>
    public IEnumerable<string> Members => _byMember.Keys;

    /// <summary>The name of a level, or null when the table has no options of it, or the number is that of two levels.</summary>
    public string? LevelName(long level) => _levels.TryGetValue(level, out string? name) ? name : null;

    /// <summary>The options that Winsock calls <paramref name="name"/>: one for each level that has it.</summary>
    public IEnumerable<Option> Named(string name) => _byName[name];

    /// <summary>The options with a number, at every level.</summary>
    public IEnumerable<Option> Numbered(long number) => _byNumber[number];

    /// <summary>The options that a member of <c>SocketOptionName</c> stands for; none for an unknown member.</summary>
    public IReadOnlyList<Option> OfMember(string member) => _byMember.TryGetValue(member, out Option[]? options) ? options : [];

    /// <summary>The member of <c>SocketOptionName</c> for an option, or null.</summary>
    public string? MemberFor(Option option)
        => _byMember.Where(entry => entry.Value.Contains(option)).Select(entry => entry.Key).OrderBy(name => name, StringComparer.Ordinal).FirstOrDefault();

    private Dictionary<string, Option[]> ReadMembers()
    {
        using System.IO.Stream stream = typeof(OptionTable).Assembly.GetManifestResourceStream("SocketOptionNames.tsv")!;
        using var reader = new StreamReader(stream);
        var members = new Dictionary<string, Option[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t');
            if (cells.Length == 2 && line[0] != '#' && cells[0] != "member")
                members.Add(cells[0], [.. cells[1].Split(' ').SelectMany(Resolve)]);
        }

        return members;
    }

    private IEnumerable<Option> Resolve(string qualified)
    {
        int dot = qualified.IndexOf('.');
        return Named(qualified.Substring(dot + 1)).Where(option => option.Level == qualified.Substring(0, dot));
    }

    private static long Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(text.Substring(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : long.Parse(text, CultureInfo.InvariantCulture);
}
