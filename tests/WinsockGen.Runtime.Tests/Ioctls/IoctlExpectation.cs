using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Values;

namespace WinsockGen.Runtime.Tests.Ioctls;

/// <summary>
/// What an ioctl has to pass to WSAIoctl, worked out from the catalog's types and from where C compilers put the fields of structs. What the
/// generator emits has no part in it.
/// </summary>
internal static class IoctlExpectation
{
    private const string FilterPrefix = "filter:";
    private const string ValuePrefix = "value:";

    /// <summary>The room that is offered first where an answer may be of any length.</summary>
    private const int FirstRoom = 1024;

    /// <summary>The sources that there is room for at first.</summary>
    private const int FirstSources = 16;

    /// <param name="method">The method that was called.</param>
    /// <param name="arguments">What it was given.</param>
    /// <param name="address">Where the input lies: lists of addresses point into themselves.</param>
    public static byte[] Input(CatalogIoctlMethod method, object[] arguments, nint address)
    {
        var type = method.Input.Split(' ')[0];
        return type switch
        {
            "" => [],
            "EndPoint" => SocketAddress((IPEndPoint)arguments[0]),
            "EndPoint[]" => AddressList((EndPoint[])arguments[0], address),
            _ when type.Split('=') is [_, var number] => NativeValue.OfNumber("uint", uint.Parse(number, CultureInfo.InvariantCulture)),
            _ when type.StartsWith(FilterPrefix, StringComparison.Ordinal) => Filter(type[FilterPrefix.Length..], arguments),
            _ => NativeValue.Of(type, arguments[0]),
        };
    }

    /// <param name="method">The method that was called.</param>
    /// <param name="inputLength">The bytes of the input: some answers take its place.</param>
    public static int OutputLength(CatalogIoctlMethod method, int inputLength) => method.Output switch
    {
        "" => 0,
        "bool" or "uint" => 4,
        "ulong" => 8,
        "handle" => IntPtr.Size,
        "EndPoint" => GoldenLayout.SizeOf("SOCKADDR_STORAGE", IntPtr.Size),
        "EndPoint[]" when method.Input.Length > 0 => inputLength,
        "filter" => inputLength,
        var type when type.StartsWith("enum:", StringComparison.Ordinal) => 4,
        var type when type.StartsWith(ValuePrefix, StringComparison.Ordinal) && !type.EndsWith(" grows", StringComparison.Ordinal) =>
            GoldenLayout.SizeOf(WinsockCatalog.Shared.Values.Find(type[ValuePrefix.Length..])!.Struct, IntPtr.Size),
        _ => FirstRoom,
    };

    /// <summary>A SOCKADDR_IN or a SOCKADDR_IN6.</summary>
    private static byte[] SocketAddress(IPEndPoint value)
    {
        var address = value.Address.GetAddressBytes();
        var (form, family, part) = address.Length == 4 ? ("SOCKADDR_IN", (byte)2, "sin") : ("SOCKADDR_IN6", (byte)23, "sin6");
        var bytes = new byte[GoldenLayout.SizeOf(form, IntPtr.Size)];
        bytes[0] = family;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Offset(form, part + "_port")), (ushort)value.Port);
        address.CopyTo(bytes, Offset(form, part + "_addr"));
        if (address.Length == 16)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), (uint)value.Address.ScopeId); // RFC 3493, section 3.3: the last field.
        return bytes;
    }

    /// <summary>A SOCKET_ADDRESS_LIST and, behind it, its addresses, each where a pointer could be.</summary>
    private static byte[] AddressList(EndPoint[] values, nint start)
    {
        var (first, size) = (Offset("SOCKET_ADDRESS_LIST", "Address"), GoldenLayout.SizeOf("SOCKET_ADDRESS", IntPtr.Size));
        var stride = (GoldenLayout.SizeOf("SOCKADDR_IN6", IntPtr.Size) + 7) & ~7;
        var addresses = first + (size * values.Length);
        var bytes = new byte[addresses + (stride * values.Length)];
        bytes[0] = (byte)values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var address = SocketAddress((IPEndPoint)values[i]);
            var at = addresses + (stride * i);
            address.CopyTo(bytes, at);
            NativeValue.OfNumber("handle", start + at).CopyTo(bytes, first + (size * i) + Offset("SOCKET_ADDRESS", "lpSockaddr"));
            NativeValue.OfNumber("int", address.Length).CopyTo(bytes, first + (size * i) + Offset("SOCKET_ADDRESS", "iSockaddrLength"));
        }

        return bytes;
    }

    /// <summary>An IP_MSFILTER or a GROUP_FILTER of a group, an interface and, when it is set, the sources.</summary>
    private static byte[] Filter(string form, object[] arguments)
    {
        var isGroup = form == "GROUP_FILTER";
        var (group, via, mode, count, list) = isGroup
            ? ("gf_group", "gf_interface", "gf_fmode", "gf_numsrc", "gf_slist")
            : ("imsf_multiaddr", "imsf_interface", "imsf_fmode", "imsf_numsrc", "imsf_slist");
        dynamic? filter = arguments.Length > 2 ? arguments[2] : null;
        IPAddress[]? sources = filter?.Sources;
        var stride = isGroup ? GoldenLayout.SizeOf("SOCKADDR_STORAGE", IntPtr.Size) : 4;
        var bytes = new byte[Offset(form, list) + (stride * (sources?.Length ?? FirstSources))];

        Address((IPAddress)arguments[0]).CopyTo(bytes, Offset(form, group));
        (isGroup ? NativeValue.OfNumber("int", arguments[1]) : Address((IPAddress)arguments[1])).CopyTo(bytes, Offset(form, via));
        NativeValue.OfNumber("int", filter is null ? 0 : (int)filter.Mode).CopyTo(bytes, Offset(form, mode));
        NativeValue.OfNumber("int", sources?.Length ?? FirstSources).CopyTo(bytes, Offset(form, count));
        for (var i = 0; i < sources?.Length; i++)
            Address(sources[i]).CopyTo(bytes, Offset(form, list) + (stride * i));
        return bytes;

        byte[] Address(IPAddress value) => isGroup ? SocketAddress(new IPEndPoint(value, 0)) : value.GetAddressBytes();
    }

    private static int Offset(string name, string field) => GoldenLayout.OffsetOf(name, field, IntPtr.Size);
}
