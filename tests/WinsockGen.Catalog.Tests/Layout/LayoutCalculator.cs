using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Catalog.Tests.Layout;

/// <summary>
/// Lays structs out as a C compiler for Windows does, from the fields that the catalog names and nothing else. It shares no code with
/// the generator, so that the two can disagree.
/// </summary>
internal sealed class LayoutCalculator
{
    private static readonly Dictionary<string, int> FixedSizes = new(StringComparer.Ordinal)
    {
        ["byte"] = 1, ["sbyte"] = 1, ["char"] = 2, ["short"] = 2, ["ushort"] = 2,
        ["int"] = 4, ["uint"] = 4, ["float"] = 4, ["long"] = 8, ["ulong"] = 8, ["double"] = 8,
    };

    private readonly WinsockCatalog _catalog;
    private readonly int _pointerSize;

    public LayoutCalculator(WinsockCatalog catalog, int pointerSize)
    {
        _catalog = catalog;
        _pointerSize = pointerSize;
    }

    public StructLayout LayoutOf(CatalogStruct row)
    {
        var fields = _pointerSize == 4 && row.Fields32.Count > 0 ? row.Fields32 : row.Fields;
        var (next, size, strictest) = (0, 0, 1);
        var (unit, bitsLeft) = (0, 0);
        foreach (var field in fields)
        {
            var element = LayoutOf(field.Type);
            var alignment = row.Pack == 0 ? element.Alignment : Math.Min(element.Alignment, row.Pack);
            strictest = Math.Max(strictest, alignment);
            if (field.Kind == FieldKind.Bits && element.Size == unit && bitsLeft >= field.Count && !row.IsUnion)
            {
                bitsLeft -= field.Count;
                continue;
            }

            (unit, bitsLeft) = field.Kind == FieldKind.Bits ? (element.Size, (element.Size * 8) - field.Count) : (0, 0);
            var offset = row.IsUnion ? 0 : StructLayout.RoundUp(next, alignment);
            next = offset + (field.Kind == FieldKind.Bits ? element.Size : element.Size * field.Count);
            size = Math.Max(size, next);
        }

        return new StructLayout(StructLayout.RoundUp(size, strictest), strictest);
    }

    public StructLayout LayoutOf(TypeReference type)
    {
        if (type.PointerDepth > 0 || type.Name is "nint" or "nuint" || IsFunctionPointer(type.Name))
        {
            return new StructLayout(_pointerSize, _pointerSize);
        }

        if (FixedSizes.TryGetValue(type.Name, out var size))
        {
            return new StructLayout(size, size);
        }

        if (type.Name == "Guid")
        {
            return new StructLayout(16, 4);
        }

        if (_catalog.Types.Find(type.Name) is { } scalar)
        {
            var width = _pointerSize == 4 ? scalar.Size32 : scalar.Size64;
            return new StructLayout(width, width);
        }

        return LayoutOf(_catalog.Structs.Find(type.Name) ?? throw new InvalidOperationException(type.Name + " has no layout"));
    }

    private bool IsFunctionPointer(string name) =>
        _catalog.Callbacks.Any(row => row.Name == name) || _catalog.FindExtensionByPointerType(name) is not null;
}
