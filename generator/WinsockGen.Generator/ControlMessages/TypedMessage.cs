using System.Collections.Generic;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.ControlMessages;

/// <summary>A control message of the catalog that has a type.</summary>
internal sealed record TypedMessage(CatalogLevel Level, CatalogMessage Message, MessageShape Shape)
{
    public bool IsReceived => (Message.Direction & MessageDirection.Receive) != 0;

    public bool IsSent => (Message.Direction & MessageDirection.Send) != 0;

    /// <summary>The messages of levels, in the order of the catalog.</summary>
    public static IEnumerable<TypedMessage> Of(WinsockCatalog catalog, int levels)
    {
        foreach (var message in catalog.Messages)
        {
            if (catalog.Levels.Find(message.Level) is { } level && (level.Mask & levels) != 0 && MessageShape.Of(catalog, message) is { } shape)
            {
                yield return new(level, message, shape);
            }
        }
    }
}
