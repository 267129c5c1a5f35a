using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// Accepts stream connections. A few accepts are always outstanding, so that Windows hands connections over as they come; a
/// connection that its peer resets before it is accepted is skipped.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed unsafe class StreamListener : WinsockSocket
{
    // Guards the queues below; nothing native is called and nothing is completed under it.
    private readonly Lock _lock = new();
    private readonly Queue<AcceptSlot> _accepted = new();
    private readonly List<AcceptSlot> _failed = [];
    private readonly List<AcceptWaiter> _waiters = [];
    private readonly int _slotCount;
    private AcceptWaiter? _spareWaiter;
    private int _error;
    private bool _closed;

    private StreamListener(SocketProvider provider, int slotCount) : base(provider)
    {
        _slotCount = slotCount;
    }

    /// <summary>Binds to an end point and listens there, alone (SO_EXCLUSIVEADDRUSE): no other program can take over the port.</summary>
    /// <param name="localEndPoint">An IPv4 or IPv6 end point. Port 0 takes a free one, which <see cref="WinsockSocket.LocalEndPoint"/> tells.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The backlog, or the number of outstanding accepts, is less than one.</exception>
    /// <exception cref="SocketException">The port is in use (WSAEADDRINUSE), reserved (WSAEACCES), or the address is not this machine's.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static StreamListener Listen(EndPoint localEndPoint, StreamListenerOptions? options = null)
    {
        SocketAddressValue address = SocketAddressValue.From(localEndPoint);
        options ??= new StreamListenerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Backlog, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.OutstandingAccepts, 1);
        CompletionLoop loop = options.Loop ?? CompletionLoop.Shared;
        var listener = new StreamListener(loop.GetProvider(new SocketKind((int)address.Family, SOCK_STREAM, IPPROTO_TCP)), options.OutstandingAccepts);
        try
        {
            listener.SetOption(SOL_SOCKET, SO_EXCLUSIVEADDRUSE, 1);
            listener.Bind(address);
            listener.Start(options.Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Accepts the next connection.</summary>
    /// <param name="cancellationToken">Gives the wait up; no connection is lost.</param>
    /// <exception cref="SocketException">Windows cannot accept at the moment; a later call tries again.</exception>
    /// <exception cref="ObjectDisposedException">The listener is closed.</exception>
    public SocketOperation<StreamSocket> AcceptAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<StreamSocket>(Loop, cancellationToken);

        AcceptSlot? slot;
        AcceptSlot[] again = [];
        AcceptWaiter? waiter = null;
        int error = 0;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_accepted.TryDequeue(out slot))
            {
                again = TakeFailed();
                error = _error;
                _error = 0;
                if (error == 0)
                {
                    waiter = BeginWaiter();
                    _waiters.Add(waiter);
                }
            }
        }

        foreach (AcceptSlot failed in again)
            failed.Arm();
        if (slot is not null)
            return Take(slot);
        if (waiter is null)
            return SocketFailure.Failed<StreamSocket>(this, error);
        var result = new SocketOperation<StreamSocket>(waiter);
        waiter.Wait(cancellationToken);
        return result;
    }

    /// <summary>
    /// All connections, one after the other, for <c>await foreach</c>. The sequence ends when the listener is closed; it
    /// allocates nothing per connection but the connection.
    /// </summary>
    /// <param name="cancellationToken">Ends the sequence with an <see cref="OperationCanceledException"/>.</param>
    public AcceptSequence AcceptAllAsync(CancellationToken cancellationToken = default) => new(this, cancellationToken);

    internal override void OnHandleClosed()
    {
        base.OnHandleClosed();
        AcceptSlot[] idle;
        AcceptWaiter[] waiters;
        lock (_lock)
        {
            _closed = true;
            idle = [.. _accepted, .. _failed];
            waiters = [.. _waiters];
            _accepted.Clear();
            _failed.Clear();
            _waiters.Clear();
        }

        foreach (AcceptSlot slot in idle)
            slot.Retire();
        foreach (AcceptWaiter waiter in waiters)
            waiter.Complete(null, WSA_OPERATION_ABORTED);
    }

    /// <summary>A slot's accept is over.</summary>
    /// <returns>Whether the slot shall accept again.</returns>
    internal bool OnAccepted(AcceptSlot slot, int error)
    {
        // Until then the socket does not know that it is connected (AcceptEx, "Remarks", on mswsock.h's page).
        if (error == 0)
            error = UpdateContext(slot.Connection!);
        if (error != 0)
        {
            slot.Connection?.Dispose();
            slot.Connection = null;
        }

        // The peer was gone before it was accepted, which is no matter of the listener's.
        bool connectionFailed = error is WSAECONNRESET or WSAECONNABORTED or WSAENOTCONN;
        AcceptWaiter? waiter = null;
        AcceptWaiter[] failed = [];
        StreamSocket? connection = null;
        bool retire = false;
        lock (_lock)
        {
            if (_closed)
            {
                retire = true;
            }
            else if (error == 0 && _waiters.Count == 0)
            {
                _accepted.Enqueue(slot);
                return false;
            }
            else if (error == 0)
            {
                waiter = _waiters[0];
                _waiters.RemoveAt(0);
                connection = slot.Connection;
                slot.Connection = null;
            }
            else if (!connectionFailed)
            {
                failed = Fail(slot, error);
            }
        }

        if (retire)
            slot.Retire();
        waiter?.Complete(connection, 0);
        foreach (AcceptWaiter refused in failed)
            refused.Complete(null, error);
        return waiter is not null || connectionFailed && !retire;
    }

    /// <summary>Takes a waiter out of the queue.</summary>
    /// <returns>False when it was not there any more: it has got its connection, or its failure.</returns>
    internal bool Forget(AcceptWaiter waiter)
    {
        lock (_lock)
            return _waiters.Remove(waiter);
    }

    private void Start(int backlog)
    {
        using (SocketUse use = Use())
            ThrowIfFailed(Native.listen(use.Socket, backlog));

        // Made before they are armed: what fails half-way finds all of them.
        for (int i = 0; i < _slotCount; i++)
            _failed.Add(new AcceptSlot(this));
        foreach (AcceptSlot slot in TakeFailed())
            slot.Arm();
    }

    private SocketOperation<StreamSocket> Take(AcceptSlot slot)
    {
        StreamSocket connection = slot.Connection!;
        slot.Connection = null;
        slot.Arm();
        if (TakeInlineTurn())
            return new SocketOperation<StreamSocket>(connection);

        AcceptWaiter waiter = BeginWaiter();
        var deferred = new SocketOperation<StreamSocket>(waiter);
        waiter.Defer(connection);
        return deferred;
    }

    private AcceptWaiter BeginWaiter()
    {
        AcceptWaiter? waiter = _spareWaiter;
        if (waiter is null || waiter.TryBegin() != Operation.BeginResult.Begun)
        {
            waiter = new AcceptWaiter(this);
            waiter.TryBegin();
            _spareWaiter = waiter;
        }

        return waiter;
    }

    /// <summary>Under the lock: sets a slot aside that Windows refused, and says who must hear of it.</summary>
    private AcceptWaiter[] Fail(AcceptSlot slot, int error)
    {
        _failed.Add(slot);
        if (_waiters.Count == 0)
        {
            _error = error;
            return [];
        }

        // When nothing is outstanding any more, nobody may go on waiting.
        int count = _failed.Count == _slotCount ? _waiters.Count : 1;
        AcceptWaiter[] refused = [.. _waiters[..count]];
        _waiters.RemoveRange(0, count);
        return refused;
    }

    private int UpdateContext(StreamSocket connection)
    {
        try
        {
            using SocketUse use = Use();
            nuint listener = use.Socket;
            return connection.UpdateContext(SO_UPDATE_ACCEPT_CONTEXT, new ReadOnlySpan<byte>(&listener, sizeof(nuint)));
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }
    }

    private AcceptSlot[] TakeFailed()
    {
        lock (_lock)
        {
            AcceptSlot[] failed = [.. _failed];
            _failed.Clear();
            return failed;
        }
    }
}
