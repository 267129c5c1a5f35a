using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes <c>ExtensionFunctions</c>: the pointers that one provider hands out, fetched by one call of <c>Load</c>. A property
/// has the function's name, so that <c>table.ConnectEx(…)</c> reads like the call it is.
/// </summary>
internal sealed class ExtensionTableEmitter(EmissionContext context)
{
    /// <summary>The function that fetches pointers.</summary>
    public const string Call = "WSAIoctl";

    /// <summary>The type that holds the pointers.</summary>
    public const string TypeName = "ExtensionFunctions";

    /// <summary>Its code for one pointer.</summary>
    public const string Code = "SIO_GET_EXTENSION_FUNCTION_POINTER";

    private const string Absent =
        """
        private static _Sys::Exception Absent(string name) =>
            new _Sys::PlatformNotSupportedException("The provider of this socket does not have the extension function " + name + ".");
        """;

    private const string Find =
        $$"""
        private static void* Find(nuint s, _Sys::Guid guid)
        {
            void* function = null;
            uint size;
            if ({{Call}}(s, {{Code}}, &guid, (uint)sizeof(_Sys::Guid), &function, (uint)sizeof(nint), &size, null, null) == 0)
            {
                return function;
            }

            // WSAEINVAL and WSAEOPNOTSUPP: the provider does not know the GUID. Everything else is about the socket.
            int error = _Interop::Marshal.GetLastWin32Error();
            return error == 10022 || error == 10045 ? null : throw new _Sockets::SocketException(error);
        }
        """;

    public void Write(SourceWriter writer)
    {
        var all = context.Selection.Extensions.Select(position => context.Catalog.Extensions[position]).ToList();
        var single = all.Where(extension => !RegisteredIOTable.Holds(extension)).ToList();
        var registered = all.Where(RegisteredIOTable.Holds).ToList();

        writer.Line("/// <summary>Extension functions of the provider that <see cref=\"Load\"/> asked. The last error is WSAGetLastError's.</summary>");
        writer.Line($"public readonly struct {TypeName}");
        using var body = writer.Braces();
        foreach (var extension in single)
        {
            writer.Line($"private readonly void* _{extension.Name};");
        }

        if (registered.Count > 0)
        {
            writer.Line($"private readonly {RegisteredIOTable.StructName} _registeredIO;");
        }

        writer.Line();
        WriteConstructor(writer, single, registered.Count > 0);
        foreach (var extension in single)
        {
            WriteFunction(writer, extension, "_" + extension.Name, cast: true);
        }

        foreach (var extension in registered)
        {
            WriteFunction(writer, extension, "_registeredIO." + extension.Name, cast: false);
        }

        writer.Line().Lines(Absent);
        if (single.Count > 0)
        {
            writer.Line().Lines(Find);
        }
    }

    private static void WriteConstructor(SourceWriter writer, List<CatalogExtension> single, bool hasRegistered)
    {
        writer.Line($"private {TypeName}(nuint s)");
        using (writer.Braces())
        {
            foreach (var extension in single)
            {
                writer.Line($"_{extension.Name} = Find(s, {extension.GuidConstant});");
            }

            if (hasRegistered)
            {
                writer.Line($"_Sys::Guid guid = {RegisteredIOTable.GuidConstant};");
                writer.Line($"{RegisteredIOTable.StructName} table = default;");
                writer.Line($"uint size = (uint)sizeof({RegisteredIOTable.StructName});");
                writer.Line("table.cbSize = size;");
                writer.Write($"_registeredIO = {Call}(s, {RegisteredIOTable.Code}, &guid, (uint)sizeof(_Sys::Guid), ");
                writer.Line("&table, size, &size, null, null) == 0 ? table : default;");
            }
        }

        writer.Line();
        writer.Line("/// <summary>Asks the provider of a socket for its functions. One that it lacks is known by its Has property.</summary>");
        writer.Line("/// <param name=\"s\">A socket of the provider; the pointers serve all its sockets, and outlive this one.</param>");
        writer.Line($"public static {TypeName} Load(nuint s) => new {TypeName}(s);");
        writer.Line();
    }

    private void WriteFunction(SourceWriter writer, CatalogExtension extension, string field, bool cast)
    {
        Documentation.Write(writer, extension.Summary, extension.Doc);
        context.WritePlatformAttribute(writer, extension.MinWindows);
        writer.Write("public ");
        context.Types.WriteFunctionPointer(writer, extension.Returns, extension.Parameters);
        writer.Write($" {Identifier.Escape(extension.Name)} => ");
        if (cast)
        {
            writer.Write('(');
            context.Types.WriteFunctionPointer(writer, extension.Returns, extension.Parameters);
            writer.Write(')');
        }

        writer.Line($"({field} != null ? {field} : throw Absent(\"{extension.Name}\"));");
        writer.Line($"/// <summary>The provider has {extension.Name}.</summary>");
        writer.Line($"public bool Has{extension.Name} => {field} != null;");
    }
}
