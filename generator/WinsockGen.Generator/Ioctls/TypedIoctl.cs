using System.Collections.Generic;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Ioctls;

/// <summary>A method of the catalog that calls an ioctl.</summary>
/// <param name="Ioctl">The ioctl.</param>
/// <param name="Method">The method.</param>
/// <param name="Code">The ioctl's number, as source spells it.</param>
internal sealed record TypedIoctl(CatalogIoctl Ioctl, CatalogIoctlMethod Method, string Code)
{
    public string MinWindows => Method.MinWindows.Length > 0 ? Method.MinWindows : Ioctl.MinWindows;

    /// <summary>The methods of levels, in the order of the catalog.</summary>
    public static IEnumerable<TypedIoctl> Of(WinsockCatalog catalog, int levels)
    {
        foreach (var method in catalog.IoctlMethods)
        {
            if (catalog.Levels.Find(method.Level) is { } level && (level.Mask & levels) != 0)
            {
                yield return new(catalog.Ioctls.Find(method.Ioctl)!, method, catalog.Constants.Find(method.Ioctl)!.Value);
            }
        }
    }
}
