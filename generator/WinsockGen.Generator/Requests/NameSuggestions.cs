using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Generator.Requests;

/// <summary>What a name or pattern that the catalog does not have was probably meant to be.</summary>
internal static class NameSuggestions
{
    private const int Most = 3;

    /// <summary>Longer words resemble no name, and are not worth comparing with all of them.</summary>
    private const int LongestWord = 80;

    /// <summary>The prefixes that headers give to the name of a pointer to a struct, as in <c>LPSOCKADDR</c>.</summary>
    private static readonly string[] PointerPrefixes = ["LPC", "PC", "LP", "P"];

    private static readonly Lazy<ILookup<string, string>> ByName = new(() => CatalogNames.Shared.All.ToLookup(name => name, StringComparer.OrdinalIgnoreCase));
    private static readonly Lazy<ILookup<string, string>> ByLetters = new(() => CatalogNames.Shared.All.ToLookup(WithoutUnderscores, StringComparer.OrdinalIgnoreCase));

    /// <summary>The names that a misspelt one may have meant, the nearest first.</summary>
    public static IReadOnlyList<string> ForName(string word)
    {
        if (word.Length > LongestWord)
        {
            return [];
        }

        var certain = SameButForCase(word)
            .Concat(Twins(word))
            .Concat(SameButForUnderscores(word))
            .Concat(PointedStructs(word))
            .Distinct(StringComparer.Ordinal)
            .Take(Most)
            .ToArray();
        return certain.Length > 0 ? certain : Nearest(word);
    }

    /// <summary>The patterns that match something and begin nearly as one that matches nothing.</summary>
    public static IReadOnlyList<string> ForPattern(string pattern)
    {
        var start = pattern.IndexOf('*');
        if (pattern.Length > LongestWord || start == 0)
        {
            return [];
        }

        // Where what follows the star is wrong too, another beginning would match no more than this one.
        var (beginning, rest) = (pattern.Substring(0, start), pattern.Substring(start));
        var (distance, limit) = (new EditDistance(beginning), LimitFor(beginning));
        return CatalogNames.Shared.All
            .Select(name => (Name: name, Nearest: distance.ToBeginningOf(name, limit)))
            .Where(candidate => candidate.Nearest.Distance <= limit && candidate.Nearest.Length > 1)
            .GroupBy(candidate => candidate.Name.Substring(0, candidate.Nearest.Length), StringComparer.Ordinal)
            .Select(group => (Pattern: group.Key + rest, group.First().Nearest.Distance, Count: group.Count()))
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => candidate.Count)
            .ThenBy(candidate => candidate.Pattern, StringComparer.Ordinal)
            .Where(candidate => CatalogNames.Shared.HasMatch(candidate.Pattern))
            .Take(Most)
            .Select(candidate => candidate.Pattern)
            .ToArray();
    }

    private static IEnumerable<string> SameButForCase(string word) => ByName.Value[word];

    /// <summary>With the A or W that the name lacks, without the one that it has.</summary>
    private static IEnumerable<string> Twins(string word) =>
        SameButForCase(word + "W")
            .Concat(SameButForCase(word + "A"))
            .Concat(word.Length > 1 && word[word.Length - 1] is 'A' or 'W' ? SameButForCase(word.Substring(0, word.Length - 1)) : []);

    private static IEnumerable<string> SameButForUnderscores(string word) => ByLetters.Value[WithoutUnderscores(word)];

    private static string WithoutUnderscores(string name) => name.IndexOf('_') < 0 ? name : name.Replace("_", string.Empty);

    /// <summary>The struct behind the headers' name for a pointer to it: bindings write <c>SOCKADDR*</c>.</summary>
    private static string[] PointedStructs(string word)
    {
        foreach (var prefix in PointerPrefixes)
        {
            if (word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && word.Length > prefix.Length)
            {
                var pointed = word.Substring(prefix.Length);
                var names = SameButForCase(pointed).Concat(CatalogNames.Shared.Matches(pointed)).Concat(Twins(pointed)).ToArray();
                if (names.Length > 0)
                {
                    return names;
                }
            }
        }

        return [];
    }

    private static string[] Nearest(string word)
    {
        var (distance, limit) = (new EditDistance(word), LimitFor(word));
        var near = CatalogNames.Shared.All.Concat(CatalogNames.Shared.Aliases)
            .Where(name => Math.Abs(name.Length - word.Length) <= limit)
            .Select(name => (Name: name, Distance: distance.To(name, limit)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ToArray();

        // What is much farther than the nearest was not meant; an alias that only repeats a name in another case says nothing new.
        return near
            .Where(candidate => candidate.Distance <= near[0].Distance + 1)
            .Select(candidate => candidate.Name)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.First())
            .Take(Most)
            .ToArray();
    }

    /// <summary>Short words resemble too many names at a distance of 2.</summary>
    private static int LimitFor(string word) => word.Length switch { <= 3 => 1, <= 11 => 2, _ => Math.Min(word.Length / 4, 6) };
}
