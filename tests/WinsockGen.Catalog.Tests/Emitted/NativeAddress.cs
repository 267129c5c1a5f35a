using System;
using System.Net;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>Addresses as the emitted structs have them, from text.</summary>
internal static unsafe class NativeAddress
{
    public static Ws2.IN6_ADDR Parse6(string text)
    {
        Ws2.IN6_ADDR address;
        Assert.True(IPAddress.Parse(text).TryWriteBytes(new Span<byte>(&address, sizeof(Ws2.IN6_ADDR)), out _));
        return address;
    }

    public static Ws2.IN_ADDR Parse4(string text)
    {
        Ws2.IN_ADDR address;
        Assert.True(IPAddress.Parse(text).TryWriteBytes(new Span<byte>(&address, sizeof(Ws2.IN_ADDR)), out _));
        return address;
    }

    public static string Text(Ws2.IN6_ADDR address) => new IPAddress(new ReadOnlySpan<byte>(&address, sizeof(Ws2.IN6_ADDR))).ToString();
}
