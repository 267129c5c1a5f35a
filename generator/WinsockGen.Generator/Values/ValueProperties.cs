using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Values;

/// <summary>Decides how the properties of values are stored, read and written.</summary>
internal sealed class ValueProperties(WinsockCatalog catalog)
{
    private const string EnumPrefix = "enum:";
    private const string ValuePrefix = "value:";
    private const string ConditionPrefix = "when:";
    private const string CountPrefix = "count:";

    private readonly NativeLayout _layout = new(catalog);

    /// <summary>The properties of a value, in order.</summary>
    public IReadOnlyList<ValueProperty> Of(CatalogValue value)
    {
        var native = catalog.Structs.Find(value.Struct) ?? throw new CatalogMismatchException($"{value.Name}: there is no struct {value.Struct}.");
        return [.. catalog.FieldsOf(value).Select(field => Property(native, field) with { Condition = Condition(native, field) })];
    }

    /// <summary>The type that <c>enum:NAME</c> names, as source spells it.</summary>
    public string EnumerationType(string name) => catalog.Enumerations.Find(name) is null ? "global::System.Net.Sockets." + name : name;

    private ValueProperty Property(CatalogStruct native, CatalogValueField row)
    {
        var field = _layout.Find(native, row.Field) ?? throw new CatalogMismatchException($"{row.Value}.{row.Name}: {native.Name} has no {row.Field}.");
        var at = field.Offset is { On64: 0, On32: 0 } ? "offset" : "offset + " + field.Offset.ToSource();
        return row.Type switch
        {
            "bool" => Number(row, field, at, "bool", "{0} != 0", "({0})({1} ? 1 : 0)"),
            "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "InterfaceIndex" => Integer(row, field, at),
            "port" => new(row, "ushort", $"(ushort)(bytes[{at}] << 8 | bytes[{at} + 1])", $"RawBytes.SetUInt16(bytes, {at}, unchecked((ushort)({row.Name} << 8 | {row.Name} >> 8)))"),
            "TimeSpan" => Time(row, field, at),
            "Guid" => new(row, "global::System.Guid", $"RawBytes.Guid(bytes, {at})", $"RawBytes.SetGuid(bytes, {at}, {row.Name})") { Parts = RawBytesParts.Guids },
            "handle" => new(row, "global::System.IntPtr", $"RawBytes.Handle(bytes, {at})", $"RawBytes.SetHandle(bytes, {at}, {row.Name})") { Parts = RawBytesParts.Handles },
            "IPAddress" or "IPEndPoint" => Address(row, field, at),
            "string" => Text(row, field, at),
            "bytes" or "uint[]" => Array(native, row, field, at),
            var type when type.StartsWith(EnumPrefix, StringComparison.Ordinal) => Enumeration(row, field, at, EnumerationType(type.Substring(EnumPrefix.Length))),
            var type when type.StartsWith(ValuePrefix, StringComparison.Ordinal) => Nested(row, at, type.Substring(ValuePrefix.Length)),
            _ => throw new CatalogMismatchException($"{row.Value}.{row.Name}: '{row.Type}' is no type of a value."),
        };
    }

    /// <summary>Where fields share their bytes, another field of the struct says which of them counts: <c>when:FIELD=NUMBER</c>.</summary>
    private string Condition(CatalogStruct native, CatalogValueField row)
    {
        if (!row.Unit.StartsWith(ConditionPrefix, StringComparison.Ordinal))
        {
            return string.Empty;
        }

        var equals = row.Unit.IndexOf('=');
        var field = row.Unit.Substring(ConditionPrefix.Length, equals - ConditionPrefix.Length);
        var tag = _layout.Find(native, field) ?? throw new CatalogMismatchException($"{row.Value}.{row.Name}: {native.Name} has no {field}.");
        return $"RawBytes.{NumberOf(row, tag).Name}(bytes, offset + {tag.Offset.ToSource()}) == {row.Unit.Substring(equals + 1)}";
    }

    private static ValueProperty Integer(CatalogValueField row, NativeField field, string at)
    {
        var type = row.Type == "InterfaceIndex" ? "int" : row.Type;
        return Number(row, field, at, type, $"unchecked(({type}){{0}})", "unchecked(({0}){1})") with { Remark = row.Type == "InterfaceIndex" ? "The index of an interface." : string.Empty };
    }

    private static ValueProperty Enumeration(CatalogValueField row, NativeField field, string at, string type) =>
        Number(row, field, at, type, $"unchecked(({type}){{0}})", "unchecked(({0}){1})");

    /// <param name="row">The property.</param>
    /// <param name="field">The field.</param>
    /// <param name="at">Its offset.</param>
    /// <param name="type">The property's type.</param>
    /// <param name="fromNumber">Makes the property's value of the number {0}.</param>
    /// <param name="toNumber">Makes a number of the type {0} of the property {1}.</param>
    private static ValueProperty Number(CatalogValueField row, NativeField field, string at, string type, string fromNumber, string toNumber)
    {
        var (name, number) = NumberOf(row, field);
        return new(
            row,
            type,
            fromNumber.Replace("{0}", $"RawBytes.{name}(bytes, {at})"),
            $"RawBytes.Set{name}(bytes, {at}, {toNumber.Replace("{0}", number).Replace("{1}", row.Name)})");
    }

    private static ValueProperty Time(CatalogValueField row, NativeField field, string at)
    {
        var (name, number) = NumberOf(row, field);
        var (ticks, word) = row.Unit switch
        {
            "s" => ("global::System.TimeSpan.TicksPerSecond", "second"),
            "ms" => ("global::System.TimeSpan.TicksPerMillisecond", "millisecond"),
            "us" => ("10", "microsecond"),
            "100ns" => ("1", "tenth of a microsecond"),
            _ => throw new CatalogMismatchException($"{row.Value}.{row.Name}: '{row.Unit}' is no unit of time."),
        };
        return new(
            row,
            "global::System.TimeSpan",
            $"new global::System.TimeSpan(unchecked((long)RawBytes.{name}(bytes, {at}) * {ticks}))",
            $"RawBytes.Set{name}(bytes, {at}, ({number})RawBytes.ToUnits({row.Name}, {ticks}, {number}.MaxValue, nameof({row.Name})))")
        {
            Parts = RawBytesParts.Times,
            Remark = $"In whole {word}s; when it is written, a fraction counts as a whole one.",
        };
    }

    private static ValueProperty Address(CatalogValueField row, NativeField field, string at)
    {
        var form = field.Field.Type.Name switch
        {
            "IN_ADDR" => "IPv4",
            "IN6_ADDR" => "IPv6",
            "SOCKADDR_INET" or "SOCKADDR_STORAGE" or "SOCKADDR_IN" or "SOCKADDR_IN6" => "Socket",
            "sockaddr_gen" => "Short",
            var other => throw new CatalogMismatchException($"{row.Value}.{row.Name}: {other} is no IP address."),
        };
        var isEndPoint = row.Type == "IPEndPoint";
        var of = isEndPoint ? "EndPoint" : form is "Socket" or "Short" ? "Address" : form;
        return new(row, isEndPoint ? "global::System.Net.IPEndPoint" : "global::System.Net.IPAddress", $"RawAddress.Read{form}(bytes, {at})", $"_{Camel(row.Name)}.Write{form}(bytes, {at})")
        {
            Address = ("To" + of, "From" + of),
            Parts = RawBytesParts.Addresses,
            Remark = form switch
            {
                "IPv4" => "An IPv4 address.",
                "IPv6" => "An IPv6 address, without a scope.",
                _ => "An IPv4 or IPv6 address; null while there is none.",
            } + " Each reading makes a new object.",
        };
    }

    private static ValueProperty Text(CatalogValueField row, NativeField field, string at)
    {
        var form = field.ElementSize.On64 == 2 ? "Utf16" : "Ansi";
        return new(row, "string", $"RawBytes.{form}(bytes, {at}, {field.Field.Count})", $"RawBytes.Set{form}(bytes, {at}, {field.Field.Count}, {row.Name}, nameof({row.Name}))")
        {
            Parts = RawBytesParts.Text,
            Remark = $"Up to {field.Field.Count - 1} {(form == "Utf16" ? "UTF-16 units" : "bytes of ANSI text")}.",
        };
    }

    private ValueProperty Array(CatalogStruct native, CatalogValueField row, NativeField field, string at)
    {
        var isBytes = row.Type == "bytes";

        // Of a union, all its bytes.
        var capacity = isBytes ? field.Field.Count * field.ElementSize.On64 : field.Field.Count;
        var (read, write) = isBytes ? ("RawBytes.Bytes", "RawBytes.SetBytes") : ("RawBytes.Numbers", "RawBytes.SetNumbers");
        var count = capacity.ToString(CultureInfo.InvariantCulture);
        var writeCount = string.Empty;
        var counted = row.Unit.StartsWith(CountPrefix, StringComparison.Ordinal) ? row.Unit.Substring(CountPrefix.Length) : field.Field.CountField;
        if (counted.Length > 0)
        {
            var counter = _layout.Find(native, row.Field.Substring(0, row.Field.LastIndexOf('.') + 1) + counted) ?? throw new CatalogMismatchException($"{row.Value}.{row.Name}: nothing counts it.");
            var (name, number) = NumberOf(row, counter);
            var counterAt = "offset + " + counter.Offset.ToSource();
            count = $"RawBytes.{name}(bytes, {counterAt})";
            writeCount = $"; RawBytes.Set{name}(bytes, {counterAt}, ({number})({row.Name} == null ? 0 : {row.Name}.Length))";
        }

        return new(
            row,
            isBytes ? "byte[]" : "uint[]",
            $"{read}(bytes, {at}, {(writeCount.Length > 0 ? $"(int)global::System.Math.Min({capacity}u, unchecked((uint){count}))" : count)})",
            $"{write}(bytes, {at}, {capacity}, {row.Name}, nameof({row.Name})){writeCount}")
        {
            Parts = isBytes ? RawBytesParts.Arrays : RawBytesParts.Numbers,
            Remark = writeCount.Length > 0 ? $"Up to {capacity} of them." : $"{capacity} of them.",
        };
    }

    private static ValueProperty Nested(CatalogValueField row, string at, string type) =>
        new(row, type, $"{type}.Read(bytes, {at})", $"{row.Name}.Write(bytes, {at})");

    /// <summary>The word of <c>RawBytes</c> for a number as wide as a field, and its C# type.</summary>
    private static (string Name, string Type) NumberOf(CatalogValueField row, NativeField field) => (field.ElementSize.On64, field.ElementSize.IsTheSame) switch
    {
        (1, true) => ("Byte", "byte"),
        (2, true) => ("UInt16", "ushort"),
        (4, true) => ("UInt32", "uint"),
        (8, true) => ("UInt64", "ulong"),
        _ => throw new CatalogMismatchException($"{row.Value}.{row.Name}: {row.Field} is no number."),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
