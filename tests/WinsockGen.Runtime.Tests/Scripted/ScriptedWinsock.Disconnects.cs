using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>DisconnectEx: the graceful end of a connection, after which its socket may be used for another.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    private const nint DisconnectExFunction = 0xD15C;

    /// <summary>Whether disconnects stay pending, as they do while TCP is in TIME_WAIT (DisconnectEx, "Remarks").</summary>
    public bool DisconnectsLater { get; set; }

    /// <summary>Whether a socket that was disconnected and accepted into again neither sends nor receives, as with Wine 8.</summary>
    public bool RecyclesWrongly { get; set; }

    private static int DisconnectEx(nint function, nuint handle, OVERLAPPED* overlapped, uint flags, uint reserved)
    {
        ScriptedWinsock world = Current;
        ScriptedSocket socket = world._sockets[handle];
        if (function != DisconnectExFunction || (flags & ~TF_REUSE_SOCKET) != 0 || reserved != 0)
            world.Violations.Add("DisconnectEx was called wrongly.");
        if (socket.Calls.Count != 0)
            world.Violations.Add("A socket was to be disconnected while something was pending on it.");
        if (socket.End is null || socket.LacksContext)
            return FailBool(WSAENOTCONN); // DisconnectEx, "Return value".
        return ResultBool(world.Start(nameof(WinsockTable.DisconnectEx), new PendingCall(CallKind.Disconnect, socket, overlapped) { Flags = flags }));
    }

    private static (uint Status, uint Transferred) Disconnect(PendingCall call)
    {
        ScriptedSocket socket = call.Socket;
        if (socket.End!.IsReset)
            return (StatusConnectionReset, 0);
        socket.End.Peer.IsEnded = true;
        if ((call.Flags & TF_REUSE_SOCKET) != 0)
        {
            // As new, except that it keeps its port and its options.
            socket.End = null;
            socket.Local = null;
            socket.Remote = null;
            socket.ConnectedAt = null;
            socket.IsRecycled = true;
        }

        return (0, 0);
    }
}
