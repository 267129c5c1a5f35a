using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>
/// A control message: what WSARecvMsg and WSASendMsg pass beside the data. Its name in the table is <c>LEVEL.NAME</c>, since some
/// names exist at two levels.
/// </summary>
public sealed class CatalogMessage
{
    internal const string Header = "level name value message type unit direction option kinds families minWindows doc summary";

    internal CatalogMessage(CatalogRow row)
    {
        Level = row.Required(0);
        Name = row.Required(1);
        Value = row.Number(2, -1);
        Message = row.Text(3);
        Type = row.Required(4);
        Unit = row.Text(5);
        Direction = ParseDirection(row, 6);
        Option = row.Text(7);
        Kinds = CatalogOption.ParseKinds(row, 8);
        Families = row.Words(9);
        MinWindows = row.Text(10);
        Doc = row.Text(11);
        Summary = row.Text(12);
    }

    /// <summary>The name of the level's constant: <c>cmsg_level</c>.</summary>
    public string Level { get; }

    /// <summary>The name of the constant: <c>cmsg_type</c>.</summary>
    public string Name { get; }

    /// <summary>The number in <c>cmsg_type</c>.</summary>
    public int Value { get; }

    /// <summary>The .NET name; empty where the message has no type.</summary>
    public string Message { get; }

    /// <summary>The .NET type of its data, in the catalog's own terms (see its README).</summary>
    public string Type { get; }

    /// <summary>The reason of <c>raw</c>.</summary>
    public string Unit { get; }

    public MessageDirection Direction { get; }

    /// <summary>The option of the same level, or the ioctl, that makes Windows tell it; empty where nothing needs to.</summary>
    public string Option { get; }

    public SocketKinds Kinds { get; }

    /// <summary>The address families.</summary>
    public IReadOnlyList<string> Families { get; }

    public string MinWindows { get; }

    public string Doc { get; }

    public string Summary { get; }

    private static MessageDirection ParseDirection(CatalogRow row, int column)
    {
        var direction = MessageDirection.None;
        foreach (var word in row[column].Split(' '))
        {
            direction |= word.Is("receive") ? MessageDirection.Receive
                : word.Is("send") ? MessageDirection.Send
                : throw row.Malformed(column, $"'{word}' is neither receive nor send");
        }

        return direction;
    }
}
