namespace WinsockGen.Catalog;

/// <summary>A typed method that calls an ioctl. In the table it is <c>IOCTL.METHOD</c>, since some ioctls have several.</summary>
public sealed class CatalogIoctlMethod
{
    internal const string Header = "ioctl name level input output minWindows deprecated remark summary";

    internal CatalogIoctlMethod(CatalogRow row)
    {
        Ioctl = row.Required(0);
        Name = row.Required(1);
        Level = row.Required(2);
        Input = row.Text(3);
        Output = row.Text(4);
        MinWindows = row.Text(5);
        Deprecated = row.Text(6);
        Remark = row.Text(7);
        Summary = row.Required(8);
    }

    /// <summary>The name of the ioctl.</summary>
    public string Ioctl { get; }

    /// <summary>The name of the method: the flag of the level, then what it does.</summary>
    public string Name { get; }

    /// <summary>The level that brings it, by its name in <c>levels.tsv</c>.</summary>
    public string Level { get; }

    /// <summary>What it takes, in the catalog's own terms (see its README); empty for nothing.</summary>
    public string Input { get; }

    /// <summary>What it gives, likewise.</summary>
    public string Output { get; }

    /// <summary>The first version of Windows that has this form of the ioctl; empty where it is that of the ioctl.</summary>
    public string MinWindows { get; }

    /// <summary>The warning of a method that should not be used any more; empty otherwise.</summary>
    public string Deprecated { get; }

    /// <summary>Sentences about its use, for documentation.</summary>
    public string Remark { get; }

    public string Summary { get; }
}
