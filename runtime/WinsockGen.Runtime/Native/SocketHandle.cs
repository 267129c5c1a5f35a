using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>
/// Owns a SOCKET. A call that uses the socket holds a reference for its duration, so that the socket is closed only when no
/// thread is inside a call with it, and never while its number could already belong to someone else.
/// </summary>
internal sealed unsafe class SocketHandle : SafeHandle
{
    private readonly WinsockSocket _owner;

    internal SocketHandle(WinsockSocket owner, nuint socket) : base(-1, ownsHandle: true)
    {
        _owner = owner;
        SetHandle((nint)socket);
    }

    public override bool IsInvalid => handle == -1;

    internal nuint Value => (nuint)handle;

    protected override bool ReleaseHandle()
    {
        // closesocket ends what is pending, says its page; Wine 8 leaves a blocked send to the peer. That nothing is pending is no failure.
        _ = _owner.Native.CancelIoEx(handle, null);
        bool closed = _owner.Native.closesocket((nuint)handle) == 0;
        _owner.OnHandleClosed();
        return closed;
    }
}
