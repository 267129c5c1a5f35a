using System;
using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>
/// The facts of Winsock. Each file is read when something of it is first asked for, once per process.
/// </summary>
public sealed class WinsockCatalog
{
    private const string PointerTypePrefix = "LPFN_";

    private static readonly Lazy<WinsockCatalog> SharedCatalog = new(() => new WinsockCatalog(CatalogFiles.Read));

    private readonly Func<string, string> _read;
    private readonly Lazy<List<CatalogArea>> _areas;
    private readonly Lazy<Dictionary<string, int>> _structAliases;
    private readonly Lazy<Dictionary<string, int>> _extensionPointers;

    /// <param name="read">Gives the text of a file by its name.</param>
    public WinsockCatalog(Func<string, string> read)
    {
        _read = read;
        _areas = new(ReadAreas);
        Types = Table("types.tsv", CatalogType.Header, row => new CatalogType(row));
        Functions = Table("functions.tsv", CatalogFunction.Header, row => new CatalogFunction(row, AreaOf(row)));
        Extensions = Table("extensions.tsv", CatalogExtension.Header, row => new CatalogExtension(row, AreaOf(row)));
        Callbacks = Table("callbacks.tsv", CatalogCallback.Header, row => new CatalogCallback(row, AreaOf(row)));
        Structs = Table("structs.tsv", CatalogStruct.Header, row => new CatalogStruct(row, AreaOf(row)));
        Constants = Table("constants.tsv", CatalogConstant.Header, row => new CatalogConstant(row, AreaOf(row)));
        Groups = Table("groups.tsv", CatalogGroup.Header, row => new CatalogGroup(row));
        Results = Table("results.tsv", CatalogResult.Header, row => new CatalogResult(row));
        Addresses = Table("addresses.tsv", CatalogAddress.Header, row => new CatalogAddress(row));
        Helpers = Table("helpers.tsv", CatalogHelper.Header, row => new CatalogHelper(row, AreaOf(row)));
        Levels = Table("levels.tsv", CatalogLevel.Header, row => new CatalogLevel(row));
        Options = Table("options.tsv", CatalogOption.Header, row => new CatalogOption(row), nameColumns: 2);
        Messages = Table("messages.tsv", CatalogMessage.Header, row => new CatalogMessage(row), nameColumns: 2);
        Ioctls = Table("ioctls.tsv", CatalogIoctl.Header, row => new CatalogIoctl(row));
        IoctlMethods = Table("ioctlmethods.tsv", CatalogIoctlMethod.Header, row => new CatalogIoctlMethod(row), nameColumns: 2);
        Values = Table("values.tsv", CatalogValue.Header, row => new CatalogValue(row));
        ValueFields = Table("valuefields.tsv", CatalogValueField.Header, row => new CatalogValueField(row), nameColumns: 2);
        Enumerations = Table("enumerations.tsv", CatalogEnumeration.Header, row => new CatalogEnumeration(row));
        EnumerationMembers = Table("enummembers.tsv", CatalogEnumerationMember.Header, row => new CatalogEnumerationMember(row), nameColumns: 2);
        _structAliases = new(IndexStructAliases);
        _extensionPointers = new(IndexExtensionPointers);
    }

    /// <summary>The catalog that is embedded in this assembly.</summary>
    public static WinsockCatalog Shared => SharedCatalog.Value;

    /// <summary>The areas, and the combinations of them, in the order of the file.</summary>
    public IReadOnlyList<CatalogArea> Areas => _areas.Value;

    public CatalogTable<CatalogType> Types { get; }

    public CatalogTable<CatalogFunction> Functions { get; }

    public CatalogTable<CatalogExtension> Extensions { get; }

    public CatalogTable<CatalogCallback> Callbacks { get; }

    public CatalogTable<CatalogStruct> Structs { get; }

    public CatalogTable<CatalogConstant> Constants { get; }

    public CatalogTable<CatalogGroup> Groups { get; }

    /// <summary>What the results of functions say, by the names of the functions.</summary>
    public CatalogTable<CatalogResult> Results { get; }

    /// <summary>The structs that are socket addresses.</summary>
    public CatalogTable<CatalogAddress> Addresses { get; }

    public CatalogTable<CatalogHelper> Helpers { get; }

    /// <summary>The levels of the options.</summary>
    public CatalogTable<CatalogLevel> Levels { get; }

    /// <summary>The options, by <c>LEVEL.NAME</c>.</summary>
    public CatalogTable<CatalogOption> Options { get; }

    /// <summary>The control messages, by <c>LEVEL.NAME</c>.</summary>
    public CatalogTable<CatalogMessage> Messages { get; }

    /// <summary>The control codes of WSAIoctl.</summary>
    public CatalogTable<CatalogIoctl> Ioctls { get; }

    /// <summary>The typed methods of <see cref="Ioctls"/>, by <c>IOCTL.METHOD</c>.</summary>
    public CatalogTable<CatalogIoctlMethod> IoctlMethods { get; }

    /// <summary>The values of .NET that stand for structs.</summary>
    public CatalogTable<CatalogValue> Values { get; }

    /// <summary>The properties of <see cref="Values"/>, by value and order.</summary>
    public CatalogTable<CatalogValueField> ValueFields { get; }

    /// <summary>The enumerations of .NET over constants.</summary>
    public CatalogTable<CatalogEnumeration> Enumerations { get; }

    /// <summary>The members of <see cref="Enumerations"/>, by enumeration and name.</summary>
    public CatalogTable<CatalogEnumerationMember> EnumerationMembers { get; }

    /// <summary>The area's bit for a row of a table whose second column is the area, without parsing the row.</summary>
    /// <returns>0 when there is no such area.</returns>
    public uint AreaMaskOf<T>(CatalogTable<T> table, int index)
        where T : class => CatalogArea.Find(_areas.Value, table.CellAt(index, 1))?.Mask ?? 0;

    /// <summary>The struct that has another name in the headers, such as <c>sockaddr_in</c>.</summary>
    public CatalogStruct? FindStructByAlias(string alias) => _structAliases.Value.TryGetValue(alias, out var row) ? Structs[row] : null;

    /// <summary>The extension function that a pointer type of the headers, such as <c>LPFN_ACCEPTEX</c>, points to.</summary>
    public CatalogExtension? FindExtensionByPointerType(string name) =>
        name.StartsWith(PointerTypePrefix, StringComparison.Ordinal) && _extensionPointers.Value.TryGetValue(name, out var row) ? Extensions[row] : null;

    /// <summary>The properties of a value, in their order.</summary>
    public IEnumerable<CatalogValueField> FieldsOf(CatalogValue value) => RowsOf(ValueFields, value.Name);

    /// <summary>The members of an enumeration, in the order of their names.</summary>
    public IEnumerable<CatalogEnumerationMember> MembersOf(CatalogEnumeration enumeration) => RowsOf(EnumerationMembers, enumeration.Name);

    /// <summary>The rows whose first cell is a name: they stand together, since a file is sorted.</summary>
    private static IEnumerable<T> RowsOf<T>(CatalogTable<T> table, string owner)
        where T : class
    {
        for (var row = 0; row < table.Count; row++)
        {
            if (table.CellAt(row, 0).Is(owner))
            {
                yield return table[row];
            }
        }
    }

    private Dictionary<string, int> IndexStructAliases()
    {
        var aliases = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < Structs.Count; row++)
        {
            foreach (var alias in Structs.CellAt(row, CatalogStruct.AliasesColumn).Split(' '))
            {
                aliases[alias.ToString()] = row;
            }
        }

        return aliases;
    }

    private Dictionary<string, int> IndexExtensionPointers()
    {
        var pointers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < Extensions.Count; row++)
        {
            pointers[PointerTypePrefix + Extensions.NameAt(row).ToUpperInvariant()] = row;
        }

        return pointers;
    }

    private CatalogArea AreaOf(CatalogRow row) =>
        CatalogArea.Find(_areas.Value, row[1]) ?? throw row.Malformed(1, $"'{row[1]}' is not an area of areas.tsv");

    private CatalogTable<T> Table<T>(string file, string header, Func<CatalogRow, T> parse, int nameColumns = 1)
        where T : class =>
        new(() => ReadInOrder(file, header, nameColumns), nameColumns, parse);

    private CatalogText ReadInOrder(string file, string header, int nameColumns)
    {
        var text = new CatalogText(file, _read(file), header);
        text.CheckOrder(nameColumns);
        return text;
    }

    /// <summary>Areas are few, and everything refers to them: they are read at once, in an order of their own.</summary>
    private List<CatalogArea> ReadAreas()
    {
        var text = new CatalogText("areas.tsv", _read("areas.tsv"), CatalogArea.Header);
        var areas = new List<CatalogArea>(text.Count);
        for (var row = 0; row < text.Count; row++)
        {
            areas.Add(new CatalogArea(text.Row(row), areas));
        }

        return areas;
    }
}
