using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Bindings;

/// <summary>What the areas of a request bring by themselves: the one place that leaves the ANSI variants to Include, to need, and to All.</summary>
internal sealed class AskedAreas
{
    private readonly WinsockCatalog _catalog;
    private readonly uint _mask;
    private readonly bool _isAll;

    /// <param name="catalog">Says which area a row belongs to.</param>
    /// <param name="mask">The flags of <c>WinsockApi</c>.</param>
    public AskedAreas(WinsockCatalog catalog, uint mask)
    {
        _catalog = catalog;
        _mask = mask;
        _isAll = catalog.Areas.All(area => (mask & area.Mask) == area.Mask);
    }

    /// <summary>An area that is asked for has the row, and it is no ANSI variant, or everything is asked for.</summary>
    public bool Bring<T>(CatalogTable<T> table, int row)
        where T : class =>
        (_catalog.AreaMaskOf(table, row) & _mask) != 0 && (_isAll || !HasWideTwin(table, row));

    /// <summary>WSASocketA has WSASocketW, and FreeAddrInfoEx has FreeAddrInfoExW; only functions and structs come in such pairs.</summary>
    private bool HasWideTwin<T>(CatalogTable<T> table, int row)
        where T : class
    {
        if (!ReferenceEquals(table, _catalog.Functions) && !ReferenceEquals(table, _catalog.Structs))
        {
            return false;
        }

        var name = table.NameAt(row);
        return (name[name.Length - 1] == 'A' && table.IndexOf(name.Substring(0, name.Length - 1) + "W") >= 0) || table.IndexOf(name + "W") >= 0;
    }
}
