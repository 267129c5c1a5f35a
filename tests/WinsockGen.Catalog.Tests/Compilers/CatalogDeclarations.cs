using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>
/// Declares structs in C as the catalog has them, for those that the headers lack: where their fields stand is then still for the
/// compiler to say.
/// </summary>
internal sealed class CatalogDeclarations(WinsockCatalog catalog, int pointerSize)
{
    private const string Prefix = "catalog_";

    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        ["byte"] = "unsigned char", ["sbyte"] = "signed char", ["char"] = "unsigned short", ["short"] = "short", ["ushort"] = "unsigned short",
        ["int"] = "int", ["uint"] = "unsigned int", ["float"] = "float", ["long"] = "long long", ["ulong"] = "unsigned long long",
        ["double"] = "double", ["nint"] = "__INTPTR_TYPE__", ["nuint"] = "__UINTPTR_TYPE__", ["Guid"] = "GUID",
    };

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    public string Text => _text.ToString();

    public static string NameOf(CatalogStruct row) => $"{Keyword(row)} {Prefix}{row.Name}";

    /// <summary>Adds a struct after those that it holds.</summary>
    public void Add(CatalogStruct row)
    {
        if (!_declared.Add(row.Name))
        {
            return;
        }

        foreach (var inner in StructsIn(row))
        {
            Add(inner);
        }

        var pack = row.Pack == 0 ? string.Empty : row.Pack.ToString(CultureInfo.InvariantCulture);
        _text.Append(CultureInfo.InvariantCulture, $"#pragma pack(push{(pack.Length == 0 ? string.Empty : ", ")}{pack})\n{NameOf(row)} {Members(row)};\n#pragma pack(pop)\n");
    }

    private static string Keyword(CatalogStruct row) => row.IsUnion ? "union" : "struct";

    private static bool IsNested(CatalogField field) => field.Type.PointerDepth == 0 && field.Type.Name.Contains('.', StringComparison.Ordinal);

    private string Members(CatalogStruct row) => $"{{ {string.Concat(FieldsOf(row).Select(Member))}}}";

    private string Member(CatalogField field)
    {
        var name = field.IsUnnamed ? string.Empty : " " + field.Name;
        return field.Kind switch
        {
            FieldKind.Bits => Invariant($"{TypeOf(field)}{name} : {field.Count}; "),
            FieldKind.Scalar => $"{TypeOf(field)}{name}; ",
            _ => Invariant($"{TypeOf(field)}{name}[{field.Count}]; "),
        };
    }

    private string TypeOf(CatalogField field)
    {
        var (name, depth) = (field.Type.Name, field.Type.PointerDepth);
        if (depth == 0 && catalog.Structs.Find(name) is { } row)
        {
            return IsNested(field) ? $"{Keyword(row)} {Members(row)}" : NameOf(row);
        }

        var scalar = catalog.Types.Find(name)?.CSharp ?? name;
        return depth == 0 && Scalars.TryGetValue(scalar, out var type) ? type : "void*";
    }

    private IReadOnlyList<CatalogField> FieldsOf(CatalogStruct row) => pointerSize == 4 && row.Fields32.Count > 0 ? row.Fields32 : row.Fields;

    private IEnumerable<CatalogStruct> StructsIn(CatalogStruct row) =>
        row.Fields
            .Where(field => field.Type.PointerDepth == 0)
            .Select(field => (Field: field, Row: catalog.Structs.Find(field.Type.Name)))
            .SelectMany(pair => pair.Row is null ? [] : IsNested(pair.Field) ? StructsIn(pair.Row) : [pair.Row]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
