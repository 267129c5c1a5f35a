using System;

namespace WinsockGen.Catalog;

/// <summary>What a program may do with an option.</summary>
[Flags]
public enum OptionAccess
{
    None = 0,

    /// <summary>getsockopt.</summary>
    Get = 1,

    /// <summary>setsockopt of a value that the socket keeps.</summary>
    Set = 2,

    /// <summary>setsockopt that does something.</summary>
    Act = 4,

    /// <summary>getsockopt whose buffer brings a question.</summary>
    Query = 8,
}
