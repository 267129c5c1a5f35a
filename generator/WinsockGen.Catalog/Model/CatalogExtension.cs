using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A function that a provider hands out as a pointer, through WSAIoctl.</summary>
public sealed class CatalogExtension
{
    internal const string Header = "name area guid returns parameters failure lastError minWindows doc summary";

    internal CatalogExtension(CatalogRow row, CatalogArea area)
    {
        Name = row.Required(0);
        Area = area;
        GuidConstant = row.Required(2);
        Returns = new TypeReference(row[3]);
        Parameters = CatalogParameter.ParseList(row, 4);
        Failure = FailureConvention.Parse(row, 5);
        SetsLastError = row.YesNo(6);
        MinWindows = row.Text(7);
        Doc = row.Text(8);
        Summary = row.Text(9);
    }

    public string Name { get; }

    public CatalogArea Area { get; }

    /// <summary>The name of the constant whose GUID asks for the pointer.</summary>
    public string GuidConstant { get; }

    public TypeReference Returns { get; }

    public IReadOnlyList<CatalogParameter> Parameters { get; }

    public FailureConvention Failure { get; }

    public bool SetsLastError { get; }

    public string MinWindows { get; }

    public string Doc { get; }

    public string Summary { get; }
}
