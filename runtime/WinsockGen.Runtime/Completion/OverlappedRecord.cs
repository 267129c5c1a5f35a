using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// The native half of an operation: the OVERLAPPED that Windows writes to, and what must live exactly as long. A whole cache line,
/// so that the kernel's write to one record does not take another's line away from its processor.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct OverlappedRecord
{
    /// <summary>First, so that the address of the record is the address that a completion names.</summary>
    public OVERLAPPED Overlapped;

    /// <summary>A retained pinned GC handle whose target is the memory of the operation in flight.</summary>
    public nint Pin;

    public uint Index;

    /// <summary>Odd while the record is rented, even while it is free; each change is a new generation.</summary>
    public uint Generation;

    public uint NextFree;

    public readonly bool IsRented => (Generation & 1) != 0;
}
