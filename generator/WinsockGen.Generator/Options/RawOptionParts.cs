using System;

namespace WinsockGen.Generator.Options;

/// <summary>What of <c>RawOption</c> the accessors of a request need besides numbers and whole buffers.</summary>
[Flags]
internal enum RawOptionParts
{
    None = 0,

    /// <summary>A number of seconds or milliseconds as a TimeSpan.</summary>
    Times = 1,

    /// <summary>The same, where one number stands for null.</summary>
    OptionalTimes = 2,

    /// <summary>A LINGER as a number of seconds or null.</summary>
    Lingers = 4,

    /// <summary>An IN_ADDR.</summary>
    IPv4 = 8,

    /// <summary>Any number of bytes.</summary>
    Bytes = 16,

    /// <summary>Any number of interface indexes.</summary>
    Indexes = 32,

    /// <summary>Text of one byte a character.</summary>
    Ansi = 64,

    /// <summary>Text of two bytes a character.</summary>
    Utf16 = 128,

    /// <summary>The handle of another socket.</summary>
    Sockets = 256,

    /// <summary>A question in bytes, and its answer.</summary>
    ByteQueries = 512,
}
