using System;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive or a send of a connected socket: one object for each direction, used again and again.</summary>
internal sealed unsafe class TransferOperation : Operation<int>
{
    private WinsockSocket _socket;
    private MemoryHandle _foreignPin;
    private bool _pinned;

    // What the call was given, valid until it is over.
    private bool _isSend;
    private int _length;
    private byte* _data;

    private TransferOperation(WinsockSocket socket) : base(socket.Loop)
    {
        _socket = socket;
    }

    /// <summary>Takes a record, and the object that had it last if that is free too.</summary>
    internal static TransferOperation Rent(WinsockSocket socket)
    {
        OperationSlab slab = socket.Loop.Slab;
        OverlappedRecord* record = slab.Rent(out RecordOwner? idle);
        if (idle is TransferOperation operation)
        {
            operation._socket = socket;
            operation.Reattach();
        }
        else
        {
            operation = new TransferOperation(socket);
        }

        slab.SetOwner(record, operation);
        return operation;
    }

    /// <summary>Makes the caller the initiator of a direction's next use.</summary>
    /// <exception cref="InvalidOperationException">The previous use is outstanding.</exception>
    internal static TransferOperation Begin(WinsockSocket socket, ref TransferOperation? direction, string name)
    {
        ObjectDisposedException.ThrowIf(socket.Loop.IsStopping, socket.Loop);
        while (true)
        {
            TransferOperation? current = Volatile.Read(ref direction);
            switch (current is null ? BeginResult.Detached : current.TryBegin())
            {
                case BeginResult.Begun:
                    return current!;
                case BeginResult.Busy:
                    throw new InvalidOperationException(
                        $"A {name} is outstanding on this socket: a stream has one {name} at a time. Await it before you start the next.");
            }

            TransferOperation fresh = Rent(socket);
            if (Interlocked.CompareExchange(ref direction, fresh, current) != current)
                fresh.Detach();
        }
    }

    /// <summary>Receives or sends. The caller is the initiator and keeps the socket open.</summary>
    internal SocketOperation<int> Start(nuint socket, bool isSend, ReadOnlyMemory<byte> memory, CancellationToken cancellationToken)
    {
        fixed (byte* data = memory.Span)
        {
            _isSend = isSend;
            _data = data;
            _length = memory.Length;
            int error = Issue(socket);
            if (error == 0)
                return SucceedAtOnce();
            if (error != WSA_IO_PENDING)
            {
                EndAtOnce();
                return SocketFailure.Failed<int>(_socket, WinsockError.FromWin32(error));
            }

            // Still within the fixed statement: the memory cannot have moved.
            Pin(memory);
            var pending = new SocketOperation<int>(this);
            EndPending(cancellationToken);
            return pending;
        }
    }

    /// <summary>A receive that was dropped has received nothing and begins again; what a send has sent by then nobody knows.</summary>
    internal override void OnDropped()
    {
        if (_isSend)
        {
            base.OnDropped();
            return;
        }

        int error;
        try
        {
            using SocketUse use = _socket.Use();
            error = Issue(use.Socket);
        }
        catch (ObjectDisposedException)
        {
            error = WSA_OPERATION_ABORTED;
        }

        if (error != WSA_IO_PENDING)
            Complete(WinsockError.FromWin32(error), error == 0 ? (uint)Record->Overlapped.InternalHigh : 0);
        else if (WasCancelled)
            Cancel();
    }

    internal override int GetResult(uint token)
    {
        int error = Take(token, out uint transferred, out CancellationToken cancellationToken);
        return error == 0 ? (int)transferred : throw CreateException(error, cancellationToken);
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) => SocketFailure.Create(Loop, _socket, error, cancellationToken);

    protected override void Cancel() => _socket.CancelIo(Record);

    protected override void OnFinishing(ref int error, uint transferred) => Unpin();

    protected override void OnResuming() => _socket.RefillInlineTurns();

    protected override void ReleaseRecord(bool reusable)
    {
        OverlappedRecord* record = Record;
        Record = null;
        if (record != null)
            Loop.Slab.Return(record, reusable ? this : null);
    }

    protected override void LeakRecord()
    {
        // Windows may still write to what is pinned: the pins are given up with the record.
        OverlappedRecord* record = Record;
        Record = null;
        _pinned = false;
        _foreignPin = default;
        Loop.Slab.Leak(record);
    }

    /// <returns>Zero when it succeeded at once and no packet comes, WSA_IO_PENDING when one does, otherwise the error.</returns>
    private int Issue(nuint socket)
    {
        WSABUF buffer = new() { len = (uint)_length, buf = _data };
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        uint flags = 0;
        int result = _isSend
            ? _socket.Native.WSASend(socket, &buffer, 1, null, 0, overlapped, null)
            : _socket.Native.WSARecv(socket, &buffer, 1, null, &flags, overlapped, null);
        if (result != 0)
            return Marshal.GetLastPInvokeError();
        return _socket.Provider.SkipsOnSuccess ? 0 : WSA_IO_PENDING;
    }

    private SocketOperation<int> SucceedAtOnce()
    {
        // The count is in the record, as it is when a packet is dequeued.
        uint transferred = (uint)Record->Overlapped.InternalHigh;
        if (_socket.TakeInlineTurn())
        {
            EndAtOnce();
            return new SocketOperation<int>((int)transferred);
        }

        var deferred = new SocketOperation<int>(this);
        Defer(transferred);
        return deferred;
    }

    private void Pin(ReadOnlyMemory<byte> memory)
    {
        if (memory.IsEmpty)
            return;
        if (!MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment))
        {
            _foreignPin = memory.Pin();
            return;
        }

        if (Record->Pin == 0)
        {
            Record->Pin = GCHandle.ToIntPtr(GCHandle.Alloc(segment.Array, GCHandleType.Pinned));
        }
        else
        {
            var handle = GCHandle.FromIntPtr(Record->Pin);
            handle.Target = segment.Array;
        }

        _pinned = true;
    }

    private void Unpin()
    {
        if (_pinned)
        {
            _pinned = false;
            var handle = GCHandle.FromIntPtr(Record->Pin);
            handle.Target = null;
        }
        else
        {
            _foreignPin.Dispose();
        }
    }
}
