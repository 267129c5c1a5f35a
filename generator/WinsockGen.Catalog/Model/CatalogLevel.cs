namespace WinsockGen.Catalog;

/// <summary>A level of socket options: a protocol, or the sockets themselves. Calls of WSAIoctl are asked for by the same flags.</summary>
public sealed class CatalogLevel
{
    internal const string Header = "name flag bit value doc summary";

    internal CatalogLevel(CatalogRow row)
    {
        Name = row.Required(0);
        Flag = row.Required(1);
        var bit = row.Number(2, -1);
        Mask = bit is >= 0 and <= 30 ? 1 << bit : throw row.Malformed(2, "must be 0 to 30");
        Value = row.Number(3, -1);
        Doc = row.Text(4);
        Summary = row.Text(5);
    }

    /// <summary>The name of the level's constant; that of the address family where there are only calls of WSAIoctl.</summary>
    public string Name { get; }

    /// <summary>The flag of <c>SocketOptionLevels</c>, and the first word of the properties of its options.</summary>
    public string Flag { get; }

    /// <summary>The flag's value: one bit.</summary>
    public int Mask { get; }

    /// <summary>What getsockopt and setsockopt take as the level; -1 where there are only calls of WSAIoctl.</summary>
    public int Value { get; }

    public string Doc { get; }

    public string Summary { get; }
}
