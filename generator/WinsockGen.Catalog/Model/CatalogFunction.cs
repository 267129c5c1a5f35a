using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A function that a DLL exports.</summary>
public sealed class CatalogFunction
{
    internal const string Header =
        "name area dll entry returns parameters failure lastError minWindows bits doc summary";

    internal CatalogFunction(CatalogRow row, CatalogArea area)
    {
        Name = row.Required(0);
        Area = area;
        Dll = row.Required(2);
        Entry = row[3].IsEmpty ? Name : row.Text(3);
        Returns = new TypeReference(row[4]);
        Parameters = CatalogParameter.ParseList(row, 5);
        Failure = FailureConvention.Parse(row, 6);
        SetsLastError = row.YesNo(7);
        MinWindows = row.Text(8);
        Bits = row.Number(9, 0);
        Doc = row.Text(10);
        Summary = row.Text(11);
    }

    public string Name { get; }

    public CatalogArea Area { get; }

    public string Dll { get; }

    /// <summary>The name that the DLL exports.</summary>
    public string Entry { get; }

    public TypeReference Returns { get; }

    public IReadOnlyList<CatalogParameter> Parameters { get; }

    public FailureConvention Failure { get; }

    /// <summary>Windows sets the last error when this function fails.</summary>
    public bool SetsLastError { get; }

    /// <summary>The first Windows version that has it, such as <c>6.2</c> or <c>10.0.17134</c>; empty for all.</summary>
    public string MinWindows { get; }

    /// <summary>64 or 32 where only that Windows has it, otherwise 0.</summary>
    public int Bits { get; }

    /// <summary>The last part of the documentation page's address; empty where there is none.</summary>
    public string Doc { get; }

    public string Summary { get; }
}
