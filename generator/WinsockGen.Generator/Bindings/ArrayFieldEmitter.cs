using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes array fields: inline arrays where runtime and language have them, fixed buffers elsewhere, and single elements for what
/// neither can hold (structs before .NET 8, pointers always). All of them are indexed alike.
/// </summary>
internal sealed class ArrayFieldEmitter(EmissionContext context)
{
    public void WriteField(SourceWriter writer, CatalogField field, CatalogStruct owner)
    {
        var name = Identifier.Escape(field.Name);
        if (field is { Kind: FieldKind.TrailingArray, Count: 0 })
        {
            WriteZeroLengthArray(writer, field, owner);
        }
        else if (IsFixedBuffer(field))
        {
            writer.Line($"public fixed {context.Types.Spell(field.Type)} {name}[{field.Count}];");
        }
        else
        {
            writer.Line($"public {TypeName(field)} {name};");
        }
    }

    /// <summary>Writes the type of an array field that needs one.</summary>
    public void WriteType(SourceWriter writer, CatalogField field)
    {
        if (field.Kind == FieldKind.TrailingArray ? field.Count > 0 : field.Kind == FieldKind.Array && !IsFixedBuffer(field))
        {
            WriteType(writer, field, canIndexInLanguage: IsInlineArray(field));
        }
    }

    /// <summary>Writes an array type that can be the type of a property: never a bare fixed buffer.</summary>
    public void WriteValueType(SourceWriter writer, CatalogField field)
    {
        if (field.Kind == FieldKind.Array && IsFixedBuffer(field))
        {
            var type = context.Types.Spell(field.Type);
            writer.Line($"public struct {TypeName(field)}");
            using var body = writer.Braces();
            writer.Line($"private fixed {type} _items[{field.Count}];");
            writer.Line($"public {type} this[int index] {{ get => _items[index]; set => _items[index] = value; }}");
        }
        else
        {
            WriteType(writer, field);
        }
    }

    public static string TypeName(CatalogField field) => "_" + field.Name + "_Array";

    private bool IsInlineArray(CatalogField field) =>
        context.UsesInlineArrays && field.Kind == FieldKind.Array && !context.Types.Spell(field.Type).EndsWith("*", System.StringComparison.Ordinal);

    private bool IsFixedBuffer(CatalogField field) =>
        field.Kind == FieldKind.Array
        && !IsInlineArray(field)
        && context.Types.Spell(field.Type) is "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "char";

    private void WriteType(SourceWriter writer, CatalogField field, bool canIndexInLanguage)
    {
        var type = context.Types.Spell(field.Type);
        if (canIndexInLanguage)
        {
            writer.Line($"[_Compiler::InlineArray({field.Count})] public struct {TypeName(field)} {{ private {type} _e0; }}");
            return;
        }

        writer.Line($"public struct {TypeName(field)}");
        using var body = writer.Braces();
        writer.Write($"public {type} e0");
        for (var i = 1; i < field.Count; i++)
        {
            writer.Write($", e{i}");
        }

        writer.Line(";");
        writer.Line($"public ref {type} this[int index] {{ get {{ fixed ({type}* first = &e0) return ref first[index]; }} }}");
        if (context.Capabilities.HasSpan && !type.EndsWith("*", System.StringComparison.Ordinal))
        {
            var (parameter, length) = field.Kind == FieldKind.TrailingArray ? ("int length", "length") : (string.Empty, $"{field.Count}");
            if (field.Kind == FieldKind.TrailingArray)
            {
                writer.Line("/// <summary>The elements that follow in native or pinned memory; their number stands elsewhere.</summary>");
            }

            writer.Line($"public _Sys::Span<{type}> AsSpan({parameter}) {{ fixed ({type}* first = &e0) return new _Sys::Span<{type}>(first, {length}); }}");
        }
    }

    /// <summary>An array declared without elements is no field, but the address behind the struct.</summary>
    private void WriteZeroLengthArray(SourceWriter writer, CatalogField field, CatalogStruct owner)
    {
        var type = context.Types.Spell(field.Type);
        var end = owner.Size64 == owner.Size32 ? $"{owner.Size64}" : $"(sizeof(nint) == 8 ? {owner.Size64} : {owner.Size32})";
        writer.Line("/// <summary>The first of the elements that follow in native or pinned memory; their number stands elsewhere.</summary>");
        writer.Line($"public {type}* {Identifier.Escape(field.Name)} {{ get {{ fixed (void* self = &this) return ({type}*)((byte*)self + {end}); }} }}");
    }
}
