using System;
using System.Globalization;

namespace WinsockGen.Catalog;

/// <summary>A field of a struct or union.</summary>
public sealed class CatalogField
{
    private CatalogField(FieldKind kind, TypeReference type, string name, int count)
    {
        Kind = kind;
        Type = type;
        Name = name;
        Count = count;
        IsUnnamed = IsUnnamedType(name) || WithoutNumber(name) == "_";
    }

    public FieldKind Kind { get; }

    /// <summary>The type of the field, or of one element.</summary>
    public TypeReference Type { get; }

    public string Name { get; }

    /// <summary>
    /// The length of an array, the width of a bit-field, or how many elements (1 or 0) the headers declare of a trailing array.
    /// </summary>
    public int Count { get; }

    /// <summary>
    /// C gives it no name: a struct or union whose members belong to the struct around it (<c>Anonymous</c>, <c>Anonymous2</c>), or bits
    /// that only take up room (<c>_1</c>).
    /// </summary>
    public bool IsUnnamed { get; }

    /// <summary>The name of a nested type ends as that of an unnamed field.</summary>
    internal static bool IsUnnamedType(string name) => WithoutNumber(name.Substring(name.LastIndexOf('.') + 1)) == "Anonymous";

    /// <summary>Reads <c>TYPE NAME; TYPE[N] NAME; TYPE[] NAME; TYPE:BITS NAME</c>.</summary>
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
        var colon = type.IndexOf(':');
        if (colon >= 0)
        {
            return new(FieldKind.Bits, new(type.Until(colon)), name, Number(row, column, type.From(colon + 1)));
        }

        var bracket = type.IndexOf('[');
        if (bracket < 0)
        {
            return new(FieldKind.Scalar, new(type), name, 1);
        }

        var element = new TypeReference(type.Until(bracket));
        var length = type.From(bracket + 1).Until(type.Length - bracket - 2);
        var count = length.IsEmpty ? 1 : Number(row, column, length);
        return new(length.IsEmpty || count == 0 ? FieldKind.TrailingArray : FieldKind.Array, element, name, count);
    }

    private static int Number(CatalogRow row, int column, Slice text) =>
        int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw row.Malformed(column, $"'{text}' is not a number");
}
