using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Options;

/// <summary>An option of the catalog that has a member.</summary>
internal sealed record TypedOption(CatalogLevel Level, CatalogOption Option, OptionShape Shape)
{
    /// <summary>It is a method with the name of the option: a set that acts, or a get that is asked something.</summary>
    public bool IsMethod => Acts || Queries;

    public bool Acts => (Option.Access & OptionAccess.Act) != 0;

    public bool Queries => (Option.Access & OptionAccess.Query) != 0;

    /// <summary>It has a value that can be read.</summary>
    public bool CanGet => (Option.Access & OptionAccess.Get) != 0;

    /// <summary>It has a value that can be set.</summary>
    public bool CanSet => (Option.Access & OptionAccess.Set) != 0;

    /// <summary>The options of levels, in the order of the catalog.</summary>
    public static IEnumerable<TypedOption> Of(WinsockCatalog catalog, int levels)
    {
        var shapes = new OptionShapes(catalog);
        foreach (var option in catalog.Options)
        {
            if (catalog.Levels.Find(option.Level) is { } level && (level.Mask & levels) != 0 && shapes.Of(option) is { } shape)
            {
                yield return new(level, option, shape);
            }
        }
    }

    /// <summary>Whether a type of socket has it.</summary>
    public bool IsOn(OptionReceiver receiver) => (Option.Kinds & receiver.Kinds) != 0 && !(Shape.IsOfFrameworkOnly && receiver.IsOnWindowsOnly);

    /// <summary>Notes what its members use.</summary>
    public void Note(ValueNeeds needs)
    {
        var writes = CanSet || IsMethod;
        if (needs.UseType(Shape.CatalogType, read: CanGet || Queries, write: writes) is { } value)
        {
            value.IsPacked |= writes;
            value.IsCounted |= Shape.IsCounted;
            value.IsOptional |= Shape.IsOptional;
        }

        if (Shape.BytesParts != RawBytesParts.None)
        {
            needs.UseRawBytes(Shape.BytesParts);
        }
    }
}
