using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Bindings;

namespace WinsockGen.Generator.Requests;

/// <summary>Every name that a request may use.</summary>
internal sealed class CatalogNames
{
    private static readonly Lazy<CatalogNames> SharedNames = new(() => new CatalogNames(WinsockCatalog.Shared));

    private readonly WinsockCatalog _catalog;
    private readonly HashSet<string> _names;

    private CatalogNames(WinsockCatalog catalog)
    {
        _catalog = catalog;
        _names = new(NamesOf(areas: null), StringComparer.Ordinal);
        All = _names.ToArray();
        Aliases = catalog.Structs.SelectMany(row => row.Aliases).Distinct(StringComparer.Ordinal).ToArray();
    }

    public static CatalogNames Shared => SharedNames.Value;

    /// <summary>The names themselves, without the <see cref="Aliases"/>.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Other names of structs, which a request may use but no pattern matches.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public bool Contains(string name) => _names.Contains(name) || _catalog.FindStructByAlias(name) is not null;

    public bool HasMatch(string pattern) => All.Any(name => NamePattern.Matches(pattern, name));

    /// <summary>The names that the flags of <c>WinsockApi</c> bring by themselves.</summary>
    public IEnumerable<string> BroughtBy(uint areas) => NamesOf(new AskedAreas(_catalog, areas));

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
        : _names.Contains(word) ? new[] { word }
        : _catalog.FindStructByAlias(word) is { } row ? new[] { row.Name }
        : Array.Empty<string>();

    private IEnumerable<string> NamesOf(AskedAreas? areas) =>
        NamesOf(_catalog.Functions, areas)
            .Concat(NamesOf(_catalog.Extensions, areas))
            .Concat(NamesOf(_catalog.Callbacks, areas))
            .Concat(NamesOf(_catalog.Structs, areas))
            .Concat(NamesOf(_catalog.Constants, areas))
            .Concat(NamesOf(_catalog.Helpers, areas));

    /// <summary>The names of a table that some areas bring, or all of them.</summary>
    private static IEnumerable<string> NamesOf<T>(CatalogTable<T> table, AskedAreas? areas)
        where T : class
    {
        for (var i = 0; i < table.Count; i++)
        {
            // A dot stands in the names of nested structs, which nobody asks for by themselves.
            if ((areas is null || areas.Bring(table, i)) && table.NameAt(i) is var name && name.IndexOf('.') < 0)
            {
                yield return name;
            }
        }
    }
}
