using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One ConnectEx, with data or without. It belongs to nobody: its record goes back as soon as it is over.</summary>
internal sealed unsafe class ConnectOperation<TSocket> : Operation<TSocket>
    where TSocket : WinsockSocket
{
    private readonly TSocket _socket;
    private readonly bool _closesOnFailure;

    // The peer's address and, behind it, the count that ConnectEx writes: they live until the completion is dequeued.
    private byte* _call;

    // The data are pinned from before the call.
    private MemoryPin _data;

    private ConnectOperation(TSocket socket, in SocketAddressValue remote, bool closesOnFailure) : base(socket.Loop, detached: true)
    {
        _socket = socket;
        _closesOnFailure = closesOnFailure;
        _call = (byte*)NativeMemory.AllocZeroed(SocketAddressValue.Capacity + sizeof(uint));
        remote.Bytes.CopyTo(new Span<byte>(_call, SocketAddressValue.Capacity));
    }

    /// <summary>Connects a bound socket.</summary>
    /// <param name="closesOnFailure">Whether nobody but the operation knows the socket, so that it is closed when that fails.</param>
    /// <param name="data">What is sent as soon as the connection stands; it may be empty.</param>
    internal static SocketOperation<TSocket> Start(TSocket socket, in SocketAddressValue remote, bool closesOnFailure, ReadOnlyMemory<byte> data,
        CancellationToken cancellationToken)
    {
        using var use = socket.Use();
        var operation = new ConnectOperation<TSocket>(socket, remote, closesOnFailure);
        operation.Loop.Equip(operation);
        var result = new SocketOperation<TSocket>(operation);

        OVERLAPPED* overlapped = &operation.Record->Overlapped;
        *overlapped = default;
        operation.Pin(data);
        void* bytes = data.IsEmpty ? null : Unsafe.AsPointer(ref MemoryMarshal.GetReference(data.Span));
        bool succeeded = socket.Native.ConnectEx(socket.Provider.ConnectEx, use.Socket, (SOCKADDR*)operation._call, remote.Bytes.Length, bytes, (uint)data.Length,
            (uint*)(operation._call + SocketAddressValue.Capacity), overlapped) != 0;
        int error = Marshal.GetLastPInvokeError();
        if (succeeded ? socket.Provider.SkipsOnSuccess : error != WSA_IO_PENDING)
            operation.Complete(succeeded ? 0 : WinsockError.FromWin32(error), succeeded ? (uint)overlapped->InternalHigh : 0);
        operation.EndPending(cancellationToken);
        return result;
    }

    private void Pin(ReadOnlyMemory<byte> data)
    {
        try
        {
            _data.Pin(data, ref Record->Pin);
        }
        catch
        {
            NativeMemory.Free(_call);
            ReleaseRecord(reusable: false);
            throw;
        }
    }

    internal override TSocket GetResult(uint token)
    {
        int error = Take(token, out _, out CancellationToken cancellationToken);
        return error == 0 ? _socket : throw CreateException(error, cancellationToken);
    }

    // When the socket is closed because of the error, its being closed says nothing.
    protected override Exception CreateException(int error, CancellationToken cancellationToken) =>
        SocketFailure.Create(Loop, _closesOnFailure ? null : _socket, error, cancellationToken);

    protected override void Cancel() => _socket.CancelIo(Record);

    protected override void OnFinishing(ref int error, uint transferred)
    {
        NativeMemory.Free(_call);
        _call = null;
        if (Record != null)
            _data.Unpin(Record->Pin);
        if (error == 0)
            error = _socket.UpdateContext(SO_UPDATE_CONNECT_CONTEXT, default);
        if (error == 0 && transferred != 0)
            _socket.OnFirstDataSent((int)transferred);
        if (error != 0 && _closesOnFailure)
            _socket.Dispose();
    }

    protected override void ReleaseRecord(bool reusable)
    {
        OverlappedRecord* record = Record;
        Record = null;
        if (record != null)
            Loop.Slab.Return(record, null);
    }

    protected override void LeakRecord()
    {
        OverlappedRecord* record = Record;
        Record = null;
        _call = null;
        _data.GiveUp();
        Loop.Slab.Leak(record);
    }
}
