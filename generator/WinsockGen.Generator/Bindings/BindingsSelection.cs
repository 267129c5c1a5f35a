using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// What a request takes from the catalog, as positions in its tables: complete in itself, since all that something needs is
/// selected with it.
/// </summary>
internal sealed record BindingsSelection(
    EquatableArray<int> Functions,
    EquatableArray<int> Extensions,
    EquatableArray<int> Structs,
    EquatableArray<int> Constants,
    EquatableArray<int> Helpers);
