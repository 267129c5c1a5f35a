using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>A receive or a send of a connected socket: one object for each direction, used again and again.</summary>
internal sealed unsafe class TransferOperation : IoOperation<int>
{
    private MemoryPin _pin;

    // What the call was given, valid until it is over.
    private bool _isSend;
    private int _length;
    private byte* _data;

    private TransferOperation(WinsockSocket socket) : base(socket)
    {
    }

    /// <summary>A receive that was dropped has received nothing; what a send has sent by then nobody knows.</summary>
    protected override bool CanRepeat => !_isSend;

    /// <summary>Takes a record, and the object that had it last if that is free too.</summary>
    internal static TransferOperation Rent(WinsockSocket socket)
    {
        OperationSlab slab = socket.Loop.Slab;
        OverlappedRecord* record = slab.Rent(out RecordOwner? idle);
        if (idle is TransferOperation operation)
        {
            operation.Socket = socket;
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

            // Still within the fixed statement: the memory cannot have moved.
            if (error == WSA_IO_PENDING)
                _pin.Pin(memory, ref Record->Pin);
            return Conclude(error, cancellationToken);
        }
    }

    protected override int Issue(nuint socket)
    {
        WSABUF buffer = new() { len = (uint)_length, buf = _data };
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        uint flags = 0;
        return Outcome(_isSend
            ? Socket.Native.WSASend(socket, &buffer, 1, null, 0, overlapped, null)
            : Socket.Native.WSARecv(socket, &buffer, 1, null, &flags, overlapped, null));
    }

    protected override int Read(uint transferred) => (int)transferred;

    protected override void Unpin() => _pin.Unpin(Record->Pin);

    protected override void GiveUpMemory() => _pin.GiveUp();

    protected override void ReleaseRecord(bool reusable) => ReleaseRecord(reusable ? this : null);
}
