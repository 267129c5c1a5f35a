namespace WinsockGen.Generator.Bindings;

/// <summary>What a friendly overload makes of a raw parameter.</summary>
internal enum OverloadShape
{
    /// <summary>The same parameter.</summary>
    Raw,

    /// <summary>A SafeHandle for a socket.</summary>
    Socket,

    /// <summary>A span, or an array where the target has no spans.</summary>
    Buffer,

    /// <summary>Nothing: the length of a buffer, which the span knows.</summary>
    Length,

    /// <summary>An <c>out</c> parameter: the length of a buffer when passed in, and of what was written when passed back.</summary>
    WrittenLength,

    /// <summary><c>in</c> instead of a pointer.</summary>
    In,

    /// <summary><c>out</c> instead of a pointer.</summary>
    Out,

    /// <summary><c>ref</c> instead of a pointer.</summary>
    Ref,

    /// <summary>A struct or nothing, instead of a pointer that may be null.</summary>
    Optional,

    /// <summary>A value of the caller's type, whose bytes are the buffer.</summary>
    Value,

    /// <summary>Nothing: the size of that value.</summary>
    ValueSize,

    /// <summary>A string for constant UTF-16 text.</summary>
    Text,

    /// <summary>A <c>bool</c>.</summary>
    Truth,

    /// <summary>Nothing: NULL is passed, which makes an overlapped call an ordinary one.</summary>
    Omitted,
}
