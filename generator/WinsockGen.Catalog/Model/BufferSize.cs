namespace WinsockGen.Catalog;

/// <summary>How much memory a pointer parameter names.</summary>
public sealed class BufferSize
{
    private BufferSize(bool isBytes, string expression)
    {
        IsBytes = isBytes;
        Expression = expression;
    }

    /// <summary>The expression counts bytes; otherwise elements.</summary>
    public bool IsBytes { get; }

    /// <summary>A number, a parameter's name, <c>*name</c> for the value it points to, or an expression of these.</summary>
    public string Expression { get; }

    internal static BufferSize Parse(CatalogRow row, int column, Slice text) =>
        text.StartsWith("bytes:") ? new BufferSize(isBytes: true, text.From("bytes:".Length).ToString())
        : text.StartsWith("count:") ? new BufferSize(isBytes: false, text.From("count:".Length).ToString())
        : throw row.Malformed(column, $"'{text}' is neither bytes:EXPR nor count:EXPR");
}
