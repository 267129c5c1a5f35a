using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace WinsockGen;

/// <summary>A device and the name of a service: an end point of AF_IRDA, as <c>0A1B2C3D:IrDA:IrCOMM</c>.</summary>
/// <remarks>
/// Sockets are of <see cref="AddressFamily.Irda"/> and <see cref="SocketType.Stream"/>. See
/// <see href="https://learn.microsoft.com/windows/win32/api/af_irda/ns-af_irda-sockaddr_irda">SOCKADDR_IRDA</see>.
/// </remarks>
public sealed class InfraredEndPoint : WinsockEndPoint, ISpanParsable<InfraredEndPoint>
{
    /// <summary>So many characters a service's name has at most.</summary>
    public const int LongestServiceName = 24;

    private const int DeviceDigits = 8;
    private const string Form = "an infrared end point, such as 0A1B2C3D:IrDA:IrCOMM";

    /// <summary>A service of a device.</summary>
    /// <param name="deviceId">The four bytes that discovery told, the first one as the most significant; 0 to bind to.</param>
    /// <param name="serviceName">The name: at most 24 characters of Latin 1, none of them a zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name is too long, or has other characters.</exception>
    public InfraredEndPoint(uint deviceId, string serviceName)
        : base(Ws2.AF_IRDA)
    {
        ArgumentNullException.ThrowIfNull(serviceName);
        if (serviceName.Length > LongestServiceName || serviceName.AsSpan().ContainsAnyExceptInRange('\u0001', '\u00FF'))
            throw new ArgumentOutOfRangeException(nameof(serviceName), serviceName, "A service's name has at most 24 characters, each from 1 to 255.");
        DeviceId = deviceId;
        ServiceName = serviceName;
    }

    /// <summary>The four bytes that discovery told, the first one as the most significant.</summary>
    public uint DeviceId { get; }

    /// <summary>The name under which the service registered.</summary>
    public string ServiceName { get; }

    /// <summary>Reads the device in eight hexadecimal digits, a colon, and the name, which may have colons of its own.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong, and where.</exception>
    public static InfraredEndPoint Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static InfraredEndPoint Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
    {
        var reader = new AddressReader(s);
        return Read(ref reader) ?? throw reader.Failure(Form);
    }

    /// <summary>Reads an end point, if the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, [NotNullWhen(true)] out InfraredEndPoint? result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out InfraredEndPoint?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out InfraredEndPoint? result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out InfraredEndPoint?)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [NotNullWhen(true)] out InfraredEndPoint? result)
    {
        var reader = new AddressReader(s);
        result = Read(ref reader);
        return result is not null;
    }

    /// <inheritdoc/>
    public override bool TryFormat(Span<char> destination, out int charsWritten) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{DeviceId:X8}:{ServiceName}", out charsWritten);

    internal static InfraredEndPoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (!MemoryMarshal.TryRead(bytes, out Ws2.SOCKADDR_IRDA native))
            return null;

        ReadOnlySpan<byte> name = native.irdaServiceName;
        int length = name.IndexOf((byte)0);
        return length < 0 ? null : new InfraredEndPoint(BinaryPrimitives.ReadUInt32BigEndian(native.irdaDeviceID), Encoding.Latin1.GetString(name[..length]));
    }

    internal override int WriteAddress(Span<byte> destination)
    {
        var native = new Ws2.SOCKADDR_IRDA { irdaAddressFamily = Ws2.AF_IRDA };
        BinaryPrimitives.WriteUInt32BigEndian(native.irdaDeviceID, DeviceId);
        Encoding.Latin1.GetBytes(ServiceName, native.irdaServiceName);
        MemoryMarshal.Write(destination, in native);
        return Unsafe.SizeOf<Ws2.SOCKADDR_IRDA>();
    }

    private static InfraredEndPoint? Read(ref AddressReader reader) =>
        reader.TakeHex(DeviceDigits, DeviceDigits, out ulong device) && reader.Take(':', "':'") && reader.TakeLatin1(LongestServiceName, out string name)
            ? new InfraredEndPoint((uint)device, name)
            : null;
}
