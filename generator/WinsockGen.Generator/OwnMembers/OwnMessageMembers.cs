using System;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>What a control message's struct can receive.</summary>
[Flags]
internal enum OwnMessageMembers
{
    None = 0,
    ControlSize = 1,
    TryRead = 2,
    TryWrite = 4,
    Write = 8,
}
