using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A socket option. Its name in the table is <c>LEVEL.NAME</c>, since some names exist at two levels.</summary>
public sealed class CatalogOption
{
    internal const string Header = "level name value property type unit default access kinds families minWindows doc summary";

    internal CatalogOption(CatalogRow row)
    {
        Level = row.Required(0);
        Name = row.Required(1);
        Value = row.Text(2);
        Property = row.Text(3);
        Type = row.Text(4);
        Unit = row.Text(5);
        Default = row.Text(6);
        Access = ParseAccess(row, 7);
        Kinds = ParseKinds(row, 8);
        Families = row.Words(9);
        MinWindows = row.Text(10);
        Doc = row.Text(11);
        Summary = row.Text(12);
    }

    /// <summary>The name of the level's constant.</summary>
    public string Level { get; }

    /// <summary>The name of the option's constant.</summary>
    public string Name { get; }

    /// <summary>The option's number, decimal or hexadecimal with 0x; empty where no header gives one.</summary>
    public string Value { get; }

    /// <summary>The .NET property, or the method of an option that acts or is asked; empty where the option has none.</summary>
    public string Property { get; }

    /// <summary>The .NET type, in the catalog's own terms (see its README).</summary>
    public string Type { get; }

    /// <summary>What the type does not say: the unit of a time, the greatest length, the reason of <c>raw</c> (see the README).</summary>
    public string Unit { get; }

    /// <summary>The value that a new socket has, for people to read; empty where it depends or is not known.</summary>
    public string Default { get; }

    public OptionAccess Access { get; }

    public SocketKinds Kinds { get; }

    /// <summary>The address families, or one <c>*</c> for all.</summary>
    public IReadOnlyList<string> Families { get; }

    public string MinWindows { get; }

    public string Doc { get; }

    public string Summary { get; }

    private static OptionAccess ParseAccess(CatalogRow row, int column)
    {
        var access = OptionAccess.None;
        foreach (var word in row[column].Split(' '))
        {
            access |= word.Is("get") ? OptionAccess.Get
                : word.Is("set") ? OptionAccess.Set
                : word.Is("act") ? OptionAccess.Act
                : word.Is("query") ? OptionAccess.Query
                : throw row.Malformed(column, $"'{word}' is none of get, set, act and query");
        }

        return access;
    }

    internal static SocketKinds ParseKinds(CatalogRow row, int column)
    {
        var kinds = SocketKinds.None;
        foreach (var word in row[column].Split(' '))
        {
            kinds |= word.Is("Stream") ? SocketKinds.Stream
                : word.Is("Datagram") ? SocketKinds.Datagram
                : word.Is("Message") ? SocketKinds.Message
                : word.Is("Raw") ? SocketKinds.Raw
                : throw row.Malformed(column, $"'{word}' is not a kind of socket");
        }

        return kinds;
    }
}
