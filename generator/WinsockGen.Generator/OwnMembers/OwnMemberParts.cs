using System;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>What of the shared code the members of a project need.</summary>
[Flags]
internal enum OwnMemberParts
{
    None = 0,

    /// <summary>Calls of sockets.</summary>
    Sockets = 1,

    /// <summary>Times as numbers.</summary>
    Times = 2,

    /// <summary>Times where one number stands for null.</summary>
    OptionalTimes = 4,

    /// <summary>The time of a LINGER.</summary>
    Lingers = 8,

    /// <summary>IP addresses.</summary>
    Addresses = 16,

    /// <summary>Ioctls.</summary>
    Ioctls = 32,

    /// <summary>Control messages.</summary>
    Messages = 64,
}
