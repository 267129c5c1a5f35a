using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Tests.Values;

/// <summary>
/// Random bytes that a value can stand for, placed where C compilers place its fields: worked out from the catalog and layout.tsv, without
/// the generator.
/// </summary>
internal sealed class ValueBytes
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private readonly int _pointerSize;
    private readonly Random _random;

    public ValueBytes(CatalogValue value, int pointerSize, Random random)
    {
        (_pointerSize, _random) = (pointerSize, random);
        Bytes = new byte[GoldenLayout.SizeOf(value.Struct, pointerSize)];
        Fill(value, start: 0, Properties);
    }

    /// <summary>All fields that have a property hold something; everything else is zero.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where the bytes of each property are.</summary>
    public Dictionary<string, (int Start, int End)> Properties { get; } = [];

    private void Fill(CatalogValue value, int start, Dictionary<string, (int Start, int End)>? properties)
    {
        var tags = new Dictionary<string, string>();
        foreach (var row in Catalog.FieldsOf(value))
        {
            // Of fields that share their bytes, those of one number.
            if (row.Unit.StartsWith("when:", StringComparison.Ordinal))
            {
                var (tag, number) = (row.Unit["when:".Length..].Split('=')[0], row.Unit.Split('=')[1]);
                if (tags.TryAdd(tag, number))
                {
                    Bytes[start + GoldenLayout.OffsetOf(value.Struct, tag, _pointerSize)] = byte.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
                    Clear(start + GoldenLayout.OffsetOf(value.Struct, tag, _pointerSize) + 1, 3);
                }

                if (tags[tag] != number)
                {
                    continue;
                }
            }

            var offset = start + GoldenLayout.OffsetOf(value.Struct, row.Field, _pointerSize);
            var field = FieldOf(value.Struct, row.Field);
            var element = WidthOf(field.Type);
            Fill(value, row, field, start, offset, element);
            properties?.Add(row.Name, (offset, offset + (element * field.Count)));
        }
    }

    private void Fill(CatalogValue value, CatalogValueField row, CatalogField field, int start, int offset, int element)
    {
        var counter = row.Unit.StartsWith("count:", StringComparison.Ordinal) ? row.Unit["count:".Length..] : field.CountField;
        switch (row.Type)
        {
            case "bool":
                Bytes[offset] = 1;
                break;
            case "TimeSpan":
                // What every unit can tell as a TimeSpan.
                Random(offset, Math.Min(element, 4));
                break;
            case "string":
                var text = Encoding.ASCII.GetBytes("Text" + _random.Next(100, 999));
                for (var i = 0; i < Math.Min(text.Length, field.Count - 1); i++)
                {
                    Bytes[offset + (element * i)] = text[i];
                }

                break;
            case "IPAddress" or "IPEndPoint":
                FillAddress(field.Type.Name, offset, hasPort: row.Type == "IPEndPoint");
                break;
            case var type when type.StartsWith("value:", StringComparison.Ordinal):
                Fill(Catalog.Values.Find(type["value:".Length..])!, offset, properties: null);
                break;
            default:
                Random(offset, element * field.Count);
                break;
        }

        if (row.Type is "bytes" or "uint[]" && counter.Length > 0)
        {
            var at = start + GoldenLayout.OffsetOf(value.Struct, row.Field[..(row.Field.LastIndexOf('.') + 1)] + counter, _pointerSize);
            Clear(at, 2);
            (Bytes[at], Bytes[at + 1]) = field.Count > 255 ? ((byte)field.Count, (byte)(field.Count >> 8)) : ((byte)field.Count, Bytes[at + 1]);
        }
    }

    private void FillAddress(string form, int offset, bool hasPort)
    {
        if (form is "IN_ADDR" or "IN6_ADDR")
        {
            Random(offset, form == "IN_ADDR" ? 4 : 16);
            return;
        }

        var isIPv6 = form is not "SOCKADDR_IN" && (form is "SOCKADDR_IN6" || _random.Next(2) == 0);
        Bytes[offset] = (byte)(isIPv6 ? 23 : 2);
        if (hasPort)
        {
            Random(offset + 2, 2);
        }

        Random(offset + (isIPv6 ? 8 : 4), isIPv6 ? 16 : 4);
        if (isIPv6 && form != "sockaddr_gen")
        {
            Random(offset + 24, 4);
        }
    }

    private void Random(int offset, int count) => _random.NextBytes(Bytes.AsSpan(offset, count));

    private void Clear(int offset, int count) => Bytes.AsSpan(offset, Math.Min(count, Bytes.Length - offset)).Clear();

    private static CatalogField FieldOf(string name, string path)
    {
        var parts = path.Split('.');
        var field = Catalog.Structs.Find(name)!.Fields.Single(field => field.Name == parts[0]);
        return parts.Length == 1 ? field : FieldOf(field.Type.Name, string.Join('.', parts.Skip(1)));
    }

    private int WidthOf(TypeReference type) => type.Name switch
    {
        _ when type.PointerDepth > 0 => _pointerSize,
        "byte" or "sbyte" => 1,
        "char" or "short" or "ushort" => 2,
        "int" or "uint" => 4,
        "long" or "ulong" => 8,
        "nint" or "nuint" => _pointerSize,
        "Guid" => 16,
        var name when Catalog.Types.Find(name) is { } scalar => _pointerSize == 8 ? scalar.Size64 : scalar.Size32,
        var name => _pointerSize == 8 ? Catalog.Structs.Find(name)!.Size64 : Catalog.Structs.Find(name)!.Size32,
    };
}
