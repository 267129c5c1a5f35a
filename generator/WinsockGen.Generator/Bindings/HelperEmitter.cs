using System;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes what the headers define as macros or inline functions.</summary>
internal sealed class HelperEmitter(EmissionContext context)
{
    public void Write(SourceWriter writer)
    {
        foreach (var position in context.Selection.Helpers)
        {
            Write(writer, context.Catalog.Helpers[position]);
        }
    }

    private void Write(SourceWriter writer, CatalogHelper helper)
    {
        Documentation.Write(writer, helper.Summary);
        writer.Write("public static ");
        context.Types.Write(writer, helper.Returns);
        writer.Write($" {Identifier.Escape(helper.Name)}(");
        context.Types.WriteParameters(writer, helper.Parameters);
        writer.Line(helper.Body.StartsWith("{", StringComparison.Ordinal) ? $") {helper.Body}" : $") => {helper.Body};");
    }
}
