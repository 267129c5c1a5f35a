using System;
using System.Globalization;
using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Options;

/// <summary>Decides how options look in C#.</summary>
internal sealed class OptionShapes(WinsockCatalog catalog)
{
    private const string EnumPrefix = "enum:";
    private const string ValuePrefix = "value:";

    // Longer buffers are not worth the stack.
    private const int StackLimit = 2048;

    private const int CountWidth = 4;

    // What has no limit of its own is asked for with as much as any provider could have.
    private const int AnyLength = 65535;

    private readonly NativeLayout _layout = new(catalog);

    /// <returns>Null for an option that has no member: without a name or a number, or of a type that no member can have.</returns>
    public OptionShape? Of(CatalogOption option)
    {
        if (option.Property.Length == 0 || option.Value.Length == 0 || option.Access == OptionAccess.None)
        {
            return null;
        }

        return option.Type switch
        {
            "none" => new(string.Empty, string.Empty, $"{OptionShape.Option}.Set(global::System.Array.Empty<byte>())"),
            "bool" => Number(option, "bool", "{0} != 0", "value ? 1 : 0"),
            "int" => Number(option, "int", "{0}", "value"),
            "uint" => Number(option, "uint", "unchecked((uint){0})", "unchecked((int)value)"),
            "InterfaceIndex" => Index(option),
            "TimeSpan" => Time(option),
            "struct:LINGER" => Linger(option),
            "IPAddress" => Number(option, "global::System.Net.IPAddress", "RawOption.ToIPv4({0})", "RawOption.FromIPv4(value)") with { Parts = RawOptionParts.IPv4, Remark = "An IPv4 address." },
            "Socket" => new("global::System.Net.Sockets.Socket", string.Empty, $"{OptionShape.Option}.SetSocket(value)") { Parts = RawOptionParts.Sockets, IsOfFrameworkOnly = true },
            "IPEndPoint" => EndPoint(),
            "bytes" => Bytes(option),
            "InterfaceIndex[]" => Sized(option, "int[]", "Indexes", "max:", "indexes of interfaces", RawOptionParts.Bytes | RawOptionParts.Indexes),
            "string" => Text(option),
            var type when type.StartsWith(EnumPrefix, StringComparison.Ordinal) => Enumeration(option, type.Substring(EnumPrefix.Length)),
            var type when type.StartsWith(ValuePrefix, StringComparison.Ordinal) && type.EndsWith("[]", StringComparison.Ordinal) =>
                Values(option, type.Substring(ValuePrefix.Length, type.Length - ValuePrefix.Length - 2)),
            var type when type.StartsWith(ValuePrefix, StringComparison.Ordinal) => Value(option, type.Substring(ValuePrefix.Length)),
            _ => null,
        };
    }

    /// <param name="option">The option.</param>
    /// <param name="type">The type of the member.</param>
    /// <param name="fromNumber">Makes the member's value of the number {0}.</param>
    /// <param name="toNumber">Makes a number of <c>value</c>.</param>
    private static OptionShape Number(CatalogOption option, string type, string fromNumber, string toNumber)
    {
        var width = LimitOf(option, "width:", 4);
        return new(type, fromNumber.Replace("{0}", $"{OptionShape.Option}.GetNumber({width})"), $"{OptionShape.Option}.SetNumber({width}, {toNumber})");
    }

    private static OptionShape Linger(CatalogOption option) => Number(option, "global::System.TimeSpan?", "RawOption.ToLinger({0})", "RawOption.FromLinger(value)") with
    {
        Parts = RawOptionParts.Times | RawOptionParts.Lingers,
        Remark = "Up to 65535 seconds; a fraction of a second counts as a whole one.",
    };

    private OptionShape Enumeration(CatalogOption option, string name)
    {
        var isOfCatalog = catalog.Enumerations.Find(name) is not null;
        var type = isOfCatalog ? name : "global::System.Net.Sockets." + name;
        return Number(option, type, $"({type}){{0}}", "(int)value") with { CatalogType = isOfCatalog ? option.Type : string.Empty };
    }

    private static OptionShape Index(CatalogOption option) =>
        Number(option, "int", "{0}", option.Unit == "network" ? "global::System.Net.IPAddress.HostToNetworkOrder(value)" : "value") with { Remark = "The index of an interface." };

    private static OptionShape Time(CatalogOption option)
    {
        var isOptional = option.Unit.EndsWith(" none:0xFFFFFFFF", StringComparison.Ordinal);
        var (constant, word) = option.Unit.StartsWith("ms", StringComparison.Ordinal) ? ("Millisecond", "millisecond") : ("Second", "second");
        return isOptional
            ? Number(option, "global::System.TimeSpan?", $"RawOption.ToOptionalTime({{0}}, RawOption.{constant})", $"RawOption.FromOptionalTime(value, RawOption.{constant})") with
            {
                Parts = RawOptionParts.Times | RawOptionParts.OptionalTimes,
                Remark = $"Up to 4294967294 {word}s; a fraction of a {word} counts as a whole one.",
            }
            : Number(option, "global::System.TimeSpan", $"RawOption.ToTime({{0}}, RawOption.{constant})", $"RawOption.FromTime(value, RawOption.{constant}, uint.MaxValue)") with
            {
                Parts = RawOptionParts.Times,
                Remark = $"Up to 4294967295 {word}s; a fraction of a {word} counts as a whole one.",
            };
    }

    private OptionShape Value(CatalogOption option, string name)
    {
        var buffer = $"{BufferFor(SizeOf(name).On64)}[{name}.Size]";
        var bytes = $"value.ToBytes({buffer})";
        return option.Unit == "optional"
            ? new(name + "?", $"{name}.ReadOptional({OptionShape.Option}.Get({buffer}, out int length), length)", string.Empty) { CatalogType = option.Type, IsOptional = true, Remark = "Null where there is none." }
            : (option.Access & OptionAccess.Query) != 0
            ? new(name, $"{name}.Read({OptionShape.Option}.Query({bytes}), 0)", string.Empty) { CatalogType = option.Type }
            : new(name, $"{name}.Read({OptionShape.Option}.Get({buffer}), 0)", $"{OptionShape.Option}.Set({bytes})") { CatalogType = option.Type };
    }

    /// <summary>A number of 4 bytes that counts, and behind it the values, where their alignment lets them begin.</summary>
    private OptionShape Values(CatalogOption option, string name)
    {
        var limit = LimitOf(option, "max:");
        var alignment = _layout.AlignmentOf(StructOf(name));
        var first = new NativeSize(Math.Max(CountWidth, alignment.On64), Math.Max(CountWidth, alignment.On32));
        var buffer = $"{BufferFor(first.On64 + (limit * SizeOf(name).On64))}[{first.ToSource()} + {limit} * {name}.Size]";
        return new($"{name}[]", $"{name}.ReadCounted({OptionShape.Option}.Get({buffer}, out int length), length, {first.ToSource()})", string.Empty)
        {
            CatalogType = $"{ValuePrefix}{name}",
            IsCounted = true,
            Remark = $"Up to {limit} of them.",
        };
    }

    private static OptionShape Sized(CatalogOption option, string type, string accessor, string unit, string words, RawOptionParts parts)
    {
        var limit = LimitOf(option, unit);
        return new(type, $"{OptionShape.Option}.Get{accessor}({limit})", $"{OptionShape.Option}.Set{accessor}({limit}, value)")
        {
            Parts = parts,
            Remark = $"Up to {limit} {words}.",
        };
    }

    /// <summary>A question in bytes is answered in the same buffer.</summary>
    private static OptionShape Bytes(CatalogOption option)
    {
        var shape = Sized(option, "byte[]", "Bytes", "max:", "bytes", RawOptionParts.Bytes);
        return (option.Access & OptionAccess.Query) != 0
            ? shape with { Get = shape.Set.Replace("SetBytes", "QueryBytes"), Parts = shape.Parts | RawOptionParts.ByteQueries }
            : shape;
    }

    private OptionShape EndPoint() =>
        new("global::System.Net.IPEndPoint", $"RawAddress.ReadSocket({OptionShape.Option}.Get({OptionShape.Buffer}[{NativeLayout.SizeOf(catalog.Structs.Find("SOCKADDR_INET")!).On64}]), 0).ToEndPoint()", string.Empty)
        {
            BytesParts = RawBytesParts.Addresses,
            Remark = "Null where there is none. Each reading makes a new object.",
        };

    private static OptionShape Text(CatalogOption option) => option.Unit.StartsWith("utf16:", StringComparison.Ordinal)
        ? Sized(option, "string", "Utf16", "utf16:", "UTF-16 units, a closing zero included", RawOptionParts.Utf16) with { BytesParts = RawBytesParts.Text }
        : Sized(option, "string", "Ansi", "ansi:", "bytes of ANSI text, a closing zero included", RawOptionParts.Ansi) with { BytesParts = RawBytesParts.Text };

    private static string BufferFor(int size) => size <= StackLimit ? OptionShape.Buffer : "new byte";

    private NativeSize SizeOf(string value) => NativeLayout.SizeOf(StructOf(value));

    private CatalogStruct StructOf(string value) =>
        catalog.Values.Find(value) is { } row && catalog.Structs.Find(row.Struct) is { } found ? found : throw new CatalogMismatchException($"There is no value {value}.");

    /// <summary>The number behind a word of the unit.</summary>
    private static int LimitOf(CatalogOption option, string word, int otherwise = AnyLength)
    {
        foreach (var part in option.Unit.Split(' '))
        {
            if (part.StartsWith(word, StringComparison.Ordinal))
            {
                return int.Parse(part.Substring(word.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        return otherwise;
    }
}
