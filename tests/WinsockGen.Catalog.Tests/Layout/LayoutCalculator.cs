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
        var offsets = OffsetsOf(row, out var size, out var alignment);
        return new StructLayout(offsets.Count == 0 ? 0 : StructLayout.RoundUp(size, alignment), alignment);
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

    /// <summary>The offset of each field, by its path in C: members of unnamed structs belong to the struct around them.</summary>
    public IEnumerable<(string Path, int Offset)> FieldOffsets(CatalogStruct row, string prefix = "", int start = 0)
    {
        foreach (var (field, offset) in OffsetsOf(row, out _, out _))
        {
            var path = field.Name == "Anonymous" ? prefix : prefix + field.Name;
            if (field.Name != "Anonymous" && field.Kind != FieldKind.Bits)
            {
                yield return (path, start + offset);
            }

            var isNested = field is { Kind: FieldKind.Scalar, Type.PointerDepth: 0 }
                && field.Type.Name.Contains('.', StringComparison.Ordinal);
            var nested = isNested ? _catalog.Structs.Find(field.Type.Name) : null;
            if (nested is not null)
            {
                foreach (var inner in FieldOffsets(nested, field.Name == "Anonymous" ? prefix : path + ".", start + offset))
                {
                    yield return inner;
                }
            }
        }
    }

    private List<(CatalogField Field, int Offset)> OffsetsOf(CatalogStruct row, out int size, out int alignment)
    {
        var offsets = new List<(CatalogField, int)>();
        var fields = _pointerSize == 4 && row.Fields32.Count > 0 ? row.Fields32 : row.Fields;
        var next = 0;
        var bitsLeft = 0;
        (size, alignment) = (0, 1);
        foreach (var field in fields)
        {
            var element = LayoutOf(field.Type);
            var fieldAlignment = row.Pack == 0 ? element.Alignment : Math.Min(element.Alignment, row.Pack);
            alignment = Math.Max(alignment, fieldAlignment);
            if (field.Kind == FieldKind.Bits && bitsLeft >= field.Count)
            {
                bitsLeft -= field.Count;
                offsets.Add((field, offsets[^1].Item2));
                continue;
            }

            bitsLeft = field.Kind == FieldKind.Bits ? (element.Size * 8) - field.Count : 0;
            var offset = row.IsUnion ? 0 : StructLayout.RoundUp(next, fieldAlignment);
            next = offset + (field.Kind == FieldKind.Bits ? element.Size : element.Size * field.Count);
            size = Math.Max(size, next);
            offsets.Add((field, offset));
        }

        return offsets;
    }

    private bool IsFunctionPointer(string name) =>
        _catalog.Callbacks.Any(row => row.Name == name) || _catalog.FindExtensionByPointerType(name) is not null;
}
