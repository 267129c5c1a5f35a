using System;
using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A macro, inline function or constant object of the headers, as C#.</summary>
public sealed class CatalogHelper
{
    internal const string Header = "name area returns parameters body needs summary";

    internal CatalogHelper(CatalogRow row, CatalogArea area)
    {
        Name = row.Required(0);
        Area = area;
        Returns = new TypeReference(row[2]);
        IsProperty = row[3].Is("get");
        Parameters = IsProperty ? Array.Empty<CatalogParameter>() : CatalogParameter.ParseList(row, 3);
        Body = row.Required(4);
        Needs = row.Words(5);
        Summary = row.Text(6);
    }

    public string Name { get; }

    public CatalogArea Area { get; }

    public TypeReference Returns { get; }

    /// <summary>It is an object in C, and so it is read here as a property.</summary>
    public bool IsProperty { get; }

    public IReadOnlyList<CatalogParameter> Parameters { get; }

    /// <summary>An expression, or a block in braces.</summary>
    public string Body { get; }

    /// <summary>The names in the catalog that the body uses.</summary>
    public IReadOnlyList<string> Needs { get; }

    public string Summary { get; }
}
