using System.Collections.Generic;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Bindings;

/// <summary>A function as callers see it, whether a DLL exports it or a provider hands it out.</summary>
internal sealed class NativeFunction
{
    public NativeFunction(CatalogFunction row)
    {
        Name = row.Name;
        Returns = row.Returns;
        Parameters = row.Parameters;
        Failure = row.Failure;
        MinWindows = row.MinWindows;
        Bits = row.Bits;
        Doc = row.Doc;
        Summary = row.Summary;
    }

    public NativeFunction(CatalogExtension row)
    {
        Name = row.Name;
        Returns = row.Returns;
        Parameters = row.Parameters;
        Failure = row.Failure;
        MinWindows = row.MinWindows;
        Doc = row.Doc;
        Summary = row.Summary;
        IsExtension = true;
    }

    public string Name { get; }

    public TypeReference Returns { get; }

    public IReadOnlyList<CatalogParameter> Parameters { get; }

    public FailureConvention Failure { get; }

    public string MinWindows { get; }

    /// <summary>32 or 64 where only Windows of so many bits has it, otherwise 0.</summary>
    public int Bits { get; }

    public string Doc { get; }

    public string Summary { get; }

    /// <summary>It is a member of the extension table, and nobody saves its last error.</summary>
    public bool IsExtension { get; }
}
