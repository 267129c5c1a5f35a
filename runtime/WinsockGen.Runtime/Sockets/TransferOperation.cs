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

    /// <summary>Receives. The caller is the initiator and keeps the socket open.</summary>
    internal SocketOperation<int> Receive(nuint socket, Memory<byte> memory, CancellationToken cancellationToken)
    {
        fixed (byte* data = memory.Span)
        {
            WSABUF buffer = new() { len = (uint)memory.Length, buf = data };
            uint flags = 0;
            Record->Overlapped = default;
            return End(_socket.Native.WSARecv(socket, &buffer, 1, null, &flags, &Record->Overlapped, null), memory, cancellationToken);
        }
    }

    /// <summary>Sends. The caller is the initiator and keeps the socket open.</summary>
    internal SocketOperation<int> Send(nuint socket, ReadOnlyMemory<byte> memory, CancellationToken cancellationToken)
    {
        fixed (byte* data = memory.Span)
        {
            WSABUF buffer = new() { len = (uint)memory.Length, buf = data };
            Record->Overlapped = default;
            return End(_socket.Native.WSASend(socket, &buffer, 1, null, 0, &Record->Overlapped, null), memory, cancellationToken);
        }
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

    private SocketOperation<int> End(int result, ReadOnlyMemory<byte> memory, CancellationToken cancellationToken)
    {
        if (result == 0 && _socket.Provider.SkipsOnSuccess)
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

        int error = result == 0 ? WSA_IO_PENDING : Marshal.GetLastPInvokeError();
        if (error != WSA_IO_PENDING)
        {
            EndAtOnce();
            return SocketFailure.Failed<int>(_socket, WinsockError.FromWin32(error));
        }

        // Still within the caller's fixed statement: the memory cannot have moved.
        Pin(memory);
        var pending = new SocketOperation<int>(this);
        EndPending(cancellationToken);
        return pending;
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
