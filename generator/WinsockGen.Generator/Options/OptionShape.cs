using System;
using System.Globalization;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Options;

/// <summary>How an option looks in C#: its type, and the expressions between that and the number that Windows has.</summary>
/// <param name="Type">The type as source spells it.</param>
/// <param name="BeforeNumber">Text before the number, to make a value of it.</param>
/// <param name="AfterNumber">Text after the number, likewise.</param>
/// <param name="ToNumber">An expression that makes a number of <c>value</c>.</param>
internal sealed record OptionShape(string Type, string BeforeNumber, string AfterNumber, string ToNumber)
{
    /// <summary>The bytes that Windows has for the option.</summary>
    public int Width { get; init; } = 4;

    public OptionConversion Conversion { get; init; }

    /// <summary>A sentence about the value, for documentation; empty where the type says it all.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>The type as people write it.</summary>
    public string DisplayType => Type.Substring(Type.LastIndexOf('.') + 1);

    /// <returns>Null for an option that has no property: without a name, or of a type that is no single number.</returns>
    public static OptionShape? Of(CatalogOption option)
    {
        if (option.Property.Length == 0 || (option.Access & (OptionAccess.Get | OptionAccess.Set)) == 0)
        {
            return null;
        }

        const string Enum = "enum:";
        return option.Type switch
        {
            "bool" => new("bool", string.Empty, " != 0", "value ? 1 : 0") { Width = WidthOf(option) },
            "int" => new("int", string.Empty, string.Empty, "value") { Width = WidthOf(option) },
            "uint" => new("uint", "unchecked((uint)", ")", "unchecked((int)value)") { Width = WidthOf(option) },
            "InterfaceIndex" => Index(option.Unit == "network"),
            "TimeSpan" => Time(option.Unit),
            "struct:LINGER" => Linger,
            var type when type.StartsWith(Enum, StringComparison.Ordinal) => Enumeration("global::System.Net.Sockets." + type.Substring(Enum.Length)),
            _ => null,
        };
    }

    private static OptionShape Linger { get; } =
        new("global::System.TimeSpan?", "RawOption.ToLinger(", ")", "RawOption.FromLinger(value)")
        {
            Conversion = OptionConversion.Time | OptionConversion.Linger,
            Remark = "Up to 65535 seconds; a fraction of a second counts as a whole one.",
        };

    private static OptionShape Enumeration(string type) => new(type, $"({type})", string.Empty, "(int)value");

    private static OptionShape Index(bool isWrittenInNetworkOrder) =>
        new("int", string.Empty, string.Empty, isWrittenInNetworkOrder ? "global::System.Net.IPAddress.HostToNetworkOrder(value)" : "value")
        {
            Remark = "The index of an interface.",
        };

    private static OptionShape Time(string unit)
    {
        var isOptional = unit.EndsWith(" none:0xFFFFFFFF", StringComparison.Ordinal);
        var (constant, word) = unit.StartsWith("ms", StringComparison.Ordinal) ? ("Millisecond", "millisecond") : ("Second", "second");
        return isOptional
            ? new("global::System.TimeSpan?", "RawOption.ToOptionalTime(", $", RawOption.{constant})", $"RawOption.FromOptionalTime(value, RawOption.{constant})")
            {
                Conversion = OptionConversion.Time | OptionConversion.OptionalTime,
                Remark = $"Up to 4294967294 {word}s; a fraction of a {word} counts as a whole one.",
            }
            : new("global::System.TimeSpan", "RawOption.ToTime(", $", RawOption.{constant})", $"RawOption.FromTime(value, RawOption.{constant}, uint.MaxValue)")
            {
                Conversion = OptionConversion.Time,
                Remark = $"Up to 4294967295 {word}s; a fraction of a {word} counts as a whole one.",
            };
    }

    private static int WidthOf(CatalogOption option)
    {
        const string Width = "width:";
        return option.Unit.StartsWith(Width, StringComparison.Ordinal)
            ? int.Parse(option.Unit.Substring(Width.Length), NumberStyles.None, CultureInfo.InvariantCulture)
            : 4;
    }
}
