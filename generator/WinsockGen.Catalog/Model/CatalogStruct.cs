using System;
using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A struct or union.</summary>
public sealed class CatalogStruct
{
    internal const string Header = "name area kind pack aliases fields fields32 size64 size32 minWindows doc summary";

    internal const int AliasesColumn = 4;

    internal CatalogStruct(CatalogRow row, CatalogArea area)
    {
        Name = row.Required(0);
        IsUnnamed = CatalogField.IsUnnamedType(Name);
        Area = area;
        IsUnion = row[2].Is("union") || (row[2].Is("struct") ? false : throw row.Malformed(2, $"'{row[2]}' is neither struct nor union"));
        Pack = row.Number(3, 0);
        Aliases = row.Words(AliasesColumn);
        Fields = CatalogField.ParseList(row, 5);
        Fields32 = row[6].IsEmpty ? Array.Empty<CatalogField>() : CatalogField.ParseList(row, 6);
        Size64 = row.Number(7, 0);
        Size32 = row.Number(8, 0);
        MinWindows = row.Text(9);
        Doc = row.Text(10);
        Summary = row.Text(11);
    }

    /// <summary>The SDK's name; <c>OUTER.field</c> for a type that has none of its own.</summary>
    public string Name { get; }

    /// <summary>It is the type of a field that C leaves unnamed.</summary>
    public bool IsUnnamed { get; }

    public CatalogArea Area { get; }

    public bool IsUnion { get; }

    /// <summary>The packing in bytes, or 0 for natural alignment.</summary>
    public int Pack { get; }

    /// <summary>Other names of it in the headers.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public IReadOnlyList<CatalogField> Fields { get; }

    /// <summary>The fields in the order of 32-bit Windows, where that differs; otherwise empty.</summary>
    public IReadOnlyList<CatalogField> Fields32 { get; }

    /// <summary>The size in bytes on x64 and arm64.</summary>
    public int Size64 { get; }

    /// <summary>The size in bytes on x86.</summary>
    public int Size32 { get; }

    public string MinWindows { get; }

    public string Doc { get; }

    public string Summary { get; }
}
