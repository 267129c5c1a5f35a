using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes a struct whose fields stand in another order on x86 (WSADATA, servent). Both orders lie over each other and properties
/// choose by the size of a pointer, which is a constant to the just-in-time compiler: one AnyCPU assembly is right on both.
/// </summary>
internal sealed class BitnessEmitter(EmissionContext context, ArrayFieldEmitter arrays)
{
    public void Write(SourceWriter writer, CatalogStruct row)
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
