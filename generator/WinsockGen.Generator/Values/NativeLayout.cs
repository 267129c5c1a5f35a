using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Values;

/// <summary>Finds fields of the SDK's structs as a C compiler for Windows places them, for 64 and for 32 bits.</summary>
internal sealed class NativeLayout(WinsockCatalog catalog)
{
    /// <summary>The size of a struct of the catalog.</summary>
    public static NativeSize SizeOf(CatalogStruct row) => new(row.Size64, row.Size32);

    /// <summary>The bytes that the address of a struct is a multiple of.</summary>
    public NativeSize AlignmentOf(CatalogStruct row) => new(AlignmentOf(row, 8), AlignmentOf(row, 4));

    /// <param name="outer">The struct.</param>
    /// <param name="path">A field of it, or with dots a field of a nested struct.</param>
    /// <returns>Null where there is no such field, or it is no whole number of bytes.</returns>
    public NativeField? Find(CatalogStruct outer, string path)
    {
        var dot = path.IndexOf('.');
        var name = dot < 0 ? path : path.Substring(0, dot);
        if (FieldOf(outer, name, 8) is not { } on64 || FieldOf(outer, name, 4) is not { } on32)
        {
            return null;
        }

        var offset = new NativeSize(on64.Offset, on32.Offset);
        if (dot < 0)
        {
            return new(on64.Field, offset, new(Measure(on64.Field.Type, 8).Size, Measure(on64.Field.Type, 4).Size));
        }

        return catalog.Structs.Find(on64.Field.Type.Name) is { } inner && Find(inner, path.Substring(dot + 1)) is { } found
            ? found with { Offset = offset + found.Offset }
            : null;
    }

    private (CatalogField Field, int Offset)? FieldOf(CatalogStruct row, string name, int pointer)
    {
        var next = 0;
        var (unit, bitsLeft) = (0, 0);
        foreach (var field in FieldsOf(row, pointer))
        {
            var (size, natural) = Measure(field.Type, pointer);
            var alignment = row.Pack == 0 ? natural : Math.Min(natural, row.Pack);
            if (field.Kind == FieldKind.Bits)
            {
                if (size == unit && bitsLeft >= field.Count)
                {
                    bitsLeft -= field.Count;
                    continue;
                }

                (unit, bitsLeft) = (size, (size * 8) - field.Count);
            }
            else
            {
                (unit, bitsLeft) = (0, 0);
            }

            var offset = row.IsUnion ? 0 : (next + alignment - 1) / alignment * alignment;
            if (field.Name == name)
            {
                return field.Kind == FieldKind.Bits ? null : (field, offset);
            }

            next = offset + (field.Kind == FieldKind.Bits ? size : size * field.Count);
        }

        return null;
    }

    private static IReadOnlyList<CatalogField> FieldsOf(CatalogStruct row, int pointer) =>
        pointer == 4 && row.Fields32.Count > 0 ? row.Fields32 : row.Fields;

    /// <summary>The size and the natural alignment of a type.</summary>
    private (int Size, int Alignment) Measure(TypeReference type, int pointer)
    {
        var size = type.PointerDepth > 0 ? pointer : SizeOfScalar(type.Name, pointer);
        if (size > 0)
        {
            return (size, size);
        }

        if (type.Name == "Guid")
        {
            return (16, 4);
        }

        // What is no scalar and no struct is the name of a callback: a pointer.
        return catalog.Structs.Find(type.Name) is { } row
            ? (pointer == 4 ? row.Size32 : row.Size64, AlignmentOf(row, pointer))
            : (pointer, pointer);
    }

    private int AlignmentOf(CatalogStruct row, int pointer)
    {
        var strictest = FieldsOf(row, pointer).Max(field => Measure(field.Type, pointer).Alignment);
        return row.Pack == 0 ? strictest : Math.Min(strictest, row.Pack);
    }

    private int SizeOfScalar(string name, int pointer) => name switch
    {
        "byte" or "sbyte" => 1,
        "char" or "short" or "ushort" => 2,
        "int" or "uint" or "float" => 4,
        "long" or "ulong" or "double" => 8,
        "nint" or "nuint" => pointer,
        _ => catalog.Types.Find(name) is { } scalar ? (pointer == 4 ? scalar.Size32 : scalar.Size64) : 0,
    };
}
