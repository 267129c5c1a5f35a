using System;
using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Ioctls;

/// <summary>What an ioctl gives: the result of its method, and how bytes become it.</summary>
internal sealed record IoctlOutput
{
    private const string EnumPrefix = "enum:";
    private const string ValuePrefix = "value:";
    private const string ArrayPrefix = "array:";
    private const string ListPrefix = "list:";
    private const string Grows = " grows";

    /// <summary>The result as source spells it; <c>void</c> for none.</summary>
    public string Type { get; private init; } = "void";

    /// <summary>The bytes that <c>output</c> has room for; zero where it grows until the answer fits.</summary>
    public NativeSize Size { get; private init; }

    /// <summary>The statements that return the result of <c>output</c>, of which <c>length</c> bytes were written.</summary>
    public IReadOnlyList<string> Read { get; private init; } = [];

    /// <summary>The statements need <c>length</c>.</summary>
    public bool NeedsLength { get; private init; }

    /// <summary>What of <c>RawIoctl</c> makes the whole call; empty where the method does it itself.</summary>
    public string Call { get; private init; } = string.Empty;

    public IoctlParts Parts { get; private init; }

    public bool IsVoid => Type == "void";

    /// <summary>The output of a method of the catalog.</summary>
    public static IoctlOutput Of(CatalogIoctlMethod method, ValueNeeds needs)
    {
        var type = method.Output;
        if (type.Length == 0)
        {
            return new();
        }

        if (type.EndsWith(Grows, StringComparison.Ordinal))
        {
            return Of(type.Substring(0, type.Length - Grows.Length), method, needs) with { Size = default, Parts = IoctlParts.Growth };
        }

        return Of(type, method, needs);
    }

    private static IoctlOutput Of(string type, CatalogIoctlMethod method, ValueNeeds needs)
    {
        if (type.StartsWith(EnumPrefix, StringComparison.Ordinal))
        {
            needs.UseType(type, read: true, write: false);
            return Number(IoctlNumber.OfEnumeration(type.Substring(EnumPrefix.Length)), needs);
        }

        if (type.StartsWith(ValuePrefix, StringComparison.Ordinal))
        {
            var value = needs.Use(type.Substring(ValuePrefix.Length), read: true, write: false);
            return new() { Type = value.Row.Name, Size = value.Size, Read = [$"return {value.Row.Name}.Read(output, 0);"] };
        }

        if (type.StartsWith(ArrayPrefix, StringComparison.Ordinal))
        {
            var value = needs.Use(type.Substring(ArrayPrefix.Length), read: true, write: false).Row.Name;
            return Items(value, $"length / {value}.Size", string.Empty);
        }

        if (type.StartsWith(ListPrefix, StringComparison.Ordinal))
        {
            // A count, then as many. More than fit, no answer can hold.
            var value = needs.Use(type.Substring(ListPrefix.Length), read: true, write: false).Row.Name;
            return Items(value, $"(int)global::System.Math.Min(RawBytes.UInt32(output, 0), (uint)((output.Length - 4) / {value}.Size))", "4 + ");
        }

        return IoctlNumber.Of(type) is { } number ? Number(number, needs) : Variable(type, method, needs);
    }

    private static IoctlOutput Number(IoctlNumber number, ValueNeeds needs)
    {
        needs.UseRawBytes(number.Parts);
        return new() { Type = number.Type, Size = number.Size, Read = [$"return {number.Read};"] };
    }

    private static IoctlOutput Items(string value, string count, string start) => new()
    {
        Type = value + "[]",
        NeedsLength = true,
        Parts = IoctlParts.Growth,
        Read =
        [
            $"{value}[] items = new {value}[{count}];",
            "for (int i = 0; i < items.Length; i++)",
            $"    items[i] = {value}.Read(output, {start}i * {value}.Size);",
            "return items;",
        ],
    };

    private static IoctlOutput Variable(string type, CatalogIoctlMethod method, ValueNeeds needs)
    {
        switch (type)
        {
            // A SOCKADDR_STORAGE holds an address of any family.
            case "EndPoint":
                return new() { Type = "global::System.Net.EndPoint", Size = new(128, 128), NeedsLength = true, Parts = IoctlParts.EndPoints, Read = ["return RawIoctl.EndPoint(output, 0, length);"] };
            case "EndPoint[]":
                return new() { Type = "global::System.Net.EndPoint[]", Call = "AddressList", Parts = IoctlParts.AddressLists };
            case "bytes":
                needs.UseRawBytes(RawBytesParts.Arrays);
                return new() { Type = "byte[]", NeedsLength = true, Parts = IoctlParts.Growth, Read = ["return RawBytes.Bytes(output, 0, length);"] };
            case "filter":
                return new() { Type = "SourceFilter", Call = "GetFilter", Parts = IoctlParts.SourceFilters };
            default:
                throw new CatalogMismatchException($"{method.Ioctl}.{method.Name}: '{type}' is no output of an ioctl.");
        }
    }
}
