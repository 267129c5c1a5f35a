using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One of a listener's outstanding AcceptEx calls, with the socket it accepts into. It is armed again and again.</summary>
internal sealed unsafe class AcceptSlot : RecordOwner
{
    private const int Idle = 0;
    private const int Starting = 1;
    private const int Pending = 2;
    private const int EarlyCompleted = 3;

    // AcceptEx writes each address with 16 bytes of its own behind it (AcceptEx, "Parameters", on mswsock.h's page).
    private const int AddressLength = SocketAddressValue.Capacity + 16;

    private readonly StreamListener _listener;
    private byte* _output;
    private int _phase;
    private int _earlyError;

    internal AcceptSlot(StreamListener listener)
    {
        _listener = listener;
        _output = (byte*)NativeMemory.Alloc(2 * AddressLength);
        listener.Loop.Equip(this);
    }

    /// <summary>The socket that is accepted into, or was.</summary>
    internal StreamSocket? Connection { get; set; }

    /// <summary>Keeps an AcceptEx outstanding, and passes on what completes at once.</summary>
    internal void Arm()
    {
        int error;
        do
        {
            error = Start();
            if (error == WSA_IO_PENDING)
                return;
        }
        while (_listener.OnAccepted(this, error));
    }

    internal override void OnDequeued(int error, uint transferred)
    {
        _earlyError = error;
        if (Interlocked.CompareExchange(ref _phase, EarlyCompleted, Starting) == Starting)
            return;
        Volatile.Write(ref _phase, Idle);
        if (_listener.OnAccepted(this, error))
            Arm();
    }

    // The connection is accepted; what was lost are the addresses in the buffer, which nobody reads.
    internal override void OnDropped() => OnDequeued(0, 0);

    internal override void OnPortLost()
    {
        if (Volatile.Read(ref _phase) != Pending)
            return;
        Loop.Slab.Leak(Record);
        Record = null;
        _output = null;
        Volatile.Write(ref _phase, Idle);
        _ = _listener.OnAccepted(this, WSA_OPERATION_ABORTED);
    }

    /// <summary>The listener is closed and nothing is outstanding: everything goes back.</summary>
    internal void Retire()
    {
        Connection?.Dispose();
        Connection = null;
        NativeMemory.Free(_output);
        _output = null;
        if (Record != null)
            Loop.Slab.Return(Record, null);
        Record = null;
    }

    private CompletionLoop Loop => _listener.Loop;

    /// <returns>Zero when a connection was accepted at once, otherwise the error; pending is one.</returns>
    private int Start()
    {
        if (Record == null)
            return WSA_OPERATION_ABORTED;
        try
        {
            Connection ??= new StreamSocket(_listener.Provider);
            using SocketUse listener = _listener.Use();
            using SocketUse connection = Connection.Use();
            Volatile.Write(ref _phase, Starting);
            Record->Overlapped = default;
            uint received;
            bool succeeded = _listener.Native.AcceptEx(_listener.Provider.AcceptEx, listener.Socket, connection.Socket, _output, 0,
                AddressLength, AddressLength, &received, &Record->Overlapped) != 0;
            int error = Marshal.GetLastPInvokeError();
            if (succeeded ? _listener.Provider.SkipsOnSuccess : error != WSA_IO_PENDING)
            {
                Volatile.Write(ref _phase, Idle);
                return succeeded ? 0 : WinsockError.FromWin32(error);
            }
        }
        catch (SocketException refused)
        {
            return (int)refused.SocketErrorCode;
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }

        if (Interlocked.CompareExchange(ref _phase, Pending, Starting) == EarlyCompleted)
        {
            Volatile.Write(ref _phase, Idle);
            return _earlyError;
        }

        if (Loop.HasStopped)
            Loop.GiveUp(this);
        return WSA_IO_PENDING;
    }
}
