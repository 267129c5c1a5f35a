using System.Globalization;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes the ways between structs that are socket addresses and the framework's types. All of them lead through the bytes of a
/// <c>SocketAddress</c>.
/// </summary>
internal sealed class AddressEmitter(EmissionContext context)
{
    private bool CanConvert => context.Capabilities.EndPoints.HasFlag(EndPoints.Framework);

    /// <summary>Some struct of the selection has a way.</summary>
    public bool HasAny => CanConvert && context.Selection.Structs.Any(position => context.Catalog.Addresses.IndexOf(context.Catalog.Structs.NameAt(position)) >= 0);

    /// <summary>Writes the members of a struct, if it is an address.</summary>
    public void WriteMembers(SourceWriter writer, CatalogStruct row)
    {
        if (!CanConvert || context.Catalog.Addresses.Find(row.Name) is not { } address)
        {
            return;
        }

        var name = TypeSpelling.StructName(row.Name);
        var families = string.Concat(address.Families.Select(family => ", " + AddressSupport.Number(context.Catalog, family).ToString(CultureInfo.InvariantCulture)));
        writer.Line("/// <summary>The address as sockets of the framework take it.</summary>");
        writer.Line($"public readonly _Net::SocketAddress ToSocketAddress() {{ fixed ({name}* from = &this) return {AddressSupport.TypeName}.Get(from, sizeof({name})); }}");
        writer.Line("/// <summary>The address that a socket of the framework gave. ArgumentException: it is of another family or length.</summary>");
        writer.Line($"public static {name} FromSocketAddress(_Net::SocketAddress address) {{ {name} to; {AddressSupport.TypeName}.Set(address, &to, sizeof({name}){families}); return to; }}");
        writer.Line("/// <summary>The address of an end point. ArgumentException: it is of another family.</summary>");
        writer.Line($"public static {name} FromEndPoint(_Net::EndPoint endPoint) => FromSocketAddress({AddressSupport.TypeName}.Of(endPoint));");
        if (EndPointType(address.EndPoint) is { } type)
        {
            writer.Line("/// <summary>The end point of the address. NotSupportedException: the bytes are no such address.</summary>");
            writer.Line($"public readonly {type} ToEndPoint() => {AddressSupport.TypeName}.ToEndPoint<{type}>(ToSocketAddress());");
        }
    }

    /// <summary>A .NET type as the emitted text spells it; null where the project has none.</summary>
    private string? EndPointType(string name)
    {
        var (kind, spelling) = name switch
        {
            "EndPoint" or "IPEndPoint" => (EndPoints.Framework, "_Net::" + name),
            "UnixDomainSocketEndPoint" => (EndPoints.Unix, "_Sockets::" + name),
            _ => (EndPoints.Winsock, "global::WinsockGen." + name),
        };
        return name.Length > 0 && context.Capabilities.EndPoints.HasFlag(kind) ? spelling : null;
    }
}
