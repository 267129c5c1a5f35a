using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Threading;
using WinsockGen.Catalog;
using WinsockGen.Windows.Tests.Options;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>
/// An ioctl under test: a socket that may have it, its method, and the same call by the BCL's raw one with what the catalog says. What the
/// generator emits has no part in the latter.
/// </summary>
internal sealed class IoctlSubject
{
    private readonly CatalogIoctlMethod _method;
    private readonly CatalogIoctl _ioctl;
    private readonly MethodInfo _typed;

    private IoctlSubject(CatalogIoctlMethod method)
    {
        _method = method;
        _ioctl = WinsockCatalog.Shared.Ioctls.Find(method.Ioctl)!;
        _typed = typeof(AllOptions).GetMethods().Single(candidate => candidate.Name == method.Name && candidate.GetParameters()[0].ParameterType == typeof(Socket));
    }

    private uint Code => Convert.ToUInt32(WinsockCatalog.Shared.Constants.Find(_ioctl.Name)!.Value, 16);

    /// <summary>The methods whose input has a known size, and which do not wait.</summary>
    public static IEnumerable<string> Methods => WinsockCatalog.Shared.IoctlMethods
        .Where(method => !WinsockCatalog.Shared.Ioctls.Find(method.Ioctl)!.IsCompletedLater)
        .Where(method => method.Input.Split(' ')[0] is not ("EndPoint[]" or "bytes") && !method.Input.StartsWith("filter:", StringComparison.Ordinal))
        .Select(method => $"{method.Ioctl}.{method.Name}");

    /// <summary>The methods whose task ends when something changes.</summary>
    public static IEnumerable<string> Waits => WinsockCatalog.Shared.IoctlMethods
        .Where(method => WinsockCatalog.Shared.Ioctls.Find(method.Ioctl)!.IsCompletedLater)
        .Select(method => $"{method.Ioctl}.{method.Name}");

    public static IoctlSubject Of(string name) => new(WinsockCatalog.Shared.IoctlMethods.Find(name)!);

    /// <summary>A socket of the first kind and family that the catalog gives the ioctl; bound, where that does no harm.</summary>
    public Socket Open()
    {
        var family = _ioctl.Families[0] switch
        {
            "AF_UNIX" => AddressFamily.Unix,
            "AF_IRDA" => AddressFamily.Irda,
            "AF_ATM" => AddressFamily.Atm,
            "AF_BTH" => (AddressFamily)32,
            "AF_INET6" => AddressFamily.InterNetworkV6,
            _ => _method.Name.StartsWith("IPv6", StringComparison.Ordinal) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
        };
        return family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6) ? new(family, SocketType.Stream, ProtocolType.Unspecified)
            : (_ioctl.Kinds & SocketKinds.Stream) != 0 ? new(family, SocketType.Stream, ProtocolType.Tcp)
            : (_ioctl.Kinds & SocketKinds.Datagram) != 0 ? new(family, SocketType.Dgram, ProtocolType.Udp)
            : new(family, SocketType.Raw, ProtocolType.IP);
    }

    /// <summary>Why the ioctl cannot be tested here, or null.</summary>
    public string? WhyMissing()
    {
        try
        {
            using var socket = Open();
            if (_ioctl.IsCompletedLater)
                return RawWait.WhyEndless(socket, Code, Input(), OutputSize()) is { } why ? $"{_ioctl.Name}: {why}" : null;
            CallRaw(socket);
            return null;
        }
        catch (SocketException error)
        {
            return $"this Winsock lacks {_ioctl.Name}: {error.SocketErrorCode} ({error.ErrorCode})";
        }
    }

    /// <summary>The typed call, with zeros for what it takes.</summary>
    public object? CallTyped(Socket socket, CancellationToken cancellationToken = default)
    {
        object?[] arguments = [socket, .. _typed.GetParameters().Skip(1).Select(parameter =>
            parameter.ParameterType == typeof(EndPoint) ? new IPEndPoint(IPAddress.Loopback, 0)
            : parameter.ParameterType == typeof(CancellationToken) ? cancellationToken
            : Activator.CreateInstance(parameter.ParameterType))];
        return _typed.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <summary>The same call by its bytes.</summary>
    /// <returns>The output, as much as Winsock says there is.</returns>
    public byte[] CallRaw(Socket socket)
    {
        var output = new byte[OutputSize()];
        var length = socket.IOControl(unchecked((int)Code), Input(), output);
        return length == 0 ? output : output[..length];
    }

    /// <summary>What a typed call makes of bytes; null where it is more than a number.</summary>
    public object? Decode(byte[] bytes)
    {
        var all = bytes.Concat(new byte[8]).ToArray();
        return _method.Output switch
        {
            "bool" => BitConverter.ToUInt32(all) != 0,
            "uint" => BitConverter.ToUInt32(all),
            "ulong" => BitConverter.ToUInt64(all),
            "handle" => (nint)BitConverter.ToInt64(all),
            _ => null,
        };
    }

    private byte[]? Input()
    {
        var type = _method.Input.Split(' ')[0];
        return type.Length == 0 ? null
            : type.Contains('=', StringComparison.Ordinal) ? BitConverter.GetBytes(uint.Parse(type.Split('=')[1], CultureInfo.InvariantCulture))
            : type == "EndPoint" ? [2, 0, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
            : new byte[SizeOf(type)];
    }

    private int OutputSize() => _method.Output.Length == 0 ? 0 : SizeOf(_method.Output) is var size && size > 0 ? size : 4096;

    /// <returns>0 where the size is not known.</returns>
    private static int SizeOf(string type) => type switch
    {
        "bool" or "int" or "uint" => 4,
        "byte" => 1,
        "ushort" => 2,
        "ulong" => 8,
        "Guid" => 16,
        "handle" => IntPtr.Size,
        _ when type.StartsWith("enum:", StringComparison.Ordinal) => 4,
        _ when type.StartsWith("value:", StringComparison.Ordinal) && WinsockCatalog.Shared.Values.Find(type["value:".Length..]) is { } value =>
            WinsockCatalog.Shared.Structs.Find(value.Struct) is var native && IntPtr.Size == 8 ? native!.Size64 : native!.Size32,
        _ => 0,
    };
}
