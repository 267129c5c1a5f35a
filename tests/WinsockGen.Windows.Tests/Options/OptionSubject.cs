using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>
/// An option under test: a socket that may have it, and its value as bytes, by the BCL's raw calls and by what the catalog says. What
/// the generator emits has no part in it.
/// </summary>
internal sealed class OptionSubject
{
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

    public bool CanSet => (_option.Access & OptionAccess.Set) != 0;

    private int Width => _option.Unit == "width:1" ? 1 : 4;

    public static bool HasSamples(string type) =>
        type is "bool" or "TimeSpan" or "struct:LINGER" or "enum:IPProtectionLevel" or "enum:SocketError" or "InterfaceIndex" or "uint" or "int";

    public static OptionSubject Of(string name) =>
        new(WinsockCatalog.Shared.Options.Find(name) ?? throw new ArgumentException($"The catalog has no option '{name}'.", nameof(name)));

    /// <summary>A socket of the first kind and family that the catalog gives the option.</summary>
    public Socket Open()
    {
        var family = _option.Families[0] == "AF_INET6" ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        return (_option.Kinds & SocketKinds.Stream) != 0 ? new(family, SocketType.Stream, ProtocolType.Tcp)
            : (_option.Kinds & SocketKinds.Datagram) != 0 ? new(family, SocketType.Dgram, ProtocolType.Udp)
            : new(family, SocketType.Raw, ProtocolType.Icmp);
    }

    /// <summary>Why the option cannot be tested here, or null.</summary>
    public string? WhyMissing()
    {
        try
        {
            using var socket = Open();
            if (CanSet)
                Write(socket, Samples()[0]);
            Read(socket);
            return null;
        }
        catch (SocketException error)
        {
            return $"this Winsock lacks {_option.Name}: {error.SocketErrorCode} ({error.ErrorCode})";
        }
    }

    /// <summary>The value's bytes as getsockopt gives them, in a buffer of the option's width; or the error.</summary>
    public string Read(Socket socket)
    {
        var bytes = new byte[Width];
        socket.GetRawSocketOption(_level, _name, bytes);
        return Convert.ToHexString(bytes);
    }

    /// <summary>Sets a value by its bytes.</summary>
    public void Write(Socket socket, object? value) => socket.SetRawSocketOption(_level, _name, BytesOf(value));

    /// <summary>Two values that a socket can have.</summary>
    public IReadOnlyList<object?> Samples() => _option.Type switch
    {
        "bool" => [true, false],
        "TimeSpan" when _option.Unit.Contains("none", StringComparison.Ordinal) => [TimeSpan.FromSeconds(30), null],
        "TimeSpan" => [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)],
        "struct:LINGER" => [TimeSpan.FromSeconds(30), null],
        "enum:IPProtectionLevel" => [IPProtectionLevel.EdgeRestricted, IPProtectionLevel.Restricted],
        "InterfaceIndex" => [1, 0],
        "uint" => [1400u, 1300u],
        "int" => _option.Name switch
        {
            "SO_RCVBUF" or "SO_SNDBUF" => [16384, 32768],
            "UDP_SEND_MSG_SIZE" or "UDP_RECV_MAX_COALESCED_SIZE" => [1000, 1200],
            "IP_MTU_DISCOVER" or "IPV6_MTU_DISCOVER" => [1, 2],
            _ => [10, 20],
        },
        _ => throw new NotSupportedException($"There are no sample values for '{_option.Type}' ({_option.Name})."),
    };

    /// <summary>The value that the bytes of an answer mean.</summary>
    public object? Decode(string hex)
    {
        var bytes = Convert.FromHexString(hex).Concat(new byte[4]).ToArray();
        var number = BitConverter.ToUInt32(bytes);
        return _option.Type switch
        {
            "bool" => number != 0,
            "uint" => number,
            "TimeSpan" when number == uint.MaxValue && _option.Unit.EndsWith("none:0xFFFFFFFF", StringComparison.Ordinal) => null,
            "TimeSpan" => _option.Unit[0..2] == "ms" ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number),
            "struct:LINGER" => BitConverter.ToUInt16(bytes) == 0 ? null : TimeSpan.FromSeconds(BitConverter.ToUInt16(bytes, 2)),
            "enum:IPProtectionLevel" => (IPProtectionLevel)number,
            "enum:SocketError" => (SocketError)number,
            _ => (int)number,
        };
    }

    private byte[] BytesOf(object? value) => (_option.Type, value) switch
    {
        ("bool", bool flag) => BitConverter.GetBytes(flag ? 1 : 0)[..Width],
        ("int", int number) => BitConverter.GetBytes(number),
        ("uint", uint number) => BitConverter.GetBytes(number),
        ("InterfaceIndex", int index) when _option.Unit == "network" => [.. BitConverter.GetBytes(index).Reverse()],
        ("InterfaceIndex", int index) => BitConverter.GetBytes(index),
        ("TimeSpan", null) => [0xFF, 0xFF, 0xFF, 0xFF],
        ("TimeSpan", TimeSpan time) => BitConverter.GetBytes((uint)(_option.Unit == "ms" ? time.TotalMilliseconds : time.TotalSeconds)),
        ("struct:LINGER", null) => [0, 0, 0, 0],
        ("struct:LINGER", TimeSpan time) => [1, 0, .. BitConverter.GetBytes((ushort)time.TotalSeconds)],
        ("enum:IPProtectionLevel", IPProtectionLevel level) => BitConverter.GetBytes((int)level),
        _ => throw new NotSupportedException($"{_option.Name} does not take {value}."),
    };
}
