using System;

namespace WinsockGen.Generator.Values;

/// <summary>What of <c>RawBytes</c> the emitted code of a request needs besides the numbers.</summary>
[Flags]
internal enum RawBytesParts
{
    None = 0,

    /// <summary>TimeSpan in units, for writing.</summary>
    Times = 1,

    /// <summary>Arrays of bytes.</summary>
    Arrays = 2,

    /// <summary>Arrays of uint.</summary>
    Numbers = 4,

    /// <summary>Text that a zero ends, of two or of one byte a character.</summary>
    Text = 8,

    Guids = 16,

    /// <summary>What is as wide as a pointer.</summary>
    Handles = 32,

    /// <summary>IP addresses, alone and in socket addresses.</summary>
    Addresses = 64,
}
