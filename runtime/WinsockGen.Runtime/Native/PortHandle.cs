using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>Owns a completion port: it is closed only when no thread is inside a call with it.</summary>
internal sealed unsafe class PortHandle : SafeHandle
{
    private readonly WinsockTable _native;

    internal PortHandle(WinsockTable native, nint port) : base(0, ownsHandle: true)
    {
        _native = native;
        SetHandle(port);
    }

    public override bool IsInvalid => handle == 0;

    internal nint Value => handle;

    protected override bool ReleaseHandle() => _native.CloseHandle(handle) != 0;
}
