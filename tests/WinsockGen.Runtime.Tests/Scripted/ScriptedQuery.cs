using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A GetAddrInfoExW that a name space provider has not answered yet.</summary>
internal sealed unsafe class ScriptedQuery(string? host, string? service, OVERLAPPED* overlapped, ADDRINFOEXW** result,
    delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, void> routine)
{
    public string? Host { get; } = host;

    public string? Service { get; } = service;

    public OVERLAPPED* Overlapped { get; } = overlapped;

    public ADDRINFOEXW** Result { get; } = result;

    public delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, void> Routine { get; } = routine;

    public required nint Handle { get; init; }

    public required NameSpaceId NameSpace { get; init; }

    public required int Family { get; init; }

    /// <summary>The AI_* bits of the hints.</summary>
    public required int Flags { get; init; }

    /// <summary>Which structure the hints are: 0 for ADDRINFOEXW, 2 to 6 for its successors.</summary>
    public required int Version { get; init; }
}
