using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One of a listener's outstanding AcceptEx calls, with the socket it accepts into. It is armed again and again.</summary>
internal sealed unsafe class AcceptSlot : StandingCall
{
    // So many connections in a row may fail at once before the others get the processor.
    private const int FailuresInARow = 64;

    private readonly StreamListener _listener;
    private AcceptBuffer* _buffer;
    private bool _wasSilent;

    internal AcceptSlot(StreamListener listener) : base(listener.Loop)
    {
        _listener = listener;
        listener.Loop.Equip(this);
    }

    /// <summary>The socket that is accepted into, or was.</summary>
    internal StreamSocket? Connection { get; set; }

    /// <summary>Keeps an AcceptEx outstanding, and passes on what completes at once.</summary>
    internal void Arm()
    {
        for (int i = 0; i < FailuresInARow; i++)
        {
            int error = Begin(out uint received);
            if (error == WSA_IO_PENDING || !Conclude(error, received))
                return;
        }

        _listener.ArmLater(this);
    }

    // The connection is accepted; what was lost are the addresses, which nobody reads, and the first data, without which it is of no use.
    internal override void OnDropped() => OnDequeued(_listener.FirstDataLength == 0 ? 0 : WSAECONNABORTED, 0);

    /// <summary>Closes a connection that is made and whose client sends nothing, so that the accept is over. On the loop's thread.</summary>
    /// <param name="seconds">How long a client may be silent.</param>
    internal void CloseIfSilent(uint seconds)
    {
        // Nobody but this thread ends the accept, and nobody begins another while it is pending.
        if (!IsPending || _wasSilent || Connection is not { } connection || !connection.HasBeenConnectedFor(seconds))
            return;
        _wasSilent = true;
        connection.Dispose();
        _listener.CancelIo(Record);
    }

    /// <summary>The listener is closed and nothing is outstanding: everything goes back.</summary>
    internal void Retire()
    {
        Connection?.Dispose();
        Connection = null;
        AcceptBuffer.Free(_buffer);
        _buffer = null;
        ReturnRecord();
    }

    protected override int Issue(OVERLAPPED* overlapped)
    {
        try
        {
            using SocketUse listener = _listener.Use();
            using SocketUse connection = Connection!.Use();
            uint received;
            bool succeeded = _listener.Native.AcceptEx(_listener.Provider.AcceptEx, listener.Socket, connection.Socket, AcceptBuffer.Output(_buffer),
                (uint)_listener.FirstDataLength, AcceptBuffer.AddressLength, AcceptBuffer.AddressLength, &received, overlapped) != 0;
            if (succeeded)
                return _listener.Provider.SkipsOnSuccess ? 0 : WSA_IO_PENDING;
            int error = Marshal.GetLastPInvokeError();
            return error == WSA_IO_PENDING ? error : WinsockError.FromWin32(error);
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }
    }

    protected override void OnOver(int error, uint transferred)
    {
        if (Conclude(error, transferred))
            Arm();
    }

    protected override void GiveUpMemory() => _buffer = null;

    protected override void OnLoopLost(bool wasPending)
    {
        if (wasPending)
            _ = _listener.OnAccepted(this, WSA_OPERATION_ABORTED);
        _listener.OnLoopLost();
    }

    private int Begin(out uint received)
    {
        received = 0;
        if (_buffer == null)
            _buffer = AcceptBuffer.Allocate(_listener.FirstDataLength);
        while (Connection is null && _listener.ReuseConnection() is { } reused)
        {
            Connection = reused;
            int error = Start(out received);
            if (error is 0 or WSA_IO_PENDING || AcceptFailure.IsOfConnection(error) || _listener.IsClosed)
                return error;

            // Of no use after all. Not the listener's matter, as it would be with a new one.
            Connection.Dispose();
            Connection = null;
        }

        try
        {
            Connection ??= _listener.OpenConnection();
        }
        catch (SocketException refused)
        {
            return (int)refused.SocketErrorCode;
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }

        return Start(out received);
    }

    /// <returns>Whether the slot shall accept again.</returns>
    private bool Conclude(int error, uint received)
    {
        // A packet of Wine's whose record was never written: neither was the buffer.
        bool isLost = _listener.FirstDataLength != 0 && Record != null && (uint)Record->Overlapped.Internal == WinsockError.StatusPending;
        if (_wasSilent || (error == 0 && isLost))
            error = WSAECONNABORTED;
        _wasSilent = false;

        if (error == 0 && received != 0)
        {
            _buffer->Fill(received);
            Connection!.GiveFirstData(_buffer);
            _buffer = null;
        }

        return _listener.OnAccepted(this, error);
    }
}
