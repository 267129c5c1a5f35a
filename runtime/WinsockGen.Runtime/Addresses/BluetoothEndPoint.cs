using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>
/// A device and a port, or a device and a service: an end point of AF_BTH, as <c>(00:11:22:33:44:55):3</c> or
/// <c>(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb</c>.
/// </summary>
/// <remarks>
/// Sockets are of <c>(AddressFamily)32</c>, <see cref="SocketType.Stream"/> and <c>(ProtocolType)3</c> (RFCOMM).
/// See <see href="https://learn.microsoft.com/windows/win32/api/ws2bth/ns-ws2bth-sockaddr_bth">SOCKADDR_BTH</see>.
/// </remarks>
public sealed class BluetoothEndPoint : WinsockEndPoint, ISpanParsable<BluetoothEndPoint>
{
    /// <summary>The port by which <c>bind</c> lets Windows choose (BT_PORT_ANY); <c>*</c> in text.</summary>
    public const int AnyPort = -1;

    private const int LargestPort = ushort.MaxValue;
    private const string Form = "a Bluetooth end point, such as (00:11:22:33:44:55):3";

    /// <summary>A port of a device.</summary>
    /// <param name="address">The device; the default is any local radio, to bind to.</param>
    /// <param name="port">A channel of RFCOMM, from 1 to 30; 0 for none; <see cref="AnyPort"/>; or what L2CAP calls a PSM, up to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is below <see cref="AnyPort"/> or above 65535.</exception>
    public BluetoothEndPoint(BluetoothAddress address, int port)
        : this(address, Guid.Empty, port)
    {
    }

    /// <summary>A service of a device: connecting asks the device for the port.</summary>
    /// <param name="address">The device.</param>
    /// <param name="service">The class of the service.</param>
    /// <param name="port">0, or the service's port when it is known; then Windows does not look at the class.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is below <see cref="AnyPort"/> or above 65535.</exception>
    public BluetoothEndPoint(BluetoothAddress address, Guid service, int port = 0)
        : base(Ws2.AF_BTH)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, AnyPort);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, LargestPort);
        Address = address;
        Service = service;
        Port = port;
    }

    /// <summary>The device.</summary>
    public BluetoothAddress Address { get; }

    /// <summary>The class of the service, or <see cref="Guid.Empty"/>.</summary>
    public Guid Service { get; }

    /// <summary>The port; 0 when the service tells it, <see cref="AnyPort"/> when Windows is to choose.</summary>
    public int Port { get; }

    /// <summary>
    /// Reads <c>(00:11:22:33:44:55):3</c>, or a service's GUID instead of the port, or both: <c>(00:11:22:33:44:55):GUID:3</c>. Without either
    /// (<c>(00:11:22:33:44:55)</c>) the port is 0.
    /// </summary>
    /// <exception cref="FormatException">The text is none of these; the message says what is wrong, and where.</exception>
    public static BluetoothEndPoint Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static BluetoothEndPoint Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
    {
        var reader = new AddressReader(s);
        return Read(ref reader) ?? throw reader.Failure(Form);
    }

    /// <summary>Reads an end point, if the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, [NotNullWhen(true)] out BluetoothEndPoint? result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BluetoothEndPoint?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out BluetoothEndPoint? result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BluetoothEndPoint?)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [NotNullWhen(true)] out BluetoothEndPoint? result)
    {
        var reader = new AddressReader(s);
        result = Read(ref reader);
        return result is not null;
    }

    /// <inheritdoc/>
    public override bool TryFormat(Span<char> destination, out int charsWritten)
    {
        bool hasService = Service != Guid.Empty;
        return Port switch
        {
            AnyPort when hasService => destination.TryWrite($"({Address}):{Service}:*", out charsWritten),
            AnyPort => destination.TryWrite($"({Address}):*", out charsWritten),
            0 when hasService => destination.TryWrite($"({Address}):{Service}", out charsWritten),
            _ when hasService => destination.TryWrite(CultureInfo.InvariantCulture, $"({Address}):{Service}:{Port}", out charsWritten),
            _ => destination.TryWrite(CultureInfo.InvariantCulture, $"({Address}):{Port}", out charsWritten),
        };
    }

    internal static BluetoothEndPoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (!MemoryMarshal.TryRead(bytes, out Ws2.SOCKADDR_BTH native) || native.btAddr >> 48 != 0 || native.port is > LargestPort and not Ws2.BT_PORT_ANY)
            return null;
        return new BluetoothEndPoint(new BluetoothAddress(native.btAddr), native.serviceClassId, (int)native.port);
    }

    internal override int WriteAddress(Span<byte> destination)
    {
        var native = new Ws2.SOCKADDR_BTH { addressFamily = Ws2.AF_BTH, btAddr = Address.Value, serviceClassId = Service, port = unchecked((uint)Port) };
        MemoryMarshal.Write(destination, in native);
        return Unsafe.SizeOf<Ws2.SOCKADDR_BTH>();
    }

    private static BluetoothEndPoint? Read(ref AddressReader reader)
    {
        if (!reader.Take('(', "'('") || !BluetoothAddress.Read(ref reader, out BluetoothAddress address) || !reader.Take(')', "')'"))
            return null;

        Guid service = default;
        int port = 0;
        if (reader.IsAtEnd)
            return new BluetoothEndPoint(address, port);
        if (!reader.Take(':', "':'") || (reader.HasHyphen && !reader.TakeGuid(out service)))
            return null;
        bool hasPort = service == Guid.Empty || reader.TryTake(':');
        return (!hasPort || ReadPort(ref reader, out port)) && reader.TakeEnd() ? new BluetoothEndPoint(address, service, port) : null;
    }

    private static bool ReadPort(ref AddressReader reader, out int port)
    {
        port = AnyPort;
        if (reader.TryTake('*'))
            return true;
        bool isRead = reader.TakeNumber(LargestPort, out uint number);
        port = (int)number;
        return isRead;
    }
}
