using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes the raw functions.</summary>
/// <remarks>
/// <c>DllImport</c> with <c>SetLastError</c>, where Windows sets it, is right on every target: signatures are blittable, so
/// nothing but the error is marshalled, ahead-of-time compilers build the same stub, and the error is saved before
/// the runtime can touch it. Reading it by hand after the call would need Marshal.GetLastSystemError, which .NET Framework and
/// netstandard2.0 lack.
/// </remarks>
internal sealed class FunctionEmitter(EmissionContext context)
{
    public void Write(SourceWriter writer)
    {
        foreach (var position in context.Selection.Functions)
        {
            Write(writer, context.Catalog.Functions[position]);
        }
    }

    private void Write(SourceWriter writer, CatalogFunction function)
    {
        Documentation.Write(writer, function.Summary, function.Doc);
        context.WritePlatformAttribute(writer, function.MinWindows);
        writer.Write($"[DllImport(\"{function.Dll}.dll\", ");
        if (function.Entry != function.Name)
        {
            writer.Write($"EntryPoint = \"{function.Entry}\", ");
        }

        writer.Write("ExactSpelling = true");
        if (function.SetsLastError)
        {
            writer.Write(", SetLastError = true");
        }

        writer.Line("), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]");
        writer.Write("public static extern ");
        context.Types.Write(writer, function.Returns);
        writer.Write($" {Identifier.Escape(function.Name)}(");
        context.Types.WriteParameters(writer, function.Parameters);
        writer.Line(");");
    }
}
