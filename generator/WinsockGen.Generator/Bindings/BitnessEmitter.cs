using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes structs that differ on x86 by more than the size of their pointers, for one AnyCPU assembly: the real fields stand in structs
/// that lie over each other, and properties reach them.
/// </summary>
internal sealed class BitnessEmitter(EmissionContext context, ArrayFieldEmitter arrays)
{
    /// <summary>
    /// An array of no elements at the end holds pointers (WSAPOLLDATA): it takes no room, but its alignment is that of the whole struct.
    /// </summary>
    public static bool IsWidened(CatalogStruct row) =>
        row.Size64 != row.Size32 && row.Fields.Count > 1 && row.Fields[row.Fields.Count - 1] is { Kind: FieldKind.TrailingArray, Count: 0 };

    public static bool IsNeeded(CatalogStruct row) => row.Fields32.Count > 0 || IsWidened(row);

    public void Write(SourceWriter writer, CatalogStruct row)
    {
        if (IsWidened(row))
        {
            WriteWidened(writer, row);
        }
        else
        {
            WriteBothOrders(writer, row);
        }
    }

    private void WriteWidened(SourceWriter writer, CatalogStruct row)
    {
        var array = row.Fields[row.Fields.Count - 1];
        var fields = row.Fields.Take(row.Fields.Count - 1).ToList();
        writer.Line("[_Interop::FieldOffset(0)] private _Fields _fields;");
        writer.Line("[_Interop::FieldOffset(0)] private nint _alignment;");
        foreach (var field in fields)
        {
            var name = Identifier.Escape(field.Name);
            writer.Write("public ");
            WriteType(writer, field);
            writer.Line($" {name} {{ readonly get => _fields.{name}; set => _fields.{name} = value; }}");
        }

        arrays.WriteZeroLengthArray(writer, array, row);
        arrays.WriteCountedSpan(writer, array);
        WriteLayout(writer, "_Fields", fields);
    }

    /// <summary>
    /// The fields of WSADATA and servent stand in another order on x86. Properties choose by the size of a pointer, which is a constant
    /// to the just-in-time compiler.
    /// </summary>
    private void WriteBothOrders(SourceWriter writer, CatalogStruct row)
    {
        writer.Line("[_Interop::FieldOffset(0)] private _Layout64 _64;");
        writer.Line("[_Interop::FieldOffset(0)] private _Layout32 _32;");
        foreach (var field in row.Fields)
        {
            var name = Identifier.Escape(field.Name);
            writer.Write("public ");
            WriteType(writer, field);
            writer.Write($" {name} {{ readonly get => sizeof(nint) == 8 ? _64.{name} : _32.{name}; ");
            writer.Line($"set {{ if (sizeof(nint) == 8) _64.{name} = value; else _32.{name} = value; }} }}");
        }

        foreach (var field in row.Fields)
        {
            arrays.WriteValueType(writer, field);
        }

        WriteLayout(writer, "_Layout64", row.Fields);
        WriteLayout(writer, "_Layout32", row.Fields32);
    }

    private void WriteLayout(SourceWriter writer, string name, IReadOnlyList<CatalogField> fields)
    {
        writer.Line($"private struct {name}");
        using var body = writer.Braces();
        foreach (var field in fields)
        {
            writer.Write("public ");
            WriteType(writer, field);
            writer.Line($" {Identifier.Escape(field.Name)};");
        }
    }

    private void WriteType(SourceWriter writer, CatalogField field)
    {
        if (field.Kind == FieldKind.Scalar)
        {
            context.Types.Write(writer, field.Type);
        }
        else
        {
            writer.Write(ArrayFieldEmitter.TypeName(field));
        }
    }
}
