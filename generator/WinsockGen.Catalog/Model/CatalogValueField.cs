namespace WinsockGen.Catalog;

/// <summary>One property of a <see cref="CatalogValue"/>, and the field of the SDK's struct that it stands for.</summary>
public sealed class CatalogValueField
{
    internal const string Header = "value order name type unit field summary";

    internal CatalogValueField(CatalogRow row)
    {
        Value = row.Required(0);
        Name = row.Required(2);
        Type = row.Required(3);
        Unit = row.Text(4);
        Field = row.Required(5);
        Summary = row.Required(6);
    }

    /// <summary>The name of the value that it belongs to.</summary>
    public string Value { get; }

    /// <summary>The name of the property.</summary>
    public string Name { get; }

    /// <summary>The .NET type, in the catalog's own terms (see its README).</summary>
    public string Type { get; }

    /// <summary>The unit of a time, or when the field counts (<c>when:FIELD=NUMBER</c>); empty otherwise.</summary>
    public string Unit { get; }

    /// <summary>The field of the SDK's struct; a field of a nested struct is reached by dots.</summary>
    public string Field { get; }

    public string Summary { get; }
}
