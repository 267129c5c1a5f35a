using System;
using System.Collections.Generic;
using System.Threading;

namespace WinsockGen.Catalog;

/// <summary>
/// The facts of Winsock. Each file is read when something of it is first asked for, once per process.
/// </summary>
public sealed class WinsockCatalog
{
    private const string PointerTypePrefix = "LPFN_";

    private static readonly Lazy<WinsockCatalog> SharedCatalog = new(() => new WinsockCatalog(CatalogFiles.Read));

    private readonly Func<string, string> _read;
    private readonly Lazy<IReadOnlyList<CatalogArea>> _areas;
    private readonly Lazy<CatalogTable<CatalogType>> _types;
    private readonly Lazy<CatalogTable<CatalogFunction>> _functions;
    private readonly Lazy<CatalogTable<CatalogExtension>> _extensions;
    private readonly Lazy<CatalogTable<CatalogCallback>> _callbacks;
    private readonly Lazy<CatalogTable<CatalogStruct>> _structs;
    private readonly Lazy<CatalogTable<CatalogConstant>> _constants;
    private readonly Lazy<CatalogTable<CatalogGroup>> _groups;
    private readonly Lazy<CatalogTable<CatalogHelper>> _helpers;
    private readonly Lazy<CatalogTable<CatalogLevel>> _levels;
    private readonly Lazy<CatalogTable<CatalogOption>> _options;
    private readonly Lazy<Dictionary<string, CatalogStruct>> _structAliases;
    private readonly Lazy<Dictionary<string, CatalogExtension>> _extensionPointers;

    /// <param name="read">Gives the text of a file by its name.</param>
    public WinsockCatalog(Func<string, string> read)
    {
        _read = read;
        _areas = new(ReadAreas);
        _types = Table("types.tsv", CatalogType.Header, row => new CatalogType(row));
        _functions = Table("functions.tsv", CatalogFunction.Header, row => new CatalogFunction(row, AreaOf(row)));
        _extensions = Table("extensions.tsv", CatalogExtension.Header, row => new CatalogExtension(row, AreaOf(row)));
        _callbacks = Table("callbacks.tsv", CatalogCallback.Header, row => new CatalogCallback(row, AreaOf(row)));
        _structs = Table("structs.tsv", CatalogStruct.Header, row => new CatalogStruct(row, AreaOf(row)));
        _constants = Table("constants.tsv", CatalogConstant.Header, row => new CatalogConstant(row, AreaOf(row)));
        _groups = Table("groups.tsv", CatalogGroup.Header, row => new CatalogGroup(row));
        _helpers = Table("helpers.tsv", CatalogHelper.Header, row => new CatalogHelper(row, AreaOf(row)));
        _levels = Table("levels.tsv", CatalogLevel.Header, row => new CatalogLevel(row));
        _options = Table("options.tsv", CatalogOption.Header, row => new CatalogOption(row), keyColumns: 2);
        _structAliases = new(IndexStructAliases);
        _extensionPointers = new(IndexExtensionPointers);
    }

    /// <summary>The catalog that is embedded in this assembly.</summary>
    public static WinsockCatalog Shared => SharedCatalog.Value;

    /// <summary>The areas, and the combinations of them, in the order of the file.</summary>
    public IReadOnlyList<CatalogArea> Areas => _areas.Value;

    public CatalogTable<CatalogType> Types => _types.Value;

    public CatalogTable<CatalogFunction> Functions => _functions.Value;

    public CatalogTable<CatalogExtension> Extensions => _extensions.Value;

    public CatalogTable<CatalogCallback> Callbacks => _callbacks.Value;

    public CatalogTable<CatalogStruct> Structs => _structs.Value;

    public CatalogTable<CatalogConstant> Constants => _constants.Value;

    public CatalogTable<CatalogGroup> Groups => _groups.Value;

    public CatalogTable<CatalogHelper> Helpers => _helpers.Value;

    /// <summary>The levels of the options.</summary>
    public CatalogTable<CatalogLevel> Levels => _levels.Value;

    /// <summary>The options, by <c>LEVEL.NAME</c>.</summary>
    public CatalogTable<CatalogOption> Options => _options.Value;

    /// <summary>The area's bit for a row of a table whose second column is the area, without parsing the row.</summary>
    /// <returns>0 when there is no such area.</returns>
    public uint AreaMaskOf<T>(CatalogTable<T> table, int index)
        where T : class => FindArea(table.CellAt(index, 1))?.Mask ?? 0;

    /// <summary>The struct that has another name in the headers, such as <c>sockaddr_in</c>.</summary>
    public CatalogStruct? FindStructByAlias(string alias) => _structAliases.Value.TryGetValue(alias, out var row) ? row : null;

    /// <summary>The extension function that a pointer type of the headers, such as <c>LPFN_ACCEPTEX</c>, points to.</summary>
    public CatalogExtension? FindExtensionByPointerType(string name) =>
        name.StartsWith(PointerTypePrefix, StringComparison.Ordinal) && _extensionPointers.Value.TryGetValue(name, out var row) ? row : null;

    private Dictionary<string, CatalogStruct> IndexStructAliases()
    {
        var aliases = new Dictionary<string, CatalogStruct>(StringComparer.Ordinal);
        foreach (var row in Structs)
        {
            foreach (var alias in row.Aliases)
            {
                aliases[alias] = row;
            }
        }

        return aliases;
    }

    private Dictionary<string, CatalogExtension> IndexExtensionPointers()
    {
        var pointers = new Dictionary<string, CatalogExtension>(StringComparer.Ordinal);
        foreach (var row in Extensions)
        {
            pointers[PointerTypePrefix + row.Name.ToUpperInvariant()] = row;
        }

        return pointers;
    }

    private CatalogArea AreaOf(CatalogRow row) =>
        FindArea(row[1]) ?? throw row.Malformed(1, $"'{row[1]}' is not an area of areas.tsv");

    private CatalogArea? FindArea(Slice name)
    {
        foreach (var area in Areas)
        {
            if (name.Is(area.Name))
            {
                return area;
            }
        }

        return null;
    }

    private Lazy<CatalogTable<T>> Table<T>(string file, string header, Func<CatalogRow, T> parse, int keyColumns = 1)
        where T : class =>
        new(() => new CatalogTable<T>(file, _read(file), header, keyColumns, parse), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Areas are few and everything refers to them: they are read at once, members before combinations or after.</summary>
    private CatalogArea[] ReadAreas()
    {
        var masks = new Dictionary<string, uint>(StringComparer.Ordinal);
        var table = new CatalogTable<CatalogArea>("areas.tsv", _read("areas.tsv"), CatalogArea.Header, 1, Parse);
        var areas = new CatalogArea[table.Count];
        for (var i = 0; i < areas.Length; i++)
        {
            var bit = table.CellAt(i, 1);
            if (!bit.IsEmpty)
            {
                masks.Add(table.NameAt(i), table[i].Mask);
            }
        }

        for (var i = 0; i < areas.Length; i++)
        {
            areas[i] = table[i];
        }

        return areas;

        CatalogArea Parse(CatalogRow row)
        {
            var name = row.Required(0);
            var members = row.Words(2);
            var bit = row.Number(1, -1);
            if (bit > 31)
            {
                throw row.Malformed(1, "must be 0 to 31");
            }

            var mask = bit < 0 ? 0 : 1u << bit;
            foreach (var member in members)
            {
                mask |= masks.TryGetValue(member, out var one) ? one : throw row.Malformed(2, $"'{member}' is not an area");
            }

            return new CatalogArea(name, mask, bit < 0, row.Text(3));
        }
    }
}
