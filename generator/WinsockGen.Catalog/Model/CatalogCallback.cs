using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A function type: what a callback, or a pointer that a provider hands out, looks like.</summary>
public sealed class CatalogCallback
{
    internal const string Header = "name area returns parameters doc summary";

    internal CatalogCallback(CatalogRow row, CatalogArea area)
    {
        Name = row.Required(0);
        Area = area;
        Returns = new TypeReference(row[2]);
        Parameters = CatalogParameter.ParseList(row, 3);
        Doc = row.Text(4);
        Summary = row.Text(5);
    }

    public string Name { get; }

    public CatalogArea Area { get; }

    public TypeReference Returns { get; }

    public IReadOnlyList<CatalogParameter> Parameters { get; }

    public string Doc { get; }

    public string Summary { get; }
}
