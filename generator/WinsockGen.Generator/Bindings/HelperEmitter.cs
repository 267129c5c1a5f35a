using System;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes what the headers define as macros, inline functions or constant objects.</summary>
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
        writer.Write($" {Identifier.Escape(helper.Name)}");
        var isBlock = helper.Body.StartsWith("{", StringComparison.Ordinal);
        if (!helper.IsProperty)
        {
            writer.Write('(');
            context.Types.WriteParameters(writer, helper.Parameters);
            writer.Write(')');
        }

        writer.Line(!isBlock ? $" => {helper.Body};" : helper.IsProperty ? $" {{ get {helper.Body} }}" : $" {helper.Body}");
    }
}
