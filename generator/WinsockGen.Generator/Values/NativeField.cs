using WinsockGen.Catalog;

namespace WinsockGen.Generator.Values;

/// <summary>Where a field of a struct lies.</summary>
/// <param name="Field">The field.</param>
/// <param name="Offset">From the start of the outermost struct.</param>
/// <param name="ElementSize">The size of the field, or of one element of an array.</param>
internal sealed record NativeField(CatalogField Field, NativeSize Offset, NativeSize ElementSize);
