namespace WinsockGen.Catalog;

/// <summary>One member of a <see cref="CatalogEnumeration"/>.</summary>
public sealed class CatalogEnumerationMember
{
    internal const string Header = "enumeration name constant summary";

    internal CatalogEnumerationMember(CatalogRow row)
    {
        Enumeration = row.Required(0);
        Name = row.Required(1);
        Constant = row.Required(2);
        Summary = row.Required(3);
    }

    /// <summary>The name of the enumeration that it belongs to.</summary>
    public string Enumeration { get; }

    public string Name { get; }

    /// <summary>The SDK's constant, or a number where the SDK has none.</summary>
    public string Constant { get; }

    public string Summary { get; }
}
