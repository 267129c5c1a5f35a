namespace WinsockGen.Catalog;

/// <summary>Constants that belong together.</summary>
public sealed class CatalogGroup
{
    internal const string Header = "name doc summary";

    internal CatalogGroup(CatalogRow row)
    {
        Name = row.Required(0);
        Doc = row.Text(1);
        Summary = row.Text(2);
    }

    public string Name { get; }

    public string Doc { get; }

    public string Summary { get; }
}
