using System;

namespace WinsockGen.Catalog;

/// <summary>The kinds of socket that an option applies to.</summary>
[Flags]
public enum SocketKinds
{
    None = 0,
    Stream = 1,
    Datagram = 2,

    /// <summary>Sequenced packets and reliably delivered messages.</summary>
    Message = 4,
    Raw = 8,
}
