using System.Collections.Generic;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Options;

/// <summary>An option of the catalog that has a property.</summary>
internal sealed record TypedOption(CatalogLevel Level, CatalogOption Option, OptionShape Shape)
{
    public bool CanGet => (Option.Access & OptionAccess.Get) != 0;

    public bool CanSet => (Option.Access & OptionAccess.Set) != 0;

    /// <summary>The options of levels, in the order of the catalog.</summary>
    public static IEnumerable<TypedOption> Of(WinsockCatalog catalog, int levels)
    {
        foreach (var option in catalog.Options)
        {
            if (catalog.Levels.Find(option.Level) is { } level && (level.Mask & levels) != 0 && OptionShape.Of(option) is { } shape)
            {
                yield return new(level, option, shape);
            }
        }
    }
}
