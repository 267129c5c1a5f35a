using WinsockGen.Catalog;

namespace WinsockGen.Generator.Values;

/// <summary>How a property of a value is stored, read and written.</summary>
/// <param name="Row">What the catalog says of it.</param>
/// <param name="Type">The type of the property, as source spells it.</param>
/// <param name="Read">An expression over <c>bytes</c> and <c>offset</c> that gives what is stored.</param>
/// <param name="Write">A statement over <c>bytes</c> and <c>offset</c> that writes the property.</param>
internal sealed record ValueProperty(CatalogValueField Row, string Type, string Read, string Write)
{
    /// <summary>
    /// The names of the conversions from and to an address that is stored as numbers, so that reading one allocates nothing; null for
    /// what is stored as it is.
    /// </summary>
    public (string ToProperty, string FromProperty)? Address { get; init; }

    /// <summary>An expression over <c>bytes</c> and <c>offset</c> that says whether the field counts; empty where it always does.</summary>
    public string Condition { get; init; } = string.Empty;

    /// <summary>A sentence about the value, for documentation; empty where the type says it all.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>What it needs of <c>RawBytes</c>.</summary>
    public RawBytesParts Parts { get; init; }

    /// <summary>What the value stores: the property itself, or the field behind it.</summary>
    public string Stored => Address is null ? Row.Name : "_" + ParameterName;

    /// <summary>The parameter of the constructor.</summary>
    public string ParameterName => char.ToLowerInvariant(Row.Name[0]) + Row.Name.Substring(1);
}
