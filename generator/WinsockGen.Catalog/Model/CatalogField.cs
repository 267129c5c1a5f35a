using System;
using System.Globalization;

namespace WinsockGen.Catalog;

/// <summary>A field of a struct or union.</summary>
public sealed class CatalogField
{
    private const string CountMark = "count";

    private CatalogField(FieldKind kind, TypeReference type, string name, int count, string countField = "")
    {
        Kind = kind;
        Type = type;
        Name = name;
        Count = count;
        IsUnnamed = IsUnnamedType(name) || WithoutNumber(name) == "_";
        CountField = countField;
    }

    public FieldKind Kind { get; }

    /// <summary>The type of the field, or of one element.</summary>
    public TypeReference Type { get; }

    public string Name { get; }

    /// <summary>
    /// The length of an array, the width of a bit-field, or how many elements (1 or 0) the headers declare of a trailing array.
    /// </summary>
    public int Count { get; }

    /// <summary>The field of the same struct that tells how many elements of an array there are; empty where none does.</summary>
    public string CountField { get; }

    /// <summary>
    /// C gives it no name: a struct or union whose members belong to the struct around it (<c>Anonymous</c>, <c>Anonymous2</c>), or bits
    /// that only take up room (<c>_1</c>).
    /// </summary>
    public bool IsUnnamed { get; }

    /// <summary>The name of a nested type ends as that of an unnamed field.</summary>
    internal static bool IsUnnamedType(string name) => WithoutNumber(name.Substring(name.LastIndexOf('.') + 1)) == "Anonymous";

    /// <summary>Reads <c>TYPE NAME; TYPE[N] NAME; TYPE[] NAME; TYPE[N count:FIELD] NAME; TYPE:BITS NAME</c>.</summary>
    internal static CatalogField[] ParseList(CatalogRow row, int column)
    {
        var parts = row[column].Split(';');
        var fields = parts.Length == 0 ? Array.Empty<CatalogField>() : new CatalogField[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            fields[i] = Parse(row, column, parts[i]);
        }

        return fields;
    }

    private static string WithoutNumber(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private static CatalogField Parse(CatalogRow row, int column, Slice text)
    {
        var blank = text.LastIndexOf(' ');
        if (blank < 0)
        {
            throw row.Malformed(column, $"'{text}' is not TYPE NAME");
        }

        var type = text.Until(blank).Trim();
        var name = text.From(blank + 1).ToString();
        var bracket = type.IndexOf('[');
        if (bracket >= 0)
        {
            var length = type.From(bracket + 1).Until(type.Length - bracket - 2);
            return ParseArray(row, column, new(type.Until(bracket)), name, length);
        }

        var colon = type.IndexOf(':');
        return colon < 0
            ? new(FieldKind.Scalar, new(type), name, 1)
            : new(FieldKind.Bits, new(type.Until(colon)), name, Number(row, column, type.From(colon + 1)));
    }

    private static CatalogField ParseArray(CatalogRow row, int column, TypeReference element, string name, Slice length)
    {
        var colon = length.IndexOf(':');
        var end = colon < 0 ? length.Length : colon - CountMark.Length;
        if (colon >= 0 && (end < 0 || !length.From(end).StartsWith(CountMark + ":")))
        {
            throw row.Malformed(column, $"'{length}' is not N count:FIELD");
        }

        var declared = length.Until(end).Trim();
        var count = declared.IsEmpty ? 1 : Number(row, column, declared);
        var countField = colon < 0 ? string.Empty : length.From(colon + 1).ToString();
        return new(declared.IsEmpty || count == 0 ? FieldKind.TrailingArray : FieldKind.Array, element, name, count, countField);
    }

    private static int Number(CatalogRow row, int column, Slice text) =>
        int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw row.Malformed(column, $"'{text}' is not a number");
}
