using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WinsockGen;

/// <summary>The address of a Bluetooth device: 48 bits, written <c>00:11:22:33:44:55</c> with the most significant byte first.</summary>
/// <remarks>The default value, all zeros, stands for any local radio when a socket is bound.</remarks>
public readonly struct BluetoothAddress : IEquatable<BluetoothAddress>, ISpanParsable<BluetoothAddress>, ISpanFormattable
{
    private const ulong Largest = 0xFFFF_FFFF_FFFF;
    private const int Bytes = 6;
    private const int TextLength = (3 * Bytes) - 1;
    private const string Form = "a Bluetooth address, such as 00:11:22:33:44:55";

    /// <summary>Takes the number that Windows has for the device (BTH_ADDR).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more than 48 bits.</exception>
    public BluetoothAddress(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Largest);
        Value = value;
    }

    /// <summary>The number that Windows has for the device: 0x001122334455 for <c>00:11:22:33:44:55</c>.</summary>
    public ulong Value { get; }

    /// <summary>Reads an address of six bytes in two hexadecimal digits each, with colons between them.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong, and where.</exception>
    public static BluetoothAddress Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static BluetoothAddress Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
    {
        var reader = new AddressReader(s);
        return Read(ref reader, out BluetoothAddress address) && reader.TakeEnd() ? address : throw reader.Failure(Form);
    }

    /// <summary>Reads an address, if the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, out BluetoothAddress result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BluetoothAddress)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BluetoothAddress result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BluetoothAddress)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out BluetoothAddress result)
    {
        var reader = new AddressReader(s);
        if (Read(ref reader, out result) && reader.TakeEnd())
            return true;
        result = default;
        return false;
    }

    /// <summary>Writes the text, of 17 characters, into a span.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten) => destination.TryWrite(
        CultureInfo.InvariantCulture, $"{At(5):X2}:{At(4):X2}:{At(3):X2}:{At(2):X2}:{At(1):X2}:{At(0):X2}", out charsWritten);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    /// <summary>The address as text.</summary>
    public override string ToString() => string.Create(TextLength, this, static (text, address) => address.TryFormat(text, out _));

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool Equals(BluetoothAddress other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BluetoothAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Whether two addresses are the same device's.</summary>
    public static bool operator ==(BluetoothAddress left, BluetoothAddress right) => left.Equals(right);

    /// <summary>Whether two addresses differ.</summary>
    public static bool operator !=(BluetoothAddress left, BluetoothAddress right) => !left.Equals(right);

    internal static bool Read(ref AddressReader reader, out BluetoothAddress address)
    {
        ulong value = 0;
        address = default;
        for (int i = 0; i < Bytes; i++)
        {
            if ((i > 0 && !reader.Take(':', "':'")) || !reader.TakeHex(2, 2, out ulong part))
                return false;
            value = (value << 8) | part;
        }

        address = new BluetoothAddress(value);
        return true;
    }

    private byte At(int place) => (byte)(Value >> (8 * place));
}
