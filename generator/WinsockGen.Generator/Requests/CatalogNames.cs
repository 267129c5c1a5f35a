using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Requests;

/// <summary>Every name that a request may use.</summary>
internal sealed class CatalogNames
{
    private static readonly Lazy<CatalogNames> SharedNames = new(() => new CatalogNames(WinsockCatalog.Shared));

    private readonly WinsockCatalog _catalog;
    private readonly Dictionary<string, uint> _areas = new(StringComparer.Ordinal);

    private CatalogNames(WinsockCatalog catalog)
    {
        _catalog = catalog;
        Add(catalog.Functions);
        Add(catalog.Extensions);
        Add(catalog.Callbacks);
        Add(catalog.Structs);
        Add(catalog.Constants);
        Add(catalog.Helpers);
        All = _areas.Keys.ToArray();
        Aliases = catalog.Structs.SelectMany(row => row.Aliases).Distinct(StringComparer.Ordinal).ToArray();
    }

    public static CatalogNames Shared => SharedNames.Value;

    /// <summary>The names themselves, without the <see cref="Aliases"/>.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Other names of structs, which a request may use but no pattern matches.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public bool Contains(string name) => _areas.ContainsKey(name) || _catalog.FindStructByAlias(name) is not null;

    public bool HasMatch(string pattern) => All.Any(name => NamePattern.Matches(pattern, name));

    /// <summary>The areas that bring a name.</summary>
    public uint AreasOf(string name) => _areas.TryGetValue(name, out var areas) ? areas : 0;

    /// <summary>Asking for it adds a member of that name to the class; callbacks add none, and extension functions one to their table.</summary>
    /// <remarks>The generator asks at each run, and so not for all the names.</remarks>
    public static bool IsMember(string name) =>
        WinsockCatalog.Shared is var catalog
        && (catalog.Functions.IndexOf(name) >= 0 || catalog.Structs.IndexOf(name) >= 0
            || catalog.Constants.IndexOf(name) >= 0 || catalog.Helpers.IndexOf(name) >= 0);

    /// <summary>Asking for it adds a member of that name to the class's table of extension functions.</summary>
    public static bool IsExtension(string name) => WinsockCatalog.Shared.Extensions.IndexOf(name) >= 0;

    /// <summary>What a word of a list stands for: one name, or all that its pattern matches.</summary>
    public IEnumerable<string> Matches(string word) =>
        word.IndexOf('*') >= 0 ? All.Where(name => NamePattern.Matches(word, name))
        : _areas.ContainsKey(word) ? new[] { word }
        : _catalog.FindStructByAlias(word) is { } row ? new[] { row.Name }
        : Array.Empty<string>();

    private void Add<T>(CatalogTable<T> table)
        where T : class
    {
        for (var i = 0; i < table.Count; i++)
        {
            // A dot stands in the names of nested structs, which nobody asks for by themselves.
            if (table.NameAt(i) is var name && name.IndexOf('.') < 0)
            {
                _areas[name] = AreasOf(name) | _catalog.AreaMaskOf(table, i);
            }
        }
    }
}
