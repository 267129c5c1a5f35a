using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>An AcceptAsync that waits for a connection: no call of Windows, only a place in the listener's queue.</summary>
internal sealed class AcceptWaiter(StreamListener listener, OperationPool<AcceptWaiter> pool) : Operation<StreamSocket>(listener.Loop)
{
    private StreamSocket? _connection;

    /// <summary>The caller is the initiator and has put this in the queue.</summary>
    internal void Wait(CancellationToken cancellationToken) => EndPending(cancellationToken);

    /// <summary>The caller is the initiator: the connection is there, but it is others' turn.</summary>
    internal void Defer(StreamSocket connection)
    {
        _connection = connection;
        Defer(0);
    }

    internal void Complete(StreamSocket? connection, int error)
    {
        _connection = connection;
        Complete(error, 0);
    }

    // No record of Windows', so that it may be in the queue or already out of it.
    internal override void OnPortLost() => Cancel();

    internal override StreamSocket GetResult(uint token)
    {
        // Read before it is taken: after that the next use may begin.
        StreamSocket? connection = _connection;
        int error = Take(token, out _, out CancellationToken cancellationToken);
        if (error != 0)
            throw CreateException(error, cancellationToken);
        return connection!;
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) => SocketFailure.Create(Loop, listener, error, cancellationToken);

    protected override void Cancel()
    {
        if (listener.Forget(this))
            Complete(null, WSA_OPERATION_ABORTED);
    }

    protected override void OnIdle()
    {
        _connection = null;
        pool.Return(this);
    }

    protected override void OnResuming() => listener.RefillInlineTurns();

    protected override void ReleaseRecord(bool reusable)
    {
    }

    protected override void LeakRecord()
    {
    }
}
