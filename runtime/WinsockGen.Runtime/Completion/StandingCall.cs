using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>An overlapped call that nobody awaits, and that one object makes again and again: an accept, a disconnect.</summary>
internal abstract unsafe class StandingCall(CompletionLoop loop) : RecordOwner
{
    private const int Idle = 0;
    private const int Starting = 1;
    private const int Pending = 2;
    private const int EarlyCompleted = 3;

    private int _phase;
    private int _earlyError;
    private uint _earlyTransferred;

    protected CompletionLoop Loop { get; } = loop;

    /// <summary>Whether the call is with Windows. On the loop's thread it stays so until the thread goes on.</summary>
    protected bool IsPending => Volatile.Read(ref _phase) == Pending;

    internal sealed override void OnDequeued(int error, uint transferred)
    {
        _earlyError = error;
        _earlyTransferred = transferred;

        // The initiator has not come back from its call yet: it goes on when it does.
        if (Interlocked.CompareExchange(ref _phase, EarlyCompleted, Starting) == Starting)
            return;
        Volatile.Write(ref _phase, Idle);
        OnOver(error, transferred);
    }

    internal sealed override void OnPortLost()
    {
        bool wasPending = IsPending;
        if (wasPending)
        {
            Loop.Slab.Leak(Record);
            Record = null;
            GiveUpMemory();
            Volatile.Write(ref _phase, Idle);
        }

        OnLoopLost(wasPending);
    }

    /// <summary>Makes the call.</summary>
    /// <param name="transferred">How many bytes it has transferred, when it is over.</param>
    /// <returns>
    /// WSA_IO_PENDING, after which <see cref="OnOver"/> is called; otherwise it is over at once: zero, or the error.
    /// </returns>
    protected int Start(out uint transferred)
    {
        transferred = 0;
        if (Record == null)
            return WSA_OPERATION_ABORTED;
        Record->Overlapped = default;
        Volatile.Write(ref _phase, Starting);
        int error = Issue(&Record->Overlapped);
        if (error != WSA_IO_PENDING)
        {
            transferred = (uint)Record->Overlapped.InternalHigh;
            Volatile.Write(ref _phase, Idle);
            return error;
        }

        if (Interlocked.CompareExchange(ref _phase, Pending, Starting) == EarlyCompleted)
        {
            transferred = _earlyTransferred;
            Volatile.Write(ref _phase, Idle);
            return _earlyError;
        }

        if (Loop.HasStopped)
            Loop.GiveUp(this);
        return WSA_IO_PENDING;
    }

    /// <returns>Zero when it succeeded at once and no packet comes, WSA_IO_PENDING when one does, otherwise the error.</returns>
    protected abstract int Issue(OVERLAPPED* overlapped);

    /// <summary>The pending call is over.</summary>
    protected abstract void OnOver(int error, uint transferred);

    /// <summary>Leaves what the call was given to Windows for ever.</summary>
    protected abstract void GiveUpMemory();

    /// <summary>The loop has ended.</summary>
    /// <param name="wasPending">Whether the call was with Windows, and is over now.</param>
    protected abstract void OnLoopLost(bool wasPending);

    /// <summary>Gives the record back; nothing is outstanding.</summary>
    protected void ReturnRecord()
    {
        OverlappedRecord* record = Record;
        Record = null;
        if (record != null)
            Loop.Slab.Return(record, null);
    }
}
