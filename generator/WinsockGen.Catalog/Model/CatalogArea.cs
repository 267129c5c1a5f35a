using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>One flag of <c>WinsockApi</c>: an area of Winsock, or a combination of areas.</summary>
public sealed class CatalogArea
{
    internal const string Header = "name bit members summary";

    /// <param name="row">The row.</param>
    /// <param name="before">The areas before it in the file: a combination stands behind its members.</param>
    internal CatalogArea(CatalogRow row, List<CatalogArea> before)
    {
        Name = row.Required(0);
        var bit = row.Number(1, -1);
        Mask = bit < 0 ? 0 : bit <= 31 ? 1u << bit : throw row.Malformed(1, "must be 0 to 31");
        IsCombination = bit < 0;
        foreach (var member in row[2].Split(' '))
        {
            Mask |= Find(before, member)?.Mask ?? throw row.Malformed(2, $"'{member}' is not an area");
        }

        Summary = row.Text(3);
    }

    public string Name { get; }

    /// <summary>The flag's value: one bit for an area, the bits of its members for a combination.</summary>
    public uint Mask { get; }

    public bool IsCombination { get; }

    public string Summary { get; }

    internal static CatalogArea? Find(List<CatalogArea> areas, Slice name)
    {
        foreach (var area in areas)
        {
            if (name.Is(area.Name))
            {
                return area;
            }
        }

        return null;
    }
}
