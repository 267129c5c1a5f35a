namespace WinsockGen.Catalog;

/// <summary>One flag of <c>WinsockApi</c>: an area of Winsock, or a combination of areas.</summary>
public sealed class CatalogArea
{
    internal const string Header = "name bit members summary";

    internal CatalogArea(string name, uint mask, bool isCombination, string summary)
    {
        Name = name;
        Mask = mask;
        IsCombination = isCombination;
        Summary = summary;
    }

    public string Name { get; }

    /// <summary>The flag's value: one bit for an area, the bits of its members for a combination.</summary>
    public uint Mask { get; }

    public bool IsCombination { get; }

    public string Summary { get; }
}
