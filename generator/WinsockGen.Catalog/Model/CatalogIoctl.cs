using System.Collections.Generic;

namespace WinsockGen.Catalog;

/// <summary>A control code of WSAIoctl. Its number is that of the constant of the same name.</summary>
public sealed class CatalogIoctl
{
    internal const string Header = "name completion kinds families minWindows doc note summary";

    internal CatalogIoctl(CatalogRow row)
    {
        Name = row.Required(0);
        IsCompletedLater = row[1].Is("later") || (row[1].Is("now") ? false : throw row.Malformed(1, $"'{row.Text(1)}' is neither now nor later"));
        Kinds = CatalogOption.ParseKinds(row, 2);
        Families = row.Words(3);
        MinWindows = row.Text(4);
        Doc = row.Text(5);
        Note = row.Text(6);
        Summary = row.Required(7);
    }

    /// <summary>The name of the constant.</summary>
    public string Name { get; }

    /// <summary>Windows completes it when something happens, which may take any time.</summary>
    public bool IsCompletedLater { get; }

    public SocketKinds Kinds { get; }

    /// <summary>The address families, or one <c>*</c> for all.</summary>
    public IReadOnlyList<string> Families { get; }

    public string MinWindows { get; }

    public string Doc { get; }

    /// <summary>Why there is no method for it; empty where there is one.</summary>
    public string Note { get; }

    public string Summary { get; }
}
