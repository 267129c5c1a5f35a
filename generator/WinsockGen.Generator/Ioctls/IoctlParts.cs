using System;

namespace WinsockGen.Generator.Ioctls;

/// <summary>What of <c>RawIoctl</c> the ioctls of a request need besides the call itself.</summary>
[Flags]
internal enum IoctlParts
{
    None = 0,

    /// <summary>Output of any length.</summary>
    Growth = 1,

    /// <summary>Socket addresses of any family.</summary>
    EndPoints = 2,

    /// <summary>Lists of socket addresses, which point into their own memory.</summary>
    AddressLists = 4,

    /// <summary>Source filters of multicast groups.</summary>
    SourceFilters = 8,

    /// <summary>Calls that Windows completes later.</summary>
    Waits = 16,
}
