namespace WinsockGen.Catalog;

/// <summary>A constant or a GUID.</summary>
public sealed class CatalogConstant
{
    internal const string Header = "name area group type value header minWindows summary";

    internal CatalogConstant(CatalogRow row, CatalogArea area)
    {
        Name = row.Required(0);
        Area = area;
        Group = row.Text(2);
        Type = new TypeReference(row[3]);
        Value = row.Text(4);
        HeaderFile = row.Text(5);
        MinWindows = row.Text(6);
        Summary = row.Text(7);
    }

    public string Name { get; }

    public CatalogArea Area { get; }

    /// <summary>The name of the group that it belongs to.</summary>
    public string Group { get; }

    /// <summary>The type of the parameter that it is meant for, or <c>Guid</c>, or <c>string</c>.</summary>
    public TypeReference Type { get; }

    /// <summary>Decimal, hexadecimal with 0x, a GUID, or text.</summary>
    public string Value { get; }

    /// <summary>The SDK header that defines it.</summary>
    public string HeaderFile { get; }

    public string MinWindows { get; }

    public string Summary { get; }
}
