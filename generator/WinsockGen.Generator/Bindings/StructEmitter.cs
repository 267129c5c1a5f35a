using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes structs and unions with the layout of the SDK.</summary>
/// <param name="context">What is asked for.</param>
/// <param name="addresses">Writes what socket addresses have besides fields; null where they have nothing else.</param>
internal sealed class StructEmitter(EmissionContext context, AddressEmitter? addresses)
{
    private readonly ArrayFieldEmitter _arrays = new(context);

    public void Write(SourceWriter writer)
    {
        foreach (var position in context.Selection.Structs)
        {
            var row = context.Catalog.Structs[position];
            if (row.Name.IndexOf('.') < 0)
            {
                Write(writer, row, TypeSpelling.StructName(row.Name));
            }
        }

        if (addresses is not null)
        {
            new AddressSupport(context).Write(writer);
        }
    }

    private void Write(SourceWriter writer, CatalogStruct row, string name)
    {
        Documentation.Write(writer, row.Summary, row.Doc);
        WriteLayout(writer, row);
        writer.Line($"public struct {name}");
        using (writer.Braces())
        {
            if (BitnessEmitter.IsNeeded(row))
            {
                new BitnessEmitter(context, _arrays).Write(writer, row);
            }
            else
            {
                WriteFields(writer, row);
            }

            addresses?.WriteMembers(writer, row);
            WriteNestedTypes(writer, row);
        }
    }

    private static void WriteLayout(SourceWriter writer, CatalogStruct row)
    {
        var isExplicit = row.IsUnion || BitnessEmitter.IsNeeded(row);
        if (!isExplicit && row.Pack == 0)
        {
            return;
        }

        writer.Write(isExplicit ? "[_Interop::StructLayout(_Interop::LayoutKind.Explicit" : "[_Interop::StructLayout(_Interop::LayoutKind.Sequential");
        if (row.Pack != 0)
        {
            writer.Write($", Pack = {row.Pack}");
        }

        writer.Line(")]");
    }

    private void WriteFields(SourceWriter writer, CatalogStruct row)
    {
        var bits = new BitFieldEmitter(context);
        foreach (var field in row.Fields)
        {
            if (field.Kind == FieldKind.Bits)
            {
                bits.Write(writer, field, row.IsUnion);
                continue;
            }

            bits.EndUnit();
            WriteCallbackDocumentation(writer, field);
            if (row.IsUnion)
            {
                writer.Write("[_Interop::FieldOffset(0)] ");
            }

            if (field.Kind == FieldKind.Scalar)
            {
                writer.Write("public ");
                context.Types.Write(writer, field.Type);
                writer.Line($" {Identifier.Escape(field.Name)};");
            }
            else
            {
                _arrays.WriteField(writer, field, row);
            }
        }

        if (!row.IsUnnamed)
        {
            WritePromotedMembers(writer, row, string.Empty);
        }

        foreach (var field in row.Fields)
        {
            _arrays.WriteCountedSpan(writer, field);
            _arrays.WriteType(writer, field);
        }
    }

    /// <summary>The type of a function pointer cannot name its parameters: the page of the function does.</summary>
    private void WriteCallbackDocumentation(SourceWriter writer, CatalogField field)
    {
        if (context.Catalog.Callbacks.Find(field.Type.Name) is { } callback)
        {
            Documentation.Write(writer, callback.Summary, callback.Doc);
        }
    }

    /// <summary>
    /// C lets a program name the members of an unnamed struct as if they stood around it; properties do that here.
    /// </summary>
    private void WritePromotedMembers(SourceWriter writer, CatalogStruct row, string path)
    {
        foreach (var field in row.Fields.Where(field => field.IsUnnamed))
        {
            var inner = context.Catalog.Structs.Find(field.Type.Name);
            if (inner is null)
            {
                continue;
            }

            var innerPath = path + field.Name + ".";
            foreach (var member in inner.Fields)
            {
                if (!member.IsUnnamed && member.Kind is FieldKind.Scalar or FieldKind.Bits)
                {
                    var name = Identifier.Escape(member.Name);
                    writer.Write("public ");
                    context.Types.Write(writer, member.Type);
                    writer.Line($" {name} {{ readonly get => {innerPath}{name}; set => {innerPath}{name} = value; }}");
                }
            }

            WritePromotedMembers(writer, inner, innerPath);
        }
    }

    /// <summary>Writes the types that only this one has, however deep, directly inside it.</summary>
    private void WriteNestedTypes(SourceWriter writer, CatalogStruct row)
    {
        if (row.Name.IndexOf('.') >= 0)
        {
            return;
        }

        var nested = new List<CatalogStruct>();
        CollectNestedTypes(row, row.Name + ".", nested);
        foreach (var type in nested)
        {
            writer.Line();
            Write(writer, type, TypeSpelling.NestedName(type.Name));
        }
    }

    private void CollectNestedTypes(CatalogStruct row, string prefix, List<CatalogStruct> nested)
    {
        foreach (var field in row.Fields)
        {
            if (field.Type.Name.StartsWith(prefix, System.StringComparison.Ordinal)
                && context.Catalog.Structs.Find(field.Type.Name) is { } type
                && !nested.Contains(type))
            {
                nested.Add(type);
                CollectNestedTypes(type, prefix, nested);
            }
        }
    }
}
