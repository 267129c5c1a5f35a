using System;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>What came with the accept: every receive asks for it first.</summary>
public sealed unsafe partial class StreamSocket
{
    // Null when there is nothing, or nothing left.
    private AcceptBuffer* _firstData;

    /// <summary>Whether there are bytes that came with the accept.</summary>
    internal bool HasFirstData => _firstData != null;

    /// <summary>The accept is over, and nobody has the connection yet.</summary>
    internal void GiveFirstData(AcceptBuffer* buffer) => _firstData = buffer;

    /// <summary>Receives of the bytes that came with the accept. The caller is the only one that receives, and keeps the socket open.</summary>
    /// <param name="overlapped">Is told how many, as if it were a call that has succeeded at once.</param>
    internal void ReceiveFirstData(ReadOnlySpan<WSABUF> buffers, OVERLAPPED* overlapped)
    {
        overlapped->InternalHigh = AcceptBuffer.Take(_firstData, buffers, out bool isEmpty);
        if (isEmpty)
            FreeFirstData();
    }

    /// <summary>Whether an accept into this socket has had a connection for so long, and is not over.</summary>
    internal bool HasBeenConnectedFor(uint seconds)
    {
        // All ones while there is no connection (SOL_SOCKET options, SO_CONNECT_TIME).
        uint connected = uint.MaxValue;
        int length = sizeof(uint);
        using var use = Use();
        return Native.getsockopt(use.Socket, SOL_SOCKET, SO_CONNECT_TIME, (byte*)&connected, &length) == 0
            && connected != uint.MaxValue && connected >= seconds;
    }

    private void FreeFirstData()
    {
        AcceptBuffer.Free(_firstData);
        _firstData = null;
    }
}
