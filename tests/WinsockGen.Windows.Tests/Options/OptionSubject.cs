using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>
/// An option under test: a socket that may have it, and its value as bytes, by the BCL's raw calls and by what the catalog says. What
/// the generator emits has no part in it, but for the types of its enumerations.
/// </summary>
internal sealed class OptionSubject
{
    private const string EnumPrefix = "enum:";
    private const int AnyLength = 65535;

    private readonly CatalogOption _option;
    private readonly int _level;
    private readonly int _name;

    private OptionSubject(CatalogOption option)
    {
        _option = option;
        _level = WinsockCatalog.Shared.Levels.Find(option.Level)!.Value;
        _name = int.Parse(option.Value, CultureInfo.InvariantCulture);
    }

    public string Property => _option.Property;

    public bool CanGet => (_option.Access & OptionAccess.Get) != 0;

    public bool CanSet => (_option.Access & OptionAccess.Set) != 0;

    private bool VariesInLength => _option.Type is "bytes" or "InterfaceIndex[]" or "string";

    private int Length => _option.Unit.Split(' ', ':') is [.., var last] && int.TryParse(last, out var number)
        ? _option.Type == "InterfaceIndex[]" ? 4 * number : VariesInLength || _option.Unit == "width:1" ? number : 4
        : VariesInLength ? AnyLength : 4;

    public static OptionSubject Of(string name) =>
        new(WinsockCatalog.Shared.Options.Find(name) ?? throw new ArgumentException($"The catalog has no option '{name}'.", nameof(name)));

    /// <summary>Whether a value of the type is a number, or bytes: values of several parts have tests of their own.</summary>
    public static bool IsSimple(CatalogOption option) =>
        option.Type is "bool" or "int" or "uint" or "TimeSpan" or "struct:LINGER" or "InterfaceIndex" or "InterfaceIndex[]" or "IPAddress" or "bytes" or "string"
        || option.Type.StartsWith(EnumPrefix, StringComparison.Ordinal);

    /// <summary>A socket of the first kind and family that the catalog gives the option.</summary>
    public Socket Open() => OptionSocket.Open(_option);

    /// <summary>Why the option cannot be tested here, or null.</summary>
    public string? WhyMissing()
    {
        try
        {
            using var socket = Open();
            if (CanSet)
                Write(socket, Samples()[^1]);
            if (CanGet)
                ReadBytes(socket);
            return null;
        }
        catch (SocketException error)
        {
            return $"this Winsock lacks {_option.Name}: {error.SocketErrorCode} ({error.ErrorCode})";
        }
    }

    /// <summary>The value's bytes as getsockopt gives them; nothing for an option that cannot be read.</summary>
    public string Read(Socket socket) => CanGet ? Convert.ToHexString(ReadBytes(socket)) : string.Empty;

    /// <summary>Sets a value by its bytes.</summary>
    public void Write(Socket socket, object? value) => socket.SetRawSocketOption(_level, _name, BytesOf(value));

    /// <summary>Two values that a socket can have. The last is the harmless one.</summary>
    public IReadOnlyList<object?> Samples() => _option.Type switch
    {
        "bool" => [true, false],
        "TimeSpan" when _option.Unit.Contains("none", StringComparison.Ordinal) => [TimeSpan.FromSeconds(30), null],
        "TimeSpan" => [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)],
        "struct:LINGER" => [TimeSpan.FromSeconds(30), null],
        "InterfaceIndex" => [1, 0],
        "uint" => [1400u, 1300u],
        "int" => _option.Name switch
        {
            "SO_RCVBUF" or "SO_SNDBUF" => [16384, 32768],
            "UDP_SEND_MSG_SIZE" or "UDP_RECV_MAX_COALESCED_SIZE" => [1000, 1200],
            _ => [10, 20],
        },
        "IPAddress" => [IPAddress.Loopback, IPAddress.Any],
        "bytes" => [new byte[] { 1, 1, 1, 1, 1, 1, 1, 0 }, new byte[] { 1, 1, 1, 0 }], // Of IP_OPTIONS: no operation, end of the list.
        "enum:IPProtectionLevel" => [Enumerated(20), Enumerated(30)],
        "enum:SynchronousOpenType" => [Enumerated(0x20), Enumerated(0)],
        _ => [Enumerated(1), Enumerated(2)],
    };

    /// <summary>The value that the bytes of an answer mean.</summary>
    public object? Decode(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        if (_option.Type == "bytes")
            return bytes;
        if (_option.Type == "InterfaceIndex[]")
            return Enumerable.Range(0, bytes.Length / 4).Select(index => BitConverter.ToInt32(bytes, 4 * index)).ToArray();
        if (_option.Type == "IPAddress")
            return new IPAddress(bytes);

        bytes = [.. bytes, .. new byte[4]];
        var number = BitConverter.ToUInt32(bytes);
        return _option.Type switch
        {
            "bool" => number != 0,
            "uint" => number,
            "TimeSpan" when number == uint.MaxValue && _option.Unit.EndsWith("none:0xFFFFFFFF", StringComparison.Ordinal) => null,
            "TimeSpan" => _option.Unit.StartsWith("ms", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number),
            "struct:LINGER" => BitConverter.ToUInt16(bytes) == 0 ? null : TimeSpan.FromSeconds(BitConverter.ToUInt16(bytes, 2)),
            var type when type.StartsWith(EnumPrefix, StringComparison.Ordinal) => Enumerated(unchecked((int)number)),
            _ => (int)number,
        };
    }

    private byte[] ReadBytes(Socket socket)
    {
        var bytes = new byte[Length];
        var length = socket.GetRawSocketOption(_level, _name, bytes);
        return VariesInLength ? bytes[..length] : bytes;
    }

    private byte[] BytesOf(object? value) => (_option.Type, value) switch
    {
        ("bool", bool flag) => BitConverter.GetBytes(flag ? 1 : 0)[..Length],
        ("InterfaceIndex", int index) when _option.Unit == "network" => [.. BitConverter.GetBytes(index).Reverse()],
        ("TimeSpan", null) => [0xFF, 0xFF, 0xFF, 0xFF],
        ("TimeSpan", TimeSpan time) => BitConverter.GetBytes((uint)(_option.Unit.StartsWith("ms", StringComparison.Ordinal) ? time.TotalMilliseconds : time.TotalSeconds)),
        ("struct:LINGER", null) => [0, 0, 0, 0],
        ("struct:LINGER", TimeSpan time) => [1, 0, .. BitConverter.GetBytes((ushort)time.TotalSeconds)],
        (_, int number) => BitConverter.GetBytes(number),
        (_, uint number) => BitConverter.GetBytes(number),
        (_, byte[] bytes) => bytes,
        (_, IPAddress address) => address.GetAddressBytes(),
        (_, Enum member) => BitConverter.GetBytes(Convert.ToInt32(member, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{_option.Name} does not take {value}."),
    };

    private object Enumerated(int number)
    {
        var name = _option.Type[EnumPrefix.Length..];
        return Enum.ToObject(typeof(AllOptions).GetNestedType(name) ?? Type.GetType($"System.Net.Sockets.{name}, System.Net.Sockets") ?? Type.GetType($"System.Net.Sockets.{name}, System.Net.Primitives")!, number);
    }
}
