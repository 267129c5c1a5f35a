using System;

namespace WinsockGen.Catalog;

/// <summary>A parameter of a function, a callback or a helper.</summary>
public sealed class CatalogParameter
{
    private CatalogParameter(ParameterDirection direction, bool isOptional, TypeReference type, string name, BufferSize? size)
    {
        Direction = direction;
        IsOptional = isOptional;
        Type = type;
        Name = name;
        Size = size;
    }

    public ParameterDirection Direction { get; }

    /// <summary>The argument may be NULL.</summary>
    public bool IsOptional { get; }

    public TypeReference Type { get; }

    public string Name { get; }

    /// <summary>How much memory a pointer names, or null where it is one element or unknown.</summary>
    public BufferSize? Size { get; }

    public override string ToString() => Type + " " + Name;

    /// <summary>Reads <c>DIRECTION TYPE NAME [SIZE]; …</c>.</summary>
    internal static CatalogParameter[] ParseList(CatalogRow row, int column)
    {
        var parts = row[column].Split(';');
        var parameters = parts.Length == 0 ? Array.Empty<CatalogParameter>() : new CatalogParameter[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parameters[i] = Parse(row, column, parts[i]);
        }

        return parameters;
    }

    private static CatalogParameter Parse(CatalogRow row, int column, Slice text)
    {
        var words = text.Split(' ');
        if (words.Length is < 3 or > 4)
        {
            throw row.Malformed(column, $"'{text}' is not DIRECTION TYPE NAME [SIZE]");
        }

        var isOptional = words[0][words[0].Length - 1] == '?';
        var direction = isOptional ? words[0].Until(words[0].Length - 1) : words[0];
        return new CatalogParameter(
            direction.Is("in") ? ParameterDirection.In
                : direction.Is("out") ? ParameterDirection.Out
                : direction.Is("inout") ? ParameterDirection.InOut
                : throw row.Malformed(column, $"'{words[0]}' is not a direction"),
            isOptional,
            new TypeReference(words[1]),
            words[2].ToString(),
            words.Length == 4 ? BufferSize.Parse(row, column, words[3]) : null);
    }
}
