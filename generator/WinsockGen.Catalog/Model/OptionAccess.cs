using System;

namespace WinsockGen.Catalog;

/// <summary>What a program may do with an option.</summary>
[Flags]
public enum OptionAccess
{
    None = 0,

    /// <summary>getsockopt.</summary>
    Get = 1,

    /// <summary>setsockopt.</summary>
    Set = 2,
}
