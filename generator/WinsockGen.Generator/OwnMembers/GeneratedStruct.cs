using WinsockGen.Catalog;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>A struct that the generator emits into a class of bindings.</summary>
/// <param name="Spelling">Its name wherever it is used.</param>
/// <param name="Row">What the catalog says of it.</param>
internal sealed record GeneratedStruct(string Spelling, CatalogStruct Row);
