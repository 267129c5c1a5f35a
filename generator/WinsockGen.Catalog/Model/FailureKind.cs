namespace WinsockGen.Catalog;

/// <summary>How a caller sees that a call failed.</summary>
public enum FailureKind
{
    /// <summary>It cannot, or only as the documentation says.</summary>
    None,

    /// <summary>The result is SOCKET_ERROR; the last error says why.</summary>
    SocketError,

    /// <summary>The result is INVALID_SOCKET; the last error says why.</summary>
    InvalidSocket,

    /// <summary>The result is FALSE; the last error says why.</summary>
    False,

    /// <summary>The result is NULL; the last error says why.</summary>
    Null,

    /// <summary>The result is not 0, and says why.</summary>
    ErrorCode,

    /// <summary>The result is one certain value; the last error says why.</summary>
    Value,
}
