using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// An operation that takes several overlapped calls, one after the other: each goes on where the one before has ended. Its memory is pinned
/// before the first of them, since the loop may be at the second while the initiator is still inside the first.
/// </summary>
internal abstract unsafe class SeriesOperation(WinsockSocket socket, bool detached = false) : IoOperation<long>(socket, detached)
{
    // As many may succeed at once before the loop's other work gets its turn.
    private const int CallsInARow = 16;

    internal sealed override void OnDequeued(int error, uint transferred)
    {
        if (error == 0)
            error = Advance(transferred);
        else if (Record != null)
            error = Explain(error, (uint)Record->Overlapped.Internal);
        if (error == WSA_IO_PENDING)
            error = Continue();
        if (error != WSA_IO_PENDING)
            Complete(error, 0);
    }

    /// <summary>Takes what a call has transferred.</summary>
    /// <returns>Zero when that was the last one, WSA_IO_PENDING when there is more to do, otherwise what is wrong.</returns>
    protected abstract int Advance(uint transferred);

    /// <summary>Makes a better error of what a call has failed with.</summary>
    protected virtual int Explain(int error, uint status) => error;

    /// <summary>Makes the next call, and what follows as long as they succeed at once.</summary>
    /// <returns>What <see cref="IoOperation{T}.Issue"/> returns.</returns>
    protected int IssueNext(nuint socket)
    {
        for (int call = 1; ; call++)
        {
            int error = Issue(socket);
            if (error != 0)
                return error;
            if (call == CallsInARow)
                return PostPacket();
            error = Advance((uint)Record->Overlapped.InternalHigh);
            if (error != WSA_IO_PENDING)
                return error;
        }
    }

    /// <summary>Starts. The caller is the initiator and keeps the socket open.</summary>
    protected SocketOperation<long> Start(nuint socket, CancellationToken cancellationToken)
    {
        int error = IssueNext(socket);
        if (error != WSA_IO_PENDING)
            Unpin();
        return Conclude(error, cancellationToken);
    }

    /// <summary>The call has succeeded at once: as if its packet had come.</summary>
    private int PostPacket()
    {
        try
        {
            Loop.Port.Post(Record);
            return WSA_IO_PENDING;
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }
    }

    private int Continue()
    {
        if (WasCancelled || Loop.IsStopping)
            return WSA_OPERATION_ABORTED;
        int error;
        try
        {
            using SocketUse use = Socket.Use();
            error = WinsockError.FromWin32(IssueNext(use.Socket));
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }

        // A canceller that came between two calls has found nothing to cancel.
        if (error == WSA_IO_PENDING && WasCancelled)
            Cancel();
        return error;
    }
}
