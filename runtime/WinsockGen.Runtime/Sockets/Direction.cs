using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace WinsockGen;

/// <summary>One direction of a connection: its operation is used again and again, and one use may be outstanding at a time.</summary>
internal struct Direction<TOperation>
    where TOperation : Operation
{
    private TOperation? _operation;

    /// <summary>Whether a use is with Windows, or about to be.</summary>
    internal readonly bool IsOutstanding => _operation is { IsOutstanding: true };

    /// <summary>Makes the caller the initiator of the next use.</summary>
    /// <param name="rent">Makes an operation that has its record.</param>
    /// <exception cref="InvalidOperationException">The previous use is outstanding.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TOperation Begin(WinsockSocket socket, string name, Func<WinsockSocket, TOperation> rent)
    {
        ObjectDisposedException.ThrowIf(socket.Loop.IsStopping, socket.Loop);
        TOperation? current = Volatile.Read(ref _operation);
        return current is not null && current.TryBegin() == Operation.BeginResult.Begun ? current : BeginAnother(socket, name, rent);
    }

    /// <summary>The socket is closed, and no initiator is inside.</summary>
    internal readonly void Close() => _operation?.Detach();

    private TOperation BeginAnother(WinsockSocket socket, string name, Func<WinsockSocket, TOperation> rent)
    {
        while (true)
        {
            TOperation? current = Volatile.Read(ref _operation);
            switch (current is null ? Operation.BeginResult.Detached : current.TryBegin())
            {
                case Operation.BeginResult.Begun:
                    return current!;
                case Operation.BeginResult.Busy:
                    throw new InvalidOperationException(
                        $"A {name} is outstanding on this socket, which has one {name} at a time. Await it before you start the next.");
            }

            TOperation fresh = rent(socket);
            if (Interlocked.CompareExchange(ref _operation, fresh, current) != current)
                fresh.Detach();
        }
    }
}
