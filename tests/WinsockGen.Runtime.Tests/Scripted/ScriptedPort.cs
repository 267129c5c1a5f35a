using System.Collections.Generic;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A completion port of the scripted Winsock, with its packets.</summary>
internal sealed class ScriptedPort(nint handle)
{
    public nint Handle { get; } = handle;

    public List<OVERLAPPED_ENTRY> Packets { get; } = [];
}
