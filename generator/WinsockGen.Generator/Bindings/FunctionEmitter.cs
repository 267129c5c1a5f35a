using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes the raw functions.</summary>
/// <remarks>
/// <c>DllImport</c> with <c>SetLastError</c>, where Windows sets it, is right on every target: signatures are blittable, so
/// nothing but the error is marshalled, ahead-of-time compilers build the same stub, and the error is saved before
/// the runtime can touch it. Reading it by hand after the call would need Marshal.GetLastSystemError, which .NET Framework and
/// netstandard2.0 lack. It is read by hand only for an assembly with DisableRuntimeMarshalling, where the runtime refuses
/// <c>SetLastError</c>, and which exists where those methods do.
/// </remarks>
internal sealed class FunctionEmitter(EmissionContext context)
{
    private const string Marshal = "_Interop::Marshal";
    private const string Result = "result_";
    private const string Import = "Import_";
    private const string SearchPath = "_System32";

    private readonly FunctionDocumentation _documentation = new(context);

    public void Write(SourceWriter writer)
    {
        writer.Line($"private const _Interop::DllImportSearchPath {SearchPath} = _Interop::DllImportSearchPath.System32;");
        foreach (var position in context.Selection.Functions)
        {
            Write(writer, context.Catalog.Functions[position]);
        }
    }

    private void Write(SourceWriter writer, CatalogFunction function)
    {
        _documentation.Write(writer, new NativeFunction(function));
        context.WritePlatformAttribute(writer, function.MinWindows);
        if (function.SetsLastError && context.Capabilities.DisablesRuntimeMarshalling)
        {
            WriteSavingLastError(writer, function);
        }
        else
        {
            WriteImport(writer, function, "public ", function.Name, function.SetsLastError);
        }
    }

    private void WriteImport(SourceWriter writer, CatalogFunction function, string modifiers, string name, bool setLastError)
    {
        writer.Write($"[_Interop::DllImport(\"{function.Dll}.dll\", ");
        if (function.Entry != name)
        {
            writer.Write($"EntryPoint = \"{function.Entry}\", ");
        }

        writer.Write("ExactSpelling = true");
        if (setLastError)
        {
            writer.Write(", SetLastError = true");
        }

        writer.Line($"), _Interop::DefaultDllImportSearchPaths({SearchPath})]");
        WriteSignature(writer, function, modifiers + "static extern ", name);
        writer.Line(";");
    }

    /// <summary>Does what <c>SetLastError</c> asks of the runtime, around an import that does not ask.</summary>
    private void WriteSavingLastError(SourceWriter writer, CatalogFunction function)
    {
        WriteSignature(writer, function, "public static ", function.Name);
        writer.Line();
        using var body = writer.Braces();
        writer.Line($"{Marshal}.SetLastSystemError(0);");
        if (!function.Returns.IsVoid)
        {
            context.Types.Write(writer, function.Returns);
            writer.Write($" {Result} = ");
        }

        writer.Line($"{Import}({string.Join(", ", function.Parameters.Select(parameter => Identifier.Escape(parameter.Name)))});");
        writer.Line($"{Marshal}.SetLastPInvokeError({Marshal}.GetLastSystemError());");
        if (!function.Returns.IsVoid)
        {
            writer.Line($"return {Result};");
        }

        writer.Line();
        WriteImport(writer, function, string.Empty, Import, setLastError: false);
    }

    private void WriteSignature(SourceWriter writer, CatalogFunction function, string modifiers, string name)
    {
        writer.Write(modifiers);
        context.Types.Write(writer, function.Returns);
        writer.Write($" {Identifier.Escape(name)}(");
        context.Types.WriteParameters(writer, function.Parameters);
        writer.Write(')');
    }
}
