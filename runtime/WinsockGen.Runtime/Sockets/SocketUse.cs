using System;

namespace WinsockGen;

/// <summary>One call's hold on a SOCKET that was entered: while it lasts the socket is not closed, and its object not finalized.</summary>
internal readonly ref struct SocketUse(WinsockSocket socket) : IDisposable
{
    internal nuint Socket => socket.Handle;

    public void Dispose() => socket.Leave();
}
