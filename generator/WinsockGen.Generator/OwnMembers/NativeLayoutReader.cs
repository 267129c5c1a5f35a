using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Computes how wide a blittable type is, as the runtime lays it out in 64-bit and in 32-bit processes.</summary>
internal static class NativeLayoutReader
{
    private const int Deepest = 32;

    /// <returns>Null where something is not known: a type that is yet to be generated, or one of another assembly's insides.</returns>
    public static NativeSize? WidthOf(ITypeSymbol type) =>
        GeneratedNames.StructOf(type) is { } row ? new NativeSize(row.Size64, row.Size32)
        : Measure(type, 8, Deepest) is { } on64 && Measure(type, 4, Deepest) is { } on32 ? new NativeSize(on64.Size, on32.Size)
        : null;

    public static AttributeData? LayoutOf(ITypeSymbol type) => type.GetAttributes().FirstOrDefault(attribute => IsInteropAttribute(attribute, "StructLayoutAttribute"));

    private static bool IsInteropAttribute(AttributeData attribute, string name) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "InteropServices", ContainingNamespace.Name: "Runtime" } } type && type.Name == name;

    private static (int Size, int Alignment)? Measure(ITypeSymbol type, int pointer, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        type = (type as INamedTypeSymbol)?.EnumUnderlyingType ?? type;
        var size = type.SpecialType switch
        {
            SpecialType.System_SByte or SpecialType.System_Byte => 1,
            SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
            SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
            SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => 8,
            SpecialType.System_IntPtr or SpecialType.System_UIntPtr => pointer,
            _ => type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer ? pointer : 0,
        };
        return size > 0 ? (size, size)
            : type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsGenericType: false } named ? MeasureStruct(named, pointer, depth)
            : null;
    }

    private static (int Size, int Alignment)? MeasureStruct(INamedTypeSymbol type, int pointer, int depth)
    {
        if (type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return (16, 4);
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        var layout = LayoutOf(type);
        var (pack, declared) = (Named(layout, "Pack"), Named(layout, "Size"));
        var isExplicit = FirstArgumentOf(layout) is 2 or (short)2;
        var (end, strictest) = (0, 1);
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(field => field is { IsStatic: false, IsConst: false }))
        {
            if (MeasureField(field, pointer, depth) is not { } measured)
            {
                return null;
            }

            var alignment = pack == 0 ? measured.Alignment : Math.Min(measured.Alignment, pack);
            var offset = isExplicit ? OffsetOf(field) : RoundUp(end, alignment);
            end = Math.Max(end, offset + measured.Size);
            strictest = Math.Max(strictest, alignment);
        }

        var count = InlineLength(type);
        return (Math.Max(Math.Max(1, RoundUp(end, strictest) * count), declared), strictest);
    }

    private static (int Size, int Alignment)? MeasureField(IFieldSymbol field, int pointer, int depth) =>
        field is { IsFixedSizeBuffer: true, Type: IPointerTypeSymbol buffer }
            ? Measure(buffer.PointedAtType, pointer, depth - 1) is { } element ? (element.Size * field.FixedSize, element.Alignment) : null
            : Measure(field.Type, pointer, depth - 1);

    private static int OffsetOf(IFieldSymbol field) =>
        FirstArgumentOf(field.GetAttributes().FirstOrDefault(attribute => IsInteropAttribute(attribute, "FieldOffsetAttribute"))) is int offset ? offset : 0;

    /// <summary>How often the one field of an inline array repeats.</summary>
    private static int InlineLength(INamedTypeSymbol type) =>
        FirstArgumentOf(type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "InlineArrayAttribute" })) is int length and > 0 ? length : 1;

    private static object? FirstArgumentOf(AttributeData? attribute) =>
        attribute is { ConstructorArguments: { IsDefaultOrEmpty: false } arguments } && arguments[0].Kind != TypedConstantKind.Array ? arguments[0].Value : null;

    private static int Named(AttributeData? attribute, string name) =>
        attribute is not null && attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive, Value: int value } ? value : 0;

    private static int RoundUp(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}
