using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>What the catalog knows of an option that a member names by its numbers.</summary>
internal static class OwnOptionFacts
{
    private const string WidthPrefix = "width:";
    private const string StructPrefix = "struct:";
    private const string ValuePrefix = "value:";
    private const string EnumPrefix = "enum:";

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    /// <summary>What a time counts: 1 for milliseconds, 2 for seconds; whether one number means no time; whether it stands in a LINGER.</summary>
    public sealed record Time(int Unit, bool None, bool IsLinger);

    /// <summary>The levels and options, by number.</summary>
    private static readonly Lazy<ILookup<(int Level, int Name), CatalogOption>> ByNumber = new(() =>
        Catalog.Options.Where(option => option.Value.Length > 0).ToLookup(option => (NumberOf(Catalog.Levels.Find(option.Level)), Number(option.Value))));

    private static readonly Lazy<ILookup<string, CatalogOption>> ByName = new(() => Catalog.Options.Where(option => option.Value.Length > 0).ToLookup(option => option.Name, StringComparer.Ordinal));

    /// <summary>The options with these numbers: none for those that the catalog does not have, two where one has two names.</summary>
    public static IEnumerable<CatalogOption> Find(int level, int name) => ByNumber.Value[(level, name)];

    /// <summary>The option with these numbers, the one that is called so if there are two.</summary>
    public static CatalogOption? Find(int level, OwnConstant name)
    {
        CatalogOption? found = null;
        foreach (var option in Find(level, name.Number))
        {
            found = found is null || option.Name == name.Name ? option : found;
        }

        return found;
    }

    /// <summary>getsockopt or setsockopt, whatever the catalog calls the purpose; 0 where that is not known.</summary>
    public static OptionAccess AccessOf(int level, int name)
    {
        var access = Find(level, name).Aggregate(OptionAccess.None, (all, option) => all | option.Access);
        return ((access & (OptionAccess.Get | OptionAccess.Query)) != 0 ? OptionAccess.Get : 0) | ((access & (OptionAccess.Set | OptionAccess.Act)) != 0 ? OptionAccess.Set : 0);
    }

    /// <summary>The levels that have an option of a name and number, where another level was named; empty where nothing is wrong.</summary>
    public static IReadOnlyList<string> LevelsOf(int level, OwnConstant name)
    {
        var named = (name.IsOptionName ? FrameworkOptionNames.Find(name.Name) : ByName.Value[name.Name]).Where(option => Number(option.Value) == name.Number).ToArray();
        return named.Any(option => NumberOf(Catalog.Levels.Find(option.Level)) == level) || (named.All(option => IsInternetProtocol(option.Level)) && Find(level, name.Number).Any(option => IsInternetProtocol(option.Level)))
            ? []
            : named.Select(option => option.Level).Distinct().ToArray();
    }

    /// <summary>The name of a level; its number where the catalog has no such level.</summary>
    public static string LevelName(int level) =>
        Catalog.Levels.FirstOrDefault(row => row.Value == level)?.Name ?? level.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many bytes Windows has for an option; null where that is not one number.</summary>
    public static NativeSize? WidthOf(CatalogOption option) => option.Type switch
    {
        _ when option.Unit.StartsWith(WidthPrefix, StringComparison.Ordinal) => Same(Number(option.Unit.Substring(WidthPrefix.Length))),
        "bool" or "int" or "uint" or "TimeSpan" or "InterfaceIndex" => Same(4),
        "IPAddress" => Same(4),
        "Socket" => new NativeSize(8, 4),
        var type when type.StartsWith(EnumPrefix, StringComparison.Ordinal) => Same(4),
        var type when type.StartsWith(StructPrefix, StringComparison.Ordinal) => SizeOf(type.Substring(StructPrefix.Length)),
        var type when type.StartsWith(ValuePrefix, StringComparison.Ordinal) => Catalog.Values.Find(type.Substring(ValuePrefix.Length)) is { } value ? SizeOf(value.Struct) : null,
        _ => null,
    };

    /// <summary>What a TimeSpan of an option counts; null where the option is no time.</summary>
    public static Time? TimeOf(CatalogOption option) => option.Type switch
    {
        "TimeSpan" => new(option.Unit.StartsWith("ms", StringComparison.Ordinal) ? 1 : 2, option.Unit.EndsWith("none:0xFFFFFFFF", StringComparison.Ordinal), IsLinger: false),
        "struct:LINGER" => new(2, None: true, IsLinger: true),
        _ => null,
    };

    /// <summary>A size as people write it.</summary>
    public static string Text(NativeSize size) =>
        (size.On64 == 1 ? "1 byte" : $"{size.On64} bytes") + (size.IsTheSame ? string.Empty : $" ({size.On32} on 32-bit Windows)");

    /// <summary>IPv4 and IPv6 give the same number to the options that they share, under two names.</summary>
    private static bool IsInternetProtocol(string level) => level is "IPPROTO_IP" or "IPPROTO_IPV6";

    private static NativeSize? SizeOf(string name) => Catalog.Structs.Find(name) is { } row ? NativeLayout.SizeOf(row) : null;

    private static NativeSize? Same(int size) => new NativeSize(size, size);

    private static int NumberOf(CatalogLevel? level) => level?.Value ?? -1;

    private static int Number(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? unchecked((int)uint.Parse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
        : unchecked((int)long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
