using System;
using System.Globalization;

namespace WinsockGen.Catalog;

/// <summary>One row of a catalog file: its cells by the order of the columns, and where it stands.</summary>
internal readonly struct CatalogRow
{
    private readonly string _file;
    private readonly int _line;
    private readonly string[] _columns;
    private readonly Slice[] _cells;

    public CatalogRow(string file, int line, string[] columns, Slice[] cells)
    {
        _file = file;
        _line = line;
        _columns = columns;
        _cells = cells;
    }

    public Slice this[int column] => _cells[column];

    public string Text(int column) => _cells[column].ToString();

    public string Required(int column) =>
        _cells[column].IsEmpty ? throw Malformed(column, "must not be empty") : _cells[column].ToString();

    public int Number(int column, int whenEmpty)
    {
        if (_cells[column].IsEmpty)
        {
            return whenEmpty;
        }

        return int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Malformed(column, $"'{Text(column)}' is not a number");
    }

    public bool YesNo(int column) =>
        _cells[column].Is("y") || (_cells[column].Is("n") ? false : throw Malformed(column, $"'{Text(column)}' is neither y nor n"));

    public string[] Words(int column)
    {
        var parts = _cells[column].Split(' ');
        var words = parts.Length == 0 ? Array.Empty<string>() : new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            words[i] = parts[i].ToString();
        }

        return words;
    }

    public CatalogFormatException Malformed(int column, string problem) => new(_file, _line, $"{_columns[column]}: {problem}");
}
