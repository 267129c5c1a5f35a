namespace WinsockGen.Catalog;

/// <summary>What the result of a function says when the function did not fail.</summary>
public sealed class CatalogResult
{
    internal const string Header = "name summary";

    internal CatalogResult(CatalogRow row)
    {
        Name = row.Required(0);
        Summary = row.Required(1);
    }

    /// <summary>The name of the function, or of the extension function.</summary>
    public string Name { get; }

    public string Summary { get; }
}
