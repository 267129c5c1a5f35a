using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;

namespace WinsockGen.Catalog;

/// <summary>
/// One file of the catalog. It is read when something of it is first asked for; a row is parsed when that row is.
/// </summary>
/// <remarks>Rows are immutable, so a race between two readers at worst parses one twice.</remarks>
public sealed class CatalogTable<T> : IReadOnlyList<T>
    where T : class
{
    private readonly Lazy<CatalogText> _text;
    private readonly int _nameColumns;
    private readonly Func<CatalogRow, T> _parse;
    private T?[]? _rows;

    /// <param name="read">Reads the file; its rows are in the order of their names.</param>
    /// <param name="nameColumns">How many leading columns name a row: their cells, joined by a dot.</param>
    /// <param name="parse">Makes a row.</param>
    internal CatalogTable(Func<CatalogText> read, int nameColumns, Func<CatalogRow, T> parse)
    {
        _text = new(read, LazyThreadSafetyMode.ExecutionAndPublication);
        _nameColumns = nameColumns;
        _parse = parse;
    }

    /// <summary>The number of rows.</summary>
    public int Count => _text.Value.Count;

    /// <summary>The row at a position of the file's order.</summary>
    public T this[int index]
    {
        get
        {
            var rows = _rows ??= new T?[Count];
            return rows[index] ??= _parse(_text.Value.Row(index));
        }
    }

    /// <summary>The name of the row at a position, without parsing the row.</summary>
    public string NameAt(int index)
    {
        var name = CellAt(index, 0).ToString();
        for (var column = 1; column < _nameColumns; column++)
        {
            name += "." + CellAt(index, column);
        }

        return name;
    }

    /// <summary>The position of the row that has a name, or -1.</summary>
    public int IndexOf(string name) =>
        _nameColumns == 1 ? _text.Value.Find(name)
        : name.IndexOf('.') < 0 ? -1
        : _text.Value.Find(name.Replace('.', '\t'));

    /// <summary>The row that has a name, or null.</summary>
    public T? Find(string name) => IndexOf(name) is >= 0 and var index ? this[index] : null;

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One cell of a row, without parsing the row.</summary>
    internal Slice CellAt(int index, int column) => _text.Value.Cell(index, column);
}
