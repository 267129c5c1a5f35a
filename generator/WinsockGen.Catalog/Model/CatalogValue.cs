namespace WinsockGen.Catalog;

/// <summary>A value of .NET that stands for a struct of Winsock in typed options, ioctls and control messages.</summary>
public sealed class CatalogValue
{
    internal const string Header = "name struct doc summary";

    internal CatalogValue(CatalogRow row)
    {
        Name = row.Required(0);
        Struct = row.Required(1);
        Doc = row.Text(2);
        Summary = row.Required(3);
    }

    /// <summary>The name of the C# struct.</summary>
    public string Name { get; }

    /// <summary>The name of the SDK's struct.</summary>
    public string Struct { get; }

    public string Doc { get; }

    public string Summary { get; }
}
