using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace WinsockGen;

/// <summary>
/// An end point of a family that Winsock has and <c>System.Net</c> lacks. <see cref="Socket"/> takes it wherever it takes an
/// <see cref="EndPoint"/>, on Windows; its text, and its bytes as a <see cref="SocketAddressValue"/>, exist on every system.
/// </summary>
/// <remarks>End points are equal when the bytes of their addresses are.</remarks>
public abstract class WinsockEndPoint : EndPoint, ISpanFormattable
{
    // Two GUIDs, or a device and a name of 25 bytes: no text comes near this.
    private const int LongestText = 128;

    private protected WinsockEndPoint(int family) => AddressFamily = (AddressFamily)family;

    /// <summary>The family, by the number that Windows has for it.</summary>
    public sealed override AddressFamily AddressFamily { get; }

    /// <summary>The address as the framework's sockets hand it to Windows.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// This is not Windows: elsewhere families have other numbers, and addresses another layout. <see cref="SocketAddressValue.From(EndPoint)"/>
    /// has the bytes of Windows anywhere.
    /// </exception>
    [SupportedOSPlatform("windows")]
    public sealed override SocketAddress Serialize()
    {
        if (!OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException($"{GetType().Name}: only on Windows does a SocketAddress have room for family {(int)AddressFamily}. SocketAddressValue.From has its bytes anywhere.");

        SocketAddressValue value = SocketAddressValue.From(this);
        var address = new SocketAddress(AddressFamily, value.Bytes.Length);
        value.Bytes.CopyTo(address.Buffer.Span);
        return address;
    }

    /// <summary>The end point of an address of the same family.</summary>
    /// <exception cref="ArgumentException">It is of another family, or no valid address of this one.</exception>
    public sealed override EndPoint Create(SocketAddress socketAddress)
    {
        ArgumentNullException.ThrowIfNull(socketAddress);
        var value = new SocketAddressValue(socketAddress.Buffer.Span[..socketAddress.Size]);
        return value.Family == AddressFamily && value.TryToEndPoint() is { } endPoint
            ? endPoint
            : throw new ArgumentException($"These {socketAddress.Size} bytes are no address of family {(int)AddressFamily}.", nameof(socketAddress));
    }

    /// <summary>Writes the text into a span.</summary>
    /// <returns>False when it does not fit.</returns>
    public abstract bool TryFormat(Span<char> destination, out int charsWritten);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    /// <summary>The text that the parser of the same type reads.</summary>
    public sealed override string ToString()
    {
        Span<char> text = stackalloc char[LongestText];
        TryFormat(text, out int length);
        return new string(text[..length]);
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) =>
        obj is WinsockEndPoint other && SocketAddressValue.From(this) == SocketAddressValue.From(other);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => SocketAddressValue.From(this).GetHashCode();

    /// <summary>Writes the SOCKADDR, and says how long it is.</summary>
    internal abstract int WriteAddress(Span<byte> destination);
}
