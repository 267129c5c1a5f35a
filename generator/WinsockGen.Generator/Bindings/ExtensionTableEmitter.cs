using System.Collections.Generic;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes <c>ExtensionFunctions</c>: the pointers that one provider hands out, fetched by one call of <c>Load</c>. A method has the
/// function's name, so that <c>table.ConnectEx(…)</c> reads like the call it is.
/// </summary>
internal sealed class ExtensionTableEmitter(EmissionContext context, OverloadEmitter? overloads)
{
    /// <summary>The type that holds the pointers.</summary>
    public const string TypeName = "ExtensionFunctions";

    /// <summary>The function that reads the last error, which overloads need.</summary>
    public const string LastError = "WSAGetLastError";

    /// <summary>The code for one pointer.</summary>
    public const string Code = "SIO_GET_EXTENSION_FUNCTION_POINTER";

    private const string Call = "WSAIoctl";

    /// <summary>What fetches pointers, and names the provider that lacks one.</summary>
    public static readonly IReadOnlyList<string> Needs = [Call, "getsockopt", "SOL_SOCKET", "SO_PROTOCOL_INFOW", "WSAPROTOCOL_INFOW"];

    private const string Absent =
        """
        private void* Found(void* function, string name) => function != null ? function : throw Absent(name);

        private _Sys::Exception Absent(string name) => new _Sys::PlatformNotSupportedException(_provider == null
            ? "This table has no " + name + ": it was not loaded."
            : "The provider " + _provider + " does not have the extension function " + name + ".");

        private static string ProviderOf(nuint s)
        {
            WSAPROTOCOL_INFOW entry;
            int size = sizeof(WSAPROTOCOL_INFOW);
            // The name is the last field: 256 characters, a zero among them.
            return getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, (byte*)&entry, &size) == 0
                ? "'" + new string((char*)(&entry + 1) - 256) + "' (catalog entry " + entry.dwCatalogEntryId + ")"
                : "of this socket";
        }
        """;

    private const string Find =
        $$"""
        private static void* Find(nuint s, _Sys::Guid guid, ref bool lacks)
        {
            void* function = null;
            uint size;
            if ({{Call}}(s, {{Code}}, &guid, (uint)sizeof(_Sys::Guid), &function, (uint)sizeof(nint), &size, null, null) == 0)
            {
                return function;
            }

            // WSAEINVAL and WSAEOPNOTSUPP: the provider does not know the GUID. Everything else is about the socket.
            int error = _Interop::Marshal.GetLastWin32Error();
            lacks = true;
            return error == 10022 || error == 10045 ? null : throw new _Sockets::SocketException(error);
        }
        """;

    private readonly FunctionDocumentation _documentation = new(context);

    public void Write(SourceWriter writer)
    {
        var single = new List<NativeFunction>();
        var guids = new List<string>();
        var registered = new List<NativeFunction>();
        foreach (var position in context.Selection.Extensions)
        {
            var row = context.Catalog.Extensions[position];
            if (RegisteredIOTable.Holds(row))
            {
                registered.Add(new NativeFunction(row));
            }
            else
            {
                single.Add(new NativeFunction(row));
                guids.Add(row.GuidConstant);
            }
        }

        writer.Line("/// <summary>Extension functions of the provider that <see cref=\"Load(nuint)\"/> asked. The last error is WSAGetLastError's.</summary>");
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

        writer.Line("private readonly string? _provider;").Line();
        WriteConstructor(writer, single, guids, registered.Count > 0);
        foreach (var extension in single)
        {
            WriteFunction(writer, extension, isRegistered: false);
        }

        foreach (var extension in registered)
        {
            WriteFunction(writer, extension, isRegistered: true);
        }

        overloads?.WriteExtensions(writer);
        writer.Line().Lines(Absent);
        if (single.Count > 0)
        {
            writer.Line().Lines(Find);
        }
    }

    private void WriteConstructor(SourceWriter writer, List<NativeFunction> single, List<string> guids, bool hasRegistered)
    {
        writer.Line("private ExtensionFunctions(nuint s)");
        using (writer.Braces())
        {
            writer.Line("bool lacks = false;");
            for (var i = 0; i < single.Count; i++)
            {
                writer.Line($"_{single[i].Name} = Find(s, {guids[i]}, ref lacks);");
            }

            if (hasRegistered)
            {
                writer.Line($"_Sys::Guid guid = {RegisteredIOTable.GuidConstant};");
                writer.Line($"{RegisteredIOTable.StructName} table = default;");
                writer.Line($"uint size = (uint)sizeof({RegisteredIOTable.StructName});");
                writer.Line("table.cbSize = size;");
                writer.Write($"bool hasTable = {Call}(s, {RegisteredIOTable.Code}, &guid, (uint)sizeof(_Sys::Guid), ");
                writer.Line("&table, size, &size, null, null) == 0;");
                writer.Line("_registeredIO = hasTable ? table : default;");
                writer.Line("lacks |= !hasTable;");
            }

            writer.Line("_provider = lacks ? ProviderOf(s) : null;");
        }

        writer.Line();
        writer.Line("/// <summary>Asks the provider of a socket for its functions. One that it lacks is known by its Has property.</summary>");
        writer.Line("/// <param name=\"s\">a socket of the provider; the functions serve all its sockets, and outlive this one</param>");
        writer.Line("/// <exception cref=\"_Sockets::SocketException\"/>");
        writer.Line("public static ExtensionFunctions Load(nuint s) => new ExtensionFunctions(s);");
        if (overloads is not null)
        {
            writer.Line("/// <inheritdoc cref=\"Load(nuint)\"/>");
            writer.Line("public static ExtensionFunctions Load(_Interop::SafeHandle s) { using (SocketLease s_ = new SocketLease(s)) return new ExtensionFunctions(s_); }");
        }

        writer.Line();
    }

    private void WriteFunction(SourceWriter writer, NativeFunction extension, bool isRegistered)
    {
        var field = (isRegistered ? "_registeredIO." : "_") + extension.Name;
        _documentation.Write(writer, extension);
        context.WritePlatformAttribute(writer, extension.MinWindows);
        writer.Write("public ");
        context.Types.Write(writer, extension.Returns);
        writer.Write($" {Identifier.Escape(extension.Name)}(");
        context.Types.WriteParameters(writer, extension.Parameters);
        writer.Write(") => ((");
        context.Types.WriteFunctionPointer(writer, extension.Returns, extension.Parameters);
        writer.Write($")Found({field}, \"{extension.Name}\"))(");
        for (var i = 0; i < extension.Parameters.Count; i++)
        {
            writer.Write(i > 0 ? ", " : string.Empty).Write(Identifier.Escape(extension.Parameters[i].Name));
        }

        writer.Line(");");
        writer.Line($"/// <summary>The provider has {extension.Name}.</summary>");
        writer.Line($"public bool Has{extension.Name} => {field} != null;");
    }
}
