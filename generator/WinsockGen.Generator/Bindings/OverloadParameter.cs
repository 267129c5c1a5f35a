using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>One raw parameter and what a friendly overload makes of it.</summary>
internal sealed class OverloadParameter(CatalogParameter raw, string rawType)
{
    public CatalogParameter Raw { get; } = raw;

    /// <summary>The raw type in C#.</summary>
    public string RawType { get; } = rawType;

    /// <summary>The type behind a raw pointer, in C#.</summary>
    public string PointedType => RawType.Substring(0, RawType.Length - 1);

    public string Name { get; } = Identifier.Escape(raw.Name);

    /// <summary>The name of the local that stands for it in the raw call.</summary>
    public string LocalName { get; } = raw.Name + "_";

    public OverloadShape Shape { get; set; } = OverloadShape.Raw;

    /// <summary>The type of a buffer's elements.</summary>
    public string ElementType { get; set; } = string.Empty;

    /// <summary>The buffer, for a length.</summary>
    public OverloadParameter? Buffer { get; set; }

    /// <summary>The buffer before it that shares its length; the two must be equally long.</summary>
    public OverloadParameter? SharesLengthWith { get; set; }

    public bool IsReadOnly => Raw.Direction == ParameterDirection.In;
}
