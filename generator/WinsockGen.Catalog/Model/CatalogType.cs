namespace WinsockGen.Catalog;

/// <summary>A semantic scalar that signatures may name, such as <c>SOCKET</c>.</summary>
public sealed class CatalogType
{
    internal const string Header = "name csharp size64 size32 summary";

    internal CatalogType(CatalogRow row)
    {
        Name = row.Required(0);
        CSharp = row.Required(1);
        Size64 = row.Number(2, 0);
        Size32 = row.Number(3, 0);
        Summary = row.Text(4);
    }

    public string Name { get; }

    /// <summary>The C# type that carries it.</summary>
    public string CSharp { get; }

    public int Size64 { get; }

    public int Size32 { get; }

    public string Summary { get; }
}
