namespace WinsockGen.Catalog;

/// <summary>An enumeration of .NET over constants of Winsock.</summary>
public sealed class CatalogEnumeration
{
    internal const string Header = "name flags doc summary";

    internal CatalogEnumeration(CatalogRow row)
    {
        Name = row.Required(0);
        IsFlags = row.YesNo(1);
        Doc = row.Text(2);
        Summary = row.Required(3);
    }

    public string Name { get; }

    /// <summary>Its members are bits that combine.</summary>
    public bool IsFlags { get; }

    public string Doc { get; }

    public string Summary { get; }
}
