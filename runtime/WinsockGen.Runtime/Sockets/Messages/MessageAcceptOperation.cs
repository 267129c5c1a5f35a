using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One accept of a message connection. It belongs to nobody: its record goes back as soon as it is over.</summary>
internal sealed unsafe class MessageAcceptOperation : Operation<MessageSocket>
{
    // AcceptEx writes each address with 16 bytes of its own behind it (AcceptEx, "Parameters", on mswsock.h's page).
    private const int AddressLength = SocketAddressValue.Capacity + 16;

    private readonly MessageListener _listener;
    // The addresses, which nobody reads, and the count behind them: Windows writes them until the completion is dequeued.
    private byte* _output;

    private MessageAcceptOperation(MessageListener listener) : base(listener.Loop, detached: true)
    {
        _listener = listener;
        _output = (byte*)NativeMemory.AllocZeroed((2 * AddressLength) + sizeof(uint));
        Loop.Equip(this);
    }

    /// <summary>The socket that is accepted into, or was.</summary>
    private MessageSocket? Connection { get; set; }

    internal static SocketOperation<MessageSocket> Start(MessageListener listener, CancellationToken cancellationToken)
    {
        var operation = new MessageAcceptOperation(listener);
        var result = new SocketOperation<MessageSocket>(operation);
        int error = operation.Issue();
        if (error != WSA_IO_PENDING)
            operation.Complete(error, 0);
        operation.EndPending(cancellationToken);
        return result;
    }

    internal override void OnDequeued(int error, uint transferred)
    {
        // The peer was gone before it was accepted, which is no matter of the listener's.
        if (IsPeers(error) && !WasCancelled)
        {
            error = Issue();
            if (error == WSA_IO_PENDING)
            {
                // A canceller that came between two calls has found nothing to cancel.
                if (WasCancelled)
                    Cancel();
                return;
            }
        }

        Complete(error, transferred);
    }

    // The connection is accepted; what was lost are the addresses.
    internal override void OnDropped() => OnDequeued(0, 0);

    internal override MessageSocket GetResult(uint token)
    {
        MessageSocket? connection = Connection;
        int error = Take(token, out _, out CancellationToken cancellationToken);
        return error == 0 ? connection! : throw CreateException(error, cancellationToken);
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) => SocketFailure.Create(Loop, _listener, error, cancellationToken);

    protected override void Cancel() => _listener.CancelIo(Record);

    protected override void OnFinishing(ref int error, uint transferred)
    {
        NativeMemory.Free(_output);
        _output = null;
        if (error == 0)
            error = UpdateContext();
        if (error != 0)
            Connection?.Dispose();
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
        _output = null;
        Loop.Slab.Leak(record);
    }

    private static bool IsPeers(int error) => error is WSAECONNRESET or WSAECONNABORTED;

    /// <summary>Makes the call, again where a connection was reset.</summary>
    /// <returns>Zero when it succeeded at once and no packet comes, WSA_IO_PENDING when one does, otherwise the error.</returns>
    private int Issue()
    {
        while (true)
        {
            int error = Call();
            if (!IsPeers(error))
                return error;
        }
    }

    private int Call()
    {
        try
        {
            // What AcceptEx has failed with once is not given to it again.
            Connection?.Dispose();
            Connection = new MessageSocket(_listener.Provider);
            using SocketUse listener = _listener.Use();
            using SocketUse connection = Connection.Use();
            OVERLAPPED* overlapped = &Record->Overlapped;
            *overlapped = default;
            bool succeeded = _listener.Native.AcceptEx(_listener.Provider.AcceptEx, listener.Socket, connection.Socket, _output, 0,
                AddressLength, AddressLength, (uint*)(_output + (2 * AddressLength)), overlapped) != 0;
            if (succeeded)
                return _listener.Provider.SkipsOnSuccess ? 0 : WSA_IO_PENDING;
            return WinsockError.FromWin32(Marshal.GetLastPInvokeError());
        }
        catch (SocketException refused)
        {
            return (int)refused.SocketErrorCode;
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }
    }

    // Until then the socket does not know that it is connected (AcceptEx, "Remarks").
    private int UpdateContext()
    {
        try
        {
            using SocketUse use = _listener.Use();
            nuint listener = use.Socket;
            return Connection!.UpdateContext(SO_UPDATE_ACCEPT_CONTEXT, new ReadOnlySpan<byte>(&listener, sizeof(nuint)));
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }
    }
}
