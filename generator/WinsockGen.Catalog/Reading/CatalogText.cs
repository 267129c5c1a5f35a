using System;
using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>The text of one catalog file, and where its rows and cells are in it. Nothing is copied out of it before it is asked for.</summary>
internal sealed class CatalogText
{
    private readonly string _file;
    private readonly string _text;
    private readonly string[] _columns;
    private readonly List<int> _rows = [];

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">What the file says.</param>
    /// <param name="header">The columns that the schema asks for, separated by blanks.</param>
    public CatalogText(string file, string text, string header)
    {
        _file = file;
        _text = text;
        _columns = header.Split(' ');

        var headerSeen = false;
        for (var start = 0; start < text.Length; start = LineEnd(start) + 1)
        {
            if (text[start] is '#' or '\n')
            {
                continue;
            }

            if (headerSeen)
            {
                _rows.Add(start);
            }
            else
            {
                headerSeen = true;
                CheckHeader(start);
            }
        }

        if (!headerSeen)
        {
            throw new CatalogFormatException(file, 1, "the header line is missing");
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    public Slice Cell(int row, int column)
    {
        var start = _rows[row];
        for (; column > 0; column--)
        {
            start = _text.IndexOf('\t', start) + 1;
        }

        return new Slice(_text, start, CellEnd(start));
    }

    public CatalogRow Row(int row)
    {
        var start = _rows[row];
        var line = new Slice(_text, start, LineEnd(start));
        var cells = new Slice[_columns.Length];
        var count = 0;
        for (var tab = 0; tab >= 0; count++)
        {
            tab = line.IndexOf('\t');
            if (count < cells.Length)
            {
                cells[count] = tab < 0 ? line : line.Until(tab);
            }

            line = line.From(tab + 1);
        }

        return count == cells.Length
            ? new CatalogRow(_file, LineNumber(start), _columns, cells)
            : throw new CatalogFormatException(_file, LineNumber(start), $"{count} cells where the header has {cells.Length}");
    }

    /// <summary>Checks that each row has a name and stands behind the one that comes before it in ordinal order.</summary>
    /// <remarks>A tab sorts before all that a cell may hold, so rows in the order of their first cells are in the order of their text.</remarks>
    /// <param name="nameColumns">How many leading cells name a row.</param>
    public void CheckOrder(int nameColumns)
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            var start = _rows[row];
            var end = start;
            for (var column = 0; column < nameColumns; column++)
            {
                if (CellEnd(end) == end)
                {
                    throw new CatalogFormatException(_file, LineNumber(start), $"{_columns[column]}: must not be empty");
                }

                end = CellEnd(end) + 1;
            }

            var order = row == 0 ? -1 : string.CompareOrdinal(_text, _rows[row - 1], _text, start, end - start);
            if (order >= 0)
            {
                var name = new Slice(_text, start, end - 1).ToString().Replace('\t', '.');
                throw new CatalogFormatException(_file, LineNumber(start), order == 0 ? $"'{name}' stands here twice" : $"'{name}' is not in ordinal order");
            }
        }
    }

    /// <summary>The row that begins with a cell, or with some that are separated by tabs, where the rows are in order.</summary>
    /// <returns>-1 when there is none.</returns>
    public int Find(string name)
    {
        var (low, high) = (0, _rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(_text, _rows[middle], name, 0, name.Length);
            var end = _rows[middle] + name.Length;
            if (order == 0 && end < _text.Length && _text[end] == '\t')
            {
                return middle;
            }

            // Where the name is only how the cell begins, the row stands behind it.
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private void CheckHeader(int start)
    {
        var cells = new Slice(_text, start, LineEnd(start)).Split('\t');
        for (var i = 0; i < Math.Max(cells.Length, _columns.Length); i++)
        {
            if (i >= cells.Length || i >= _columns.Length || !cells[i].Is(_columns[i]))
            {
                throw new CatalogFormatException(_file, LineNumber(start), $"the columns must be: {string.Join(" ", _columns)}");
            }
        }
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

    private int LineNumber(int position)
    {
        var line = 1;
        for (var end = _text.IndexOf('\n'); end >= 0 && end < position; end = _text.IndexOf('\n', end + 1))
        {
            line++;
        }

        return line;
    }
}
