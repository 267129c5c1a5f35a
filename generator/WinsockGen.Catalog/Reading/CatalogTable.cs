using System;
using System.Collections;
using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>
/// One file of the catalog. Lines are found and indexed by name once; a row is parsed when it is first asked for.
/// </summary>
/// <remarks>Rows are immutable, so a race between two readers at worst parses one twice.</remarks>
public sealed class CatalogTable<T> : IReadOnlyList<T>
    where T : class
{
    private readonly string _file;
    private readonly string _text;
    private readonly string[] _columns;
    private readonly int[] _lineStarts;
    private readonly int[] _lineNumbers;
    private readonly string[] _names;
    private readonly Dictionary<string, int> _indices;
    private readonly Func<CatalogRow, T> _parse;
    private readonly T?[] _rows;

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">What the file says.</param>
    /// <param name="header">The columns that the schema asks for, separated by blanks.</param>
    /// <param name="keyColumns">How many leading columns name a row: their cells, joined by a dot.</param>
    /// <param name="parse">Makes a row.</param>
    internal CatalogTable(string file, string text, string header, int keyColumns, Func<CatalogRow, T> parse)
    {
        _file = file;
        _text = text;
        _parse = parse;
        _columns = header.Split(' ');

        var starts = new List<int>();
        var numbers = new List<int>();
        var headerSeen = false;
        for (int start = 0, line = 1; start < text.Length; line++)
        {
            var end = LineEnd(start);
            if (end > start && text[start] != '#')
            {
                if (headerSeen)
                {
                    starts.Add(start);
                    numbers.Add(line);
                }
                else
                {
                    headerSeen = true;
                    CheckHeader(new Slice(text, start, end), line);
                }
            }

            start = end + 1;
        }

        if (!headerSeen)
        {
            throw new CatalogFormatException(file, 1, "the header line is missing");
        }

        _lineStarts = starts.ToArray();
        _lineNumbers = numbers.ToArray();
        _rows = new T?[_lineStarts.Length];
        _names = new string[_lineStarts.Length];
        _indices = new Dictionary<string, int>(_lineStarts.Length, StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
        {
            _names[i] = ReadName(i, keyColumns);
            if (_indices.ContainsKey(_names[i]))
            {
                throw new CatalogFormatException(file, _lineNumbers[i], $"'{_names[i]}' stands here twice");
            }

            _indices.Add(_names[i], i);
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => _names.Length;

    /// <summary>The row at a position of the file's order.</summary>
    public T this[int index] => _rows[index] ??= _parse(ReadRow(index));

    /// <summary>The name of the row at a position, without parsing the row.</summary>
    public string NameAt(int index) => _names[index];

    /// <summary>The position of the row that has a name, or -1.</summary>
    public int IndexOf(string name) => _indices.TryGetValue(name, out var index) ? index : -1;

    /// <summary>The row that has a name, or null.</summary>
    public T? Find(string name) => _indices.TryGetValue(name, out var index) ? this[index] : null;

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One cell of a row, without parsing the row.</summary>
    internal Slice CellAt(int index, int column)
    {
        var start = _lineStarts[index];
        for (; column > 0; column--)
        {
            start = _text.IndexOf('\t', start) + 1;
        }

        return new Slice(_text, start, CellEnd(start));
    }

    private void CheckHeader(Slice line, int number)
    {
        var cells = line.Split('\t');
        for (var i = 0; i < Math.Max(cells.Length, _columns.Length); i++)
        {
            if (i >= cells.Length || i >= _columns.Length || !cells[i].Is(_columns[i]))
            {
                throw new CatalogFormatException(_file, number, $"the columns must be: {string.Join(" ", _columns)}");
            }
        }
    }

    private string ReadName(int index, int keyColumns)
    {
        var name = CellAt(index, 0);
        if (name.IsEmpty)
        {
            throw new CatalogFormatException(_file, _lineNumbers[index], $"{_columns[0]}: must not be empty");
        }

        return keyColumns == 1 ? name.ToString() : name + "." + CellAt(index, 1);
    }

    private CatalogRow ReadRow(int index)
    {
        var cells = new Slice[_columns.Length];
        var (start, end) = (_lineStarts[index], LineEnd(_lineStarts[index]));
        var count = 0;
        for (; start <= end; count++)
        {
            var cellEnd = CellEnd(start);
            if (count < cells.Length)
            {
                cells[count] = new Slice(_text, start, cellEnd);
            }

            start = cellEnd + 1;
        }

        return count == cells.Length
            ? new CatalogRow(_file, _lineNumbers[index], _columns, cells)
            : throw new CatalogFormatException(_file, _lineNumbers[index], $"{count} cells where the header has {cells.Length}");
    }

    private int LineEnd(int start)
    {
        var end = _text.IndexOf('\n', start);
        return end < 0 ? _text.Length : end;
    }

    private int CellEnd(int start)
    {
        var end = start;
        while (end < _text.Length && _text[end] is not ('\t' or '\n'))
        {
            end++;
        }

        return end;
    }
}
