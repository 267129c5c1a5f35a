using System;
using System.Linq;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>AcceptEx, with and without first data.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    public const uint StatusConnectionAborted = 0xC0000241;

    /// <summary>
    /// An accept that waits for first data takes its connection at once, and is over when there is data or the stream has ended (AcceptEx,
    /// "Remarks").
    /// </summary>
    private bool CanAccept(PendingCall call)
    {
        ScriptedSocket accepted = call.Accepted!;
        if (call.Length == 0)
            return call.Socket.Backlog.Count != 0;
        if (accepted.End is null && call.Socket.Backlog.Count != 0)
            TakeConnection(call);
        return accepted.End is { } end && (end.IsReset || end.IsEnded || end.Incoming.Count != 0);
    }

    private (uint Status, uint Transferred) Accept(PendingCall call)
    {
        if (call.Length == 0)
            TakeConnection(call);

        // A connection that the peer reset in the backlog may still fail the accept (AcceptEx: WSAECONNRESET); one that is reset while its first
        // data is waited for has none.
        StreamEnd end = call.Accepted!.End!;
        if (end.IsReset && (call.Length != 0 || Choose(true)))
        {
            call.Accepted.End = null;
            return (StatusConnectionReset, 0);
        }

        int count = Math.Min(call.Length, end.Incoming.Count);
        if (count > 1 && _random is not null)
            count = _random.Next(1, count + 1);
        for (int i = 0; i < count; i++)
            call.Buffer[i] = end.Incoming.Dequeue();
        return (0, (uint)count);
    }

    private void TakeConnection(PendingCall call)
    {
        var (end, client) = call.Socket.Backlog[0];
        call.Socket.Backlog.RemoveAt(0);
        call.Accepted!.End = end;
        call.Accepted.Local = call.Socket.Local;
        call.Accepted.Remote = client;
        call.Accepted.LacksContext = true;
        call.Accepted.ConnectedAt = Now;
    }

    /// <summary>
    /// A socket that an accept is pending into was closed, which ends the accept (AcceptEx, "Remarks": how to get rid of silent clients), at once
    /// or when it is cancelled.
    /// </summary>
    private void EndAccepts(ScriptedSocket accepted)
    {
        PendingCall[] calls = [.. _sockets.Values.SelectMany(socket => socket.Calls).Where(call => call.Accepted == accepted)];
        if (!Choose(true))
            return;
        foreach (PendingCall call in calls)
        {
            call.Socket.Calls.Remove(call);
            Queue(call, StatusConnectionAborted, 0);
        }
    }
}
