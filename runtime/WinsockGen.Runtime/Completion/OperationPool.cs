using System;
using System.Collections.Generic;
using System.Threading;

namespace WinsockGen;

/// <summary>
/// The operations of one kind of which a socket may have many outstanding. It grows to as many as were outstanding at once, and
/// then allocates nothing.
/// </summary>
/// <param name="create">Makes an operation that has its record.</param>
internal sealed class OperationPool<TOperation>(WinsockSocket socket, Func<WinsockSocket, OperationPool<TOperation>, TOperation> create)
    where TOperation : Operation
{
    private const int FirstSweep = 16;

    private readonly Lock _lock = new();
    private readonly Stack<TOperation> _idle = new();
    private readonly List<TOperation> _all = [];
    private int _sweepAt = FirstSweep;

    // Who has one outstanding at a time never takes the lock.
    private TOperation? _spare;

    /// <summary>Whether one is with Windows, or about to be.</summary>
    internal bool HasOutstanding
    {
        get
        {
            lock (_lock)
                return _all.Exists(static known => known.IsOutstanding);
        }
    }

    /// <summary>Makes the caller the initiator of an operation.</summary>
    /// <exception cref="ObjectDisposedException">The loop is disposed.</exception>
    internal TOperation Begin()
    {
        ObjectDisposedException.ThrowIf(socket.Loop.IsStopping, socket.Loop);
        while (true)
        {
            TOperation operation = Interlocked.Exchange(ref _spare, null) ?? TakeIdle() ?? Add();

            // One that a late cancel may still hit has no next use; it is forgotten.
            if (operation.TryBegin() == Operation.BeginResult.Begun)
                return operation;
        }
    }

    /// <summary>The operation's use is over, and nobody waits for its result.</summary>
    internal void Return(TOperation operation)
    {
        if (_spare is null && Interlocked.CompareExchange(ref _spare, operation, null) is null)
            return;
        lock (_lock)
            _idle.Push(operation);
    }

    /// <summary>The socket is closed, and no initiator is inside.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            foreach (TOperation operation in _all)
                operation.Detach();
        }
    }

    private TOperation? TakeIdle()
    {
        lock (_lock)
            return _idle.TryPop(out TOperation? operation) ? operation : null;
    }

    private TOperation Add()
    {
        TOperation operation = create(socket, this);
        lock (_lock)
        {
            // Operations that nobody awaits never come back by themselves. Looking for them each time the number has
            // doubled costs next to nothing, and bounds it.
            if (_all.Count >= _sweepAt)
            {
                _all.RemoveAll(static known => known.TryAbandon());
                _sweepAt = Math.Max(FirstSweep, 2 * _all.Count);
            }

            _all.Add(operation);
        }

        return operation;
    }
}
