using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>
/// The sockets of a listener's closed connections, on their way to be accepted into again. Nobody waits for them: Windows may keep one until
/// its TIME_WAIT is over (DisconnectEx, "Remarks", on mswsock.h's page), and there are never more than a few.
/// </summary>
internal sealed class AcceptRecycler
{
    private const int Limit = 256;

    private readonly Lock _lock = new();
    private readonly HashSet<StreamSocket> _disconnecting = [];
    private readonly Stack<StreamSocket> _ready = new();
    private readonly List<DisconnectCall> _idle = [];
    private int _count;
    private int _reused;
    private bool _closed;

    internal AcceptRecycler(bool isProven) => State = isProven ? AcceptRecycling.On : AcceptRecycling.Probing;

    internal AcceptRecycling State { get; private set; }

    /// <summary>How many sockets were used again.</summary>
    internal int Reused => Volatile.Read(ref _reused);

    /// <summary>Finds out whether this Winsock recycles rightly, unless that is known.</summary>
    internal async Task ProbeAsync(SocketProvider provider)
    {
        if (State == AcceptRecycling.Probing)
            State = await provider.RecyclesAsync().ConfigureAwait(false) ? AcceptRecycling.On : AcceptRecycling.Unavailable;
    }

    /// <summary>Takes the SOCKET of a connection that is closed: no thread is inside a call with it, and nothing is pending.</summary>
    /// <returns>False when the caller has to close it.</returns>
    internal bool TryRecycle(SocketProvider provider, nuint handle)
    {
        // What was pending when a loop ended still is, though its operation is over: its record was given up.
        if (provider.Loop.IsStopping)
            return false;
        DisconnectCall? call;
        lock (_lock)
        {
            if (_closed || State != AcceptRecycling.On || _count == Limit)
                return false;
            _count++;
            int index = _idle.FindLastIndex(idle => idle.IsOf(provider.Loop));
            call = index < 0 ? null : _idle[index];
            if (call is not null)
                _idle.RemoveAt(index);
        }

        try
        {
            call ??= new DisconnectCall(this, provider.Loop);
        }
        catch (ObjectDisposedException)
        {
            // The loop has ended.
            lock (_lock)
                _count--;
            return false;
        }

        // The object of the next connection, which keeps the handle safe until then.
        var next = new StreamSocket(provider, handle);
        bool isClosed;
        lock (_lock)
        {
            isClosed = _closed;
            if (!isClosed)
                _disconnecting.Add(next);
        }

        if (isClosed)
        {
            next.Dispose();
            call.Retire();
        }
        else
        {
            call.Disconnect(next);
        }

        return true;
    }

    /// <summary>A socket is disconnected, or cannot be.</summary>
    internal void OnDisconnected(DisconnectCall call, StreamSocket socket, int error)
    {
        bool keep;
        bool retire;
        lock (_lock)
        {
            _disconnecting.Remove(socket);
            keep = error == 0 && !_closed;
            if (keep)
                _ready.Push(socket);
            else
                _count--;
            retire = _closed || !call.HasRecord;
            if (!retire)
                _idle.Add(call);
        }

        if (!keep)
            socket.Dispose();
        if (retire)
            call.Retire();
    }

    /// <summary>A socket to accept into, if one is ready.</summary>
    internal StreamSocket? Take()
    {
        lock (_lock)
        {
            if (!_ready.TryPop(out StreamSocket? socket))
                return null;
            _count--;
            _reused++;
            return socket;
        }
    }

    /// <summary>The listener is closed.</summary>
    internal void Close()
    {
        StreamSocket[] sockets;
        DisconnectCall[] calls;
        lock (_lock)
        {
            _closed = true;
            sockets = [.. _disconnecting, .. _ready];
            calls = [.. _idle];
            _ready.Clear();
            _idle.Clear();
        }

        foreach (StreamSocket socket in sockets)
            socket.Dispose();
        foreach (DisconnectCall call in calls)
            call.Retire();
    }
}
