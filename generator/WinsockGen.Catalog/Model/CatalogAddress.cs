using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A struct that is a socket address.</summary>
public sealed class CatalogAddress
{
    internal const string Header = "name families least endPoint";

    internal CatalogAddress(CatalogRow row)
    {
        Name = row.Required(0);
        Families = row.Words(1);
        Least = row.Number(2, 0);
        EndPoint = row.Text(3);
    }

    /// <summary>The struct's name.</summary>
    public string Name { get; }

    /// <summary>The constants of the families that it can be of; none where it has room for any.</summary>
    public IReadOnlyList<string> Families { get; }

    /// <summary>How many bytes an address has at least, or 0 for as many as the struct.</summary>
    public int Least { get; }

    /// <summary>The .NET type that says the same, or empty.</summary>
    public string EndPoint { get; }
}
