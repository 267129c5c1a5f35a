using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One overlapped call of a socket: what receives, sends and controls have in common.</summary>
internal abstract unsafe class IoOperation<T>(WinsockSocket socket, bool detached = false) : Operation<T>(socket.Loop, detached)
{
    private T _result = default!;

    protected WinsockSocket Socket { get; set; } = socket;

    /// <summary>Whether a call that Wine has dropped has done nothing, so that it can be made again.</summary>
    protected virtual bool CanRepeat => false;

    internal sealed override void OnDropped()
    {
        if (!CanRepeat)
        {
            base.OnDropped();
            return;
        }

        int error;
        try
        {
            using SocketUse use = Socket.Use();
            error = Issue(use.Socket);
        }
        catch (ObjectDisposedException)
        {
            error = WSA_OPERATION_ABORTED;
        }

        if (error != WSA_IO_PENDING)
            OnDequeued(WinsockError.FromWin32(error), error == 0 ? (uint)Record->Overlapped.InternalHigh : 0);
        else if (WasCancelled)
            Cancel();
    }

    internal sealed override T GetResult(uint token)
    {
        // Read before it is taken: after that the next use may begin.
        T result = _result;
        int error = Take(token, out _, out CancellationToken cancellationToken);
        return error == 0 ? result : throw CreateException(error, cancellationToken);
    }

    /// <summary>Makes the call.</summary>
    /// <returns>Zero when it succeeded at once and no packet comes, WSA_IO_PENDING when one does, otherwise the error.</returns>
    protected abstract int Issue(nuint socket);

    /// <summary>The value of a success, from what Windows has written.</summary>
    protected abstract T Read(uint transferred);

    /// <summary>Unpins what the pending call was given.</summary>
    protected abstract void Unpin();

    /// <summary>Leaves what the call was given to Windows for ever.</summary>
    protected abstract void GiveUpMemory();

    /// <summary>Frees what lives as long as the record.</summary>
    protected virtual void FreeMemory()
    {
    }

    /// <summary>What a call says that has no convention of its own.</summary>
    /// <param name="result">What it returned.</param>
    /// <returns>What <see cref="Issue"/> returns.</returns>
    protected int Outcome(int result)
    {
        if (result != 0)
            return Marshal.GetLastPInvokeError();
        return Socket.Provider.SkipsOnSuccess ? 0 : WSA_IO_PENDING;
    }

    /// <summary>What the initiator does after the call. When it is pending, its memory is pinned already.</summary>
    protected SocketOperation<T> Conclude(int error, CancellationToken cancellationToken)
    {
        if (error == 0)
            return SucceedAtOnce();
        if (error != WSA_IO_PENDING)
        {
            Exception failure = CreateException(WinsockError.FromWin32(error), CancellationToken.None);
            EndAtOnce();
            return new SocketOperation<T>(new FailedOperation<T>(Loop, failure));
        }

        var pending = new SocketOperation<T>(this);
        EndPending(cancellationToken);
        return pending;
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) => SocketFailure.Create(Loop, Socket, error, cancellationToken);

    protected sealed override void Cancel() => Socket.CancelIo(Record);

    protected override void OnFinishing(ref int error, uint transferred)
    {
        // Without a record everything was given up.
        if (Record == null)
            return;
        if (error == 0)
            _result = Read(transferred);
        Unpin();
    }

    protected sealed override void OnResuming() => Socket.RefillInlineTurns();

    protected override void ReleaseRecord(bool reusable) => ReleaseRecord(null);

    protected void ReleaseRecord(RecordOwner? idle)
    {
        OverlappedRecord* record = Record;
        Record = null;
        if (record == null)
            return;
        FreeMemory();
        Loop.Slab.Return(record, idle);
    }

    protected sealed override void LeakRecord()
    {
        OverlappedRecord* record = Record;
        Record = null;
        GiveUpMemory();
        Loop.Slab.Leak(record);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SocketOperation<T> SucceedAtOnce()
    {
        // The count is in the record, as it is when a packet is dequeued.
        uint transferred = (uint)Record->Overlapped.InternalHigh;
        bool inTurn = Socket.TakeInlineTurn();
        if (inTurn && SocketOperation<T>.HoldsResults)
        {
            T result = Read(transferred);
            EndAtOnce();
            return new SocketOperation<T>(result);
        }

        _result = Read(transferred);
        var over = new SocketOperation<T>(this);
        if (inTurn)
            EndAtOnceWithResult(transferred);
        else
            Defer(transferred);
        return over;
    }
}
