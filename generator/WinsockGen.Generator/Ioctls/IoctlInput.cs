using System;
using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Ioctls;

/// <summary>What an ioctl takes: the parameters of its method, and how they become bytes.</summary>
internal sealed record IoctlInput
{
    private const string EnumPrefix = "enum:";
    private const string ValuePrefix = "value:";
    private const string Address = "global::System.Net.IPAddress";

    /// <summary>Nothing.</summary>
    public static IoctlInput None { get; } = new();

    /// <summary>The parameters, as source declares them.</summary>
    public IReadOnlyList<string> Parameters { get; private init; } = [];

    /// <summary>The bytes of an input whose size is known.</summary>
    public NativeSize Size { get; private init; }

    /// <summary>A statement that writes an input of that size to <c>input</c>.</summary>
    public string Write { get; private init; } = string.Empty;

    /// <summary>It writes each of the bytes, so that none must be cleared before.</summary>
    public bool FillsAll { get; private init; }

    /// <summary>An expression that makes an array of an input whose size is not known; empty otherwise.</summary>
    public string Bytes { get; private init; } = string.Empty;

    /// <summary>The parameters as arguments of what <c>RawIoctl</c> has for them, for addresses in lists and for source filters.</summary>
    public string Arguments { get; private init; } = string.Empty;

    public IoctlParts Parts { get; private init; }

    /// <summary>The input of a method of the catalog.</summary>
    public static IoctlInput Of(CatalogIoctlMethod method, ValueNeeds needs)
    {
        var cell = method.Input;
        if (cell.Length == 0)
        {
            return None;
        }

        if (cell.IndexOf('=') is > 0 and var equals)
        {
            return Number(IoctlNumber.Of(cell.Substring(0, equals))!, cell.Substring(equals + 1) + "u", needs);
        }

        var blank = cell.IndexOf(' ');
        var (type, name) = blank < 0 ? (cell, string.Empty) : (cell.Substring(0, blank), cell.Substring(blank + 1));
        if (type.StartsWith(EnumPrefix, StringComparison.Ordinal))
        {
            needs.UseType(type, read: false, write: true);
            return Number(IoctlNumber.OfEnumeration(type.Substring(EnumPrefix.Length)), name, needs) with { Parameters = [$"{type.Substring(EnumPrefix.Length)} {name}"] };
        }

        if (type.StartsWith(ValuePrefix, StringComparison.Ordinal))
        {
            var value = needs.Use(type.Substring(ValuePrefix.Length), read: false, write: true);
            return new() { Parameters = [$"{value.Row.Name} {name}"], Size = value.Size, Write = $"{name}.Write(input, 0)" };
        }

        if (IoctlNumber.Of(type) is { } number)
        {
            return Number(number, name, needs) with { Parameters = [$"{number.Type} {name}"] };
        }

        return Variable(type, name, method);
    }

    private static IoctlInput Number(IoctlNumber number, string value, ValueNeeds needs)
    {
        needs.UseRawBytes(number.Parts);
        return new() { Size = number.Size, Write = number.Write.Replace("{0}", value), FillsAll = true };
    }

    private static IoctlInput Variable(string type, string name, CatalogIoctlMethod method)
    {
        switch (type)
        {
            case "EndPoint":
                return new() { Parameters = [$"global::System.Net.EndPoint {name}"], Bytes = $"RawIoctl.Bytes({name}, nameof({name}))", Parts = IoctlParts.EndPoints };
            case "EndPoint[]":
                return new() { Parameters = [$"global::System.Net.EndPoint[] {name}"], Arguments = $"RawIoctl.NotNull({name}, nameof({name}))", Parts = IoctlParts.AddressLists };
            case "bytes":
                return new() { Parameters = [$"byte[] {name}"], Bytes = $"RawIoctl.NotNull({name}, nameof({name}))" };
            case "filter:IP_MSFILTER":
                return Filter($"{Address} interfaceAddress", "interfaceAddress", method);
            case "filter:GROUP_FILTER":
                return Filter("int interfaceIndex", "interfaceIndex", method);
            default:
                throw new CatalogMismatchException($"{method.Ioctl}.{method.Name}: '{type}' is no input of an ioctl.");
        }
    }

    private static IoctlInput Filter(string parameter, string argument, CatalogIoctlMethod method)
    {
        var isSet = method.Output.Length == 0;
        return new()
        {
            Parameters = isSet ? [$"{Address} group", parameter, "SourceFilter filter"] : [$"{Address} group", parameter],
            Bytes = isSet ? $"RawIoctl.Bytes(group, {argument}, filter)" : string.Empty,
            Arguments = $"group, {argument}",
            Parts = IoctlParts.SourceFilters,
        };
    }
}
