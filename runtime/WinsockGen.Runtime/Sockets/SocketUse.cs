using System;

namespace WinsockGen;

/// <summary>One call's hold on a SOCKET: while it lasts the socket is not closed.</summary>
internal readonly ref struct SocketUse : IDisposable
{
    private readonly SocketHandle _handle;

    internal SocketUse(SocketHandle handle)
    {
        bool entered = false;
        handle.DangerousAddRef(ref entered);
        _handle = handle;
    }

    internal nuint Socket => _handle.Value;

    public void Dispose() => _handle.DangerousRelease();
}
