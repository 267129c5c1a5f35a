using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Requests;

/// <summary>Every name that a request may use.</summary>
internal sealed class CatalogNames
{
    private static readonly Lazy<CatalogNames> SharedNames = new(() => new CatalogNames(WinsockCatalog.Shared));

    private readonly HashSet<string> _names;

    private CatalogNames(WinsockCatalog catalog)
    {
        _names = new HashSet<string>(
            NamesOf(catalog.Functions)
                .Concat(NamesOf(catalog.Extensions))
                .Concat(NamesOf(catalog.Callbacks))
                .Concat(NamesOf(catalog.Structs))
                .Concat(NamesOf(catalog.Constants))
                .Concat(NamesOf(catalog.Helpers)),
            StringComparer.Ordinal);
        Aliases = catalog.Structs.SelectMany(row => row.Aliases).ToArray();
    }

    public static CatalogNames Shared => SharedNames.Value;

    /// <summary>Other names of structs, which a request may use but no pattern matches.</summary>
    private IReadOnlyCollection<string> Aliases { get; }

    public bool Contains(string name) => _names.Contains(name) || Aliases.Contains(name);

    public bool HasMatch(string pattern) => _names.Any(name => NamePattern.Matches(pattern, name));

    /// <summary>The names that a misspelt one may have meant, the nearest first.</summary>
    public IReadOnlyList<string> Nearest(string word)
    {
        var limit = Math.Max(2, word.Length / 4);
        return _names
            .Select(name => (Name: name, Distance: EditDistance.Between(word, name, limit)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(3)
            .Select(candidate => candidate.Name)
            .ToArray();
    }

    // A dot stands in the names of nested structs, which nobody asks for by themselves.
    private static IEnumerable<string> NamesOf<T>(CatalogTable<T> table)
        where T : class => Enumerable.Range(0, table.Count).Select(table.NameAt).Where(name => name.IndexOf('.') < 0);
}
