using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>The selected rows of one table, and which of them still wait for what they need to be selected too.</summary>
internal sealed class RowSet<T>(CatalogTable<T> table)
    where T : class
{
    private readonly bool[] _selected = new bool[table.Count];
    private readonly List<int> _waiting = [];

    public void Add(int index)
    {
        if (!_selected[index])
        {
            _selected[index] = true;
            _waiting.Add(index);
        }
    }

    /// <returns>False when the table has no such name.</returns>
    public bool Add(string name)
    {
        var index = table.IndexOf(name);
        if (index >= 0)
        {
            Add(index);
        }

        return index >= 0;
    }

    public bool TryTakeWaiting(out T row)
    {
        var last = _waiting.Count - 1;
        if (last < 0)
        {
            row = null!;
            return false;
        }

        row = table[_waiting[last]];
        _waiting.RemoveAt(last);
        return true;
    }

    /// <summary>The positions, in the order of the file.</summary>
    public EquatableArray<int> ToPositions()
    {
        var count = 0;
        foreach (var selected in _selected)
        {
            count += selected ? 1 : 0;
        }

        var positions = new int[count];
        for (int i = 0, next = 0; i < _selected.Length; i++)
        {
            if (_selected[i])
            {
                positions[next++] = i;
            }
        }

        return new EquatableArray<int>(positions);
    }
}
