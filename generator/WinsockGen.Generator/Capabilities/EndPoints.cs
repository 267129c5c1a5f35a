using System;

namespace WinsockGen.Generator.Capabilities;

/// <summary>What a project can hold socket addresses in.</summary>
[Flags]
internal enum EndPoints
{
    None = 0,

    /// <summary>SocketAddress and IPEndPoint: the framework with its System.dll.</summary>
    Framework = 1,

    /// <summary>UnixDomainSocketEndPoint: .NET Core 2.1.</summary>
    Unix = 2,

    /// <summary>The end points of WinsockGen's own runtime.</summary>
    Winsock = 4,
}
