using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Values;

/// <summary>Collects what values, enumerations and helpers the members of a request use.</summary>
internal sealed class ValueNeeds(WinsockCatalog catalog)
{
    private readonly ValueProperties _properties = new(catalog);
    private readonly SortedDictionary<string, NeededValue> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _enumerations = new(StringComparer.Ordinal);

    public RawBytesParts Parts { get; private set; }

    public bool IsEmpty => _values.Count == 0 && _enumerations.Count == 0 && Parts == RawBytesParts.None && !NeedsRawBytes;

    public bool NeedsRawBytes { get; private set; }

    /// <summary>The values, by name.</summary>
    public IEnumerable<NeededValue> Values => _values.Values;

    /// <summary>The enumerations, by name.</summary>
    public IEnumerable<CatalogEnumeration> Enumerations => _enumerations.Select(name => catalog.Enumerations.Find(name)!);

    /// <summary>Members of the request read this value, or write it.</summary>
    /// <returns>The value's name and size, for the code that uses it.</returns>
    public NeededValue Use(string name, bool read, bool write)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            var row = catalog.Values.Find(name) ?? throw new CatalogMismatchException($"There is no value {name}.");
            value = new(row, NativeLayout.SizeOf(catalog.Structs.Find(row.Struct)!), _properties.Of(row));
            _values.Add(name, value);
        }

        NeedsRawBytes = true;
        if ((value.IsRead || !read) && (value.IsWritten || !write))
        {
            return value;
        }

        value.IsRead |= read;
        value.IsWritten |= write;
        foreach (var property in value.Properties)
        {
            Parts |= property.Parts;
            UseType(property.Row.Type, read, write);
        }

        return value;
    }

    /// <summary>Members use what a cell of the catalog calls a type: <c>value:NAME</c>, <c>enum:NAME</c>, or anything else.</summary>
    /// <returns>Null where the type is no value.</returns>
    public NeededValue? UseType(string type, bool read, bool write)
    {
        if (type.StartsWith("value:", StringComparison.Ordinal))
        {
            return Use(type.Substring("value:".Length), read, write);
        }

        if (type.StartsWith("enum:", StringComparison.Ordinal) && catalog.Enumerations.Find(type.Substring("enum:".Length)) is { } enumeration)
        {
            _enumerations.Add(enumeration.Name);
        }

        return null;
    }

    /// <summary>Members call <c>RawBytes</c> themselves.</summary>
    public void UseRawBytes(RawBytesParts parts)
    {
        NeedsRawBytes = true;
        Parts |= parts;
    }
}
