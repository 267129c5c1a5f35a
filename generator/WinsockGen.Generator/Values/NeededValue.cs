using System.Collections.Generic;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Values;

/// <summary>A value that a request emits.</summary>
internal sealed class NeededValue(CatalogValue row, NativeSize size, IReadOnlyList<ValueProperty> properties)
{
    public CatalogValue Row { get; } = row;

    /// <summary>The bytes of the SDK's struct.</summary>
    public NativeSize Size { get; } = size;

    public IReadOnlyList<ValueProperty> Properties { get; } = properties;

    /// <summary>Something makes it of bytes.</summary>
    public bool IsRead { get; set; }

    /// <summary>Something makes bytes of it.</summary>
    public bool IsWritten { get; set; }

    /// <summary>An option makes a buffer of it: <c>ToBytes</c>.</summary>
    public bool IsPacked { get; set; }

    /// <summary>An option may have none of it: <c>ReadOptional</c>.</summary>
    public bool IsOptional { get; set; }

    /// <summary>An option makes an array of it that a number counts: <c>ReadCounted</c>.</summary>
    public bool IsCounted { get; set; }
}
