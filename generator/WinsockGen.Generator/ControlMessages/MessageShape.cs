using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.ControlMessages;

/// <summary>How the data of a control message look in C#: their type, and what reads and writes them.</summary>
/// <param name="Type">The type as source spells it.</param>
/// <param name="Width">The bytes of the data; 0 where there may be any number.</param>
/// <param name="Read">An expression that makes a value of the span <c>Data</c>.</param>
/// <param name="Write">A statement that puts <c>value</c> into the span <c>data</c>, without its semicolon.</param>
internal sealed record MessageShape(string Type, int Width, string Read, string Write)
{
    private const string Binary = "global::System.Buffers.Binary.BinaryPrimitives.";

    /// <summary>The type as people write it.</summary>
    public string DisplayType => Type.Substring(Type.LastIndexOf('.') + 1);

    /// <summary>A sentence about the value, for documentation; empty where the type says it all.</summary>
    public string Remark { get; private init; } = string.Empty;

    /// <summary>What it needs of <c>RawBytes</c>.</summary>
    public RawBytesParts Parts { get; private init; }

    /// <returns>Null for a message that has no type.</returns>
    public static MessageShape? Of(WinsockCatalog catalog, CatalogMessage message)
    {
        var colon = message.Type.IndexOf(':');
        var name = message.Type.Substring(colon + 1);
        return (colon < 0 ? name : message.Type.Substring(0, colon)) switch
        {
            "int" => Number("int", "Int32", 4),
            "uint" => Number("uint", "UInt32", 4),
            "ulong" => Number("ulong", "UInt64", 8),
            "InterfaceIndex" => Number("int", "Int32", 4) with { Remark = "The index of an interface." },
            "IPAddress" => message.Level == "IPPROTO_IPV6" ? Address("IPv6", 16) : Address("IPv4", 4),
            "enum" => new(name, 4, $"unchecked(({name}){Binary}ReadInt32LittleEndian(Data))", $"{Binary}WriteInt32LittleEndian(data, (int)value)"),
            "value" => Value(catalog, message, name),
            "bytes" => new("global::System.ReadOnlySpan<byte>", 0, "Data", "value.CopyTo(data)") { Remark = "They live in the buffer." },
            "raw" => null,
            _ => throw new CatalogMismatchException($"{message.Name}: '{message.Type}' is no type of a control message."),
        };
    }

    private static MessageShape Number(string type, string name, int width) =>
        new(type, width, $"{Binary}Read{name}LittleEndian(Data)", $"{Binary}Write{name}LittleEndian(data, value)");

    private static MessageShape Address(string form, int width) =>
        new("global::System.Net.IPAddress", width, $"RawAddress.Read{form}(Data, 0).To{form}()", $"RawAddress.From{form}(value, nameof(value)).Write{form}(data, 0)")
        {
            Parts = RawBytesParts.Addresses,
            Remark = "A new object.",
        };

    private static MessageShape Value(WinsockCatalog catalog, CatalogMessage message, string name)
    {
        var size = catalog.Values.Find(name) is { } row && catalog.Structs.Find(row.Struct) is { } native ? NativeLayout.SizeOf(native)
            : throw new CatalogMismatchException($"{message.Name}: there is no value {name}.");
        return size.IsTheSame
            ? new(name, size.On64, $"{name}.Read(Data, 0)", "value.Write(data, 0)")
            : throw new CatalogMismatchException($"{message.Name}: the size of {name} depends on the width of a pointer.");
    }
}
