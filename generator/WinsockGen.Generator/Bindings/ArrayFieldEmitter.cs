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
                writer.Line("/// <summary>So many elements, which follow in native or pinned memory.</summary>");
            }

            writer.Line($"public _Sys::Span<{type}> AsSpan({parameter}) {{ fixed ({type}* first = &e0) return new _Sys::Span<{type}>(first, {length}); }}");
        }
    }

    /// <summary>
    /// Writes an accessor of the elements that a field of the struct counts. An inline array can be spanned wherever it is; otherwise the
    /// memory must not move.
    /// </summary>
    public void WriteCountedSpan(SourceWriter writer, CatalogField field)
    {
        var type = context.Types.Spell(field.Type);
        if (field.CountField.Length == 0 || !context.Capabilities.HasSpan || type.EndsWith("*", System.StringComparison.Ordinal))
        {
            return;
        }

        var name = Identifier.Escape(field.Name);
        var count = $"(int){Identifier.Escape(field.CountField)}";
        var span = $"_Sys::Span<{type}>";
        var isInline = IsInlineArray(field);
        writer.Line($"/// <summary>The elements of {field.Name} that {field.CountField} counts{(isInline ? "." : "; in native or pinned memory.")}</summary>");
        writer.Write(isInline ? "[_Sys::Diagnostics.CodeAnalysis.UnscopedRef] " : string.Empty).Write($"public {span} AsSpan() ");
        writer.Line(
            isInline ? $"=> (({span}){name}).Slice(0, {count});"
            : field is { Kind: FieldKind.TrailingArray, Count: 0 } ? $"=> new {span}({name}, {count});"
            : field.Kind == FieldKind.TrailingArray ? $"=> {name}.AsSpan({count});"
            : IsFixedBuffer(field) ? $"{{ fixed ({type}* first = {name}) return new {span}(first, {field.Count}).Slice(0, {count}); }}"
            : $"=> {name}.AsSpan().Slice(0, {count});");
    }

    /// <summary>
    /// An array declared without elements is no field, but the address behind the last one; or behind the whole struct, where the
    /// array's alignment decides where that ends.
    /// </summary>
    public void WriteZeroLengthArray(SourceWriter writer, CatalogField field, CatalogStruct owner)
    {
        var last = owner.Fields[owner.Fields.Count - 2];
        var (type, place) = BitnessEmitter.IsWidened(owner) || last.Kind != FieldKind.Scalar
            ? (TypeSpelling.StructName(owner.Name), "this")
            : (context.Types.Spell(last.Type), Identifier.Escape(last.Name));
        var element = context.Types.Spell(field.Type);
        writer.Line($"/// <summary>The first of the elements that follow in native or pinned memory{(field.CountField.Length == 0 ? "; their number stands elsewhere" : string.Empty)}.</summary>");
        writer.Line($"public {element}* {Identifier.Escape(field.Name)} {{ get {{ fixed ({type}* last = &{place}) return ({element}*)(last + 1); }} }}");
    }
}
