using System;
using System.Globalization;
using System.Net.Sockets;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Bindings.ControlMessages;

/// <summary>
/// The option that turns a control message on, or where nothing does, the option that says the same of a whole socket. The BCL's
/// sockets set it: what the generator emits has no part in it.
/// </summary>
internal sealed class MessageOption
{
    private readonly CatalogOption _option;

    private MessageOption(CatalogMessage message)
    {
        IsIPv6 = message.Level == "IPPROTO_IPV6";
        _option = WinsockCatalog.Shared.Options.Find(message.Level + "." + (message.Option.Length > 0 ? message.Option : message.Name))
            ?? throw new ArgumentException($"No option turns {message.Name} on.", nameof(message));
    }

    public bool IsIPv6 { get; }

    public int Level => WinsockCatalog.Shared.Levels.Find(_option.Level)!.Value;

    public int Name => int.Parse(_option.Value, CultureInfo.InvariantCulture);

    public static MessageOption Of(string message) =>
        new(WinsockCatalog.Shared.Messages.Find(message) ?? throw new ArgumentException($"The catalog has no message '{message}'.", nameof(message)));

    /// <summary>Why the message cannot be tested here, or null.</summary>
    public string? WhyMissing()
    {
        try
        {
            using var socket = new Socket(IsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.SetRawSocketOption(Level, Name, BitConverter.GetBytes(1));
            return null;
        }
        catch (SocketException error)
        {
            return $"this Winsock lacks {_option.Name}: {error.SocketErrorCode} ({error.ErrorCode})";
        }
    }
}
