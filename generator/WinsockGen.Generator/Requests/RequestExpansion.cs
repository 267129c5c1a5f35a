using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Bindings;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>A request by names: what its areas and each word of its lists stand for, and what follows from a set of names.</summary>
internal sealed class RequestExpansion
{
    private readonly BindingsRequest _request;
    private readonly HashSet<string> _requested;
    private readonly HashSet<string> _excluded;

    public RequestExpansion(BindingsRequest request)
    {
        var names = CatalogNames.Shared;
        _request = request;
        _excluded = NameSet(names.All.Where(name => request.Exclude.Any(word => NamePattern.Matches(word, name))));
        _requested = NameSet(names.BroughtBy(request.Areas));
        ByAreas = _requested.Where(name => !_excluded.Contains(name)).ToArray();
        _requested.UnionWith(request.Include.SelectMany(names.Matches));
    }

    /// <summary>What the areas bring.</summary>
    public IReadOnlyList<string> ByAreas { get; }

    /// <summary>All that is asked for, before what it needs.</summary>
    public IEnumerable<string> Roots => ByAreas.Concat(_request.Include.SelectMany(Added));

    /// <summary>What a word of Include brings.</summary>
    public IEnumerable<string> Added(string word) =>
        _request.Exclude.Any(pattern => NamePattern.Matches(pattern, word)) ? [] : CatalogNames.Shared.Matches(word).Where(name => !_excluded.Contains(name));

    /// <summary>What a word of Exclude takes away, unless something that stays needs it.</summary>
    public IEnumerable<string> Removed(string word) => _requested.Where(name => NamePattern.Matches(word, name));

    /// <summary>A name is asked for, by an area or in Include, whatever Exclude says.</summary>
    public bool IsRequested(string name) => _requested.Contains(name);

    /// <summary>The members that the generator emits for names, with all that they need.</summary>
    public HashSet<string> Closure(IEnumerable<string> names)
    {
        var asked = new EquatableArray<string>(names.Distinct(StringComparer.Ordinal).ToArray());
        var catalog = WinsockCatalog.Shared;
        var selection = BindingsSelector.Select(catalog, _request with { Areas = 0, Include = asked, Exclude = EquatableArray<string>.Empty });
        var emitted = NameSet(selection.Functions.Select(catalog.Functions.NameAt));
        emitted.UnionWith(selection.Extensions.Select(catalog.Extensions.NameAt));
        emitted.UnionWith(selection.Structs.Select(catalog.Structs.NameAt));
        emitted.UnionWith(selection.Constants.Select(catalog.Constants.NameAt));
        emitted.UnionWith(selection.Helpers.Select(catalog.Helpers.NameAt));
        if (selection.Extensions.Count > 0)
        {
            emitted.Add(ExtensionTableEmitter.TypeName);
        }

        return emitted;
    }

    private static HashSet<string> NameSet(IEnumerable<string> names) => new(names, StringComparer.Ordinal);
}
