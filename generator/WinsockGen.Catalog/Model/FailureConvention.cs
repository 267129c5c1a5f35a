namespace WinsockGen.Catalog;

/// <summary>How a function reports failure.</summary>
public readonly struct FailureConvention
{
    private FailureConvention(FailureKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    public FailureKind Kind { get; }

    /// <summary>The result that means failure, for <see cref="FailureKind.Value"/>; otherwise empty.</summary>
    public string Value { get; }

    internal static FailureConvention Parse(CatalogRow row, int column)
    {
        var text = row[column];
        return text.Is("SocketError") ? new(FailureKind.SocketError, string.Empty)
            : text.Is("InvalidSocket") ? new(FailureKind.InvalidSocket, string.Empty)
            : text.Is("False") ? new(FailureKind.False, string.Empty)
            : text.Is("Null") ? new(FailureKind.Null, string.Empty)
            : text.Is("ErrorCode") ? new(FailureKind.ErrorCode, string.Empty)
            : text.StartsWith("Value:") ? new(FailureKind.Value, text.From("Value:".Length).ToString())
            : text.Is("None") ? new(FailureKind.None, string.Empty)
            : throw row.Malformed(column, $"'{text}' is not a failure convention");
    }
}
