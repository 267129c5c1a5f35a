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
/// connection that its peer resets before it is accepted is skipped, and a shortage of memory or sockets is waited out.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed unsafe class StreamListener : WinsockSocket
{
    // Guards the queues below; nothing native is called and nothing is completed under it.
    private readonly Lock _lock = new();
    private readonly Queue<AcceptSlot> _accepted = new();
    private readonly List<AcceptSlot> _failed = [];
    private readonly List<AcceptWaiter> _waiters = [];
    private readonly OperationPool<AcceptWaiter> _waiterPool;
    private readonly StreamListenerOptions _options;
    private readonly AcceptRetry _retry;
    private readonly AcceptRecycler? _recycler;
    private AcceptSweep? _sweep;
    private AcceptSlot[] _slots = [];
    private int _error;
    private bool _closed;

    private StreamListener(SocketProvider provider, StreamListenerOptions options) : base(provider)
    {
        _options = options;
        _waiterPool = new OperationPool<AcceptWaiter>(this, static (listener, pool) => new AcceptWaiter((StreamListener)listener, pool));
        _retry = new AcceptRetry(this);
        _recycler = options.RecycleSockets ? new AcceptRecycler(options.IsRecyclingProven) : null;
    }

    /// <summary>
    /// The error with which Windows last refused to accept; <see cref="SocketError.Success"/> when it never did. A shortage (WSAENOBUFS,
    /// WSAEMFILE) is told nowhere else: the accept is tried again, at first after 50 ms, at most every second.
    /// </summary>
    public SocketError LastAcceptError { get; private set; }

    /// <summary>Whether the sockets of closed connections are used again, as <see cref="StreamListenerOptions.RecycleSockets"/> asks for.</summary>
    public AcceptRecycling Recycling => _recycler?.State ?? AcceptRecycling.Off;

    /// <summary>How many sockets were used again.</summary>
    internal int ReusedSockets => _recycler?.Reused ?? 0;

    /// <summary>How many bytes come with a connection at most.</summary>
    internal int FirstDataLength => _options.FirstDataLength;

    /// <summary>Binds to an end point and listens there, alone (SO_EXCLUSIVEADDRUSE): no other program can take over the port.</summary>
    /// <param name="localEndPoint">An end point of any family that has streams. Port 0 takes a free one, which <see cref="WinsockSocket.LocalEndPoint"/> tells.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or <see cref="StreamListenerOptions.DualMode"/> is set for another family than IPv6.</exception>
    /// <exception cref="SocketException">The port is in use (WSAEADDRINUSE), reserved (WSAEACCES), the address is not this machine's, or the protocol has
    /// no AcceptEx (WSAEOPNOTSUPP).</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static StreamListener Listen(EndPoint localEndPoint, StreamListenerOptions? options = null)
    {
        SocketAddressValue address = SocketAddressValue.From(localEndPoint);
        return Listen(SocketKind.Stream(address.Family), address, options);
    }

    /// <summary>Listens by a certain protocol.</summary>
    internal static StreamListener Listen(SocketKind kind, in SocketAddressValue address, StreamListenerOptions? options)
    {
        StreamListener listener = Open(kind, options);
        try
        {
            listener.Start(address);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a listener that does not listen yet: socket options that Windows takes only before bind can be set, before
    /// <see cref="Start(EndPoint)"/>.
    /// </summary>
    /// <param name="addressFamily">The family of the end point to listen on.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or <see cref="StreamListenerOptions.DualMode"/> is set for another family than IPv6.</exception>
    /// <exception cref="SocketException">Windows has no stream protocol of this family, or one without AcceptEx (WSAEOPNOTSUPP).</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static StreamListener Open(AddressFamily addressFamily, StreamListenerOptions? options = null) => Open(SocketKind.Stream(addressFamily), options);

    private static StreamListener Open(SocketKind kind, StreamListenerOptions? options)
    {
        options ??= new StreamListenerOptions();
        options.Validate((AddressFamily)kind.Family);
        CompletionLoop loop = options.Loop ?? CompletionLoop.Shared;
        var listener = new StreamListener(loop.GetProvider(kind), options);
        try
        {
            if (listener.Provider.AcceptEx == 0)
                throw new SocketException(WSAEOPNOTSUPP);

            // Only addresses of IP can be shared, and so taken over.
            if (kind.Family is AF_INET or AF_INET6)
                listener.SetOption(SOL_SOCKET, SO_EXCLUSIVEADDRUSE, 1);
            if (options.DualMode)
                listener.SetOption(IPPROTO_IPV6, IPV6_V6ONLY, 0);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Binds a listener that was only opened to an end point, and listens there.</summary>
    /// <param name="localEndPoint">An end point of the listener's family.</param>
    /// <exception cref="SocketException">The port is in use (WSAEADDRINUSE), reserved (WSAEACCES), or the address is not this machine's; the
    /// listener listens already (WSAEINVAL).</exception>
    /// <exception cref="ObjectDisposedException">The listener is closed.</exception>
    public void Start(EndPoint localEndPoint) => Start(SocketAddressValue.From(localEndPoint));

    /// <summary>Accepts the next connection.</summary>
    /// <param name="cancellationToken">Gives the wait up; no connection is lost.</param>
    /// <exception cref="InvalidOperationException">The listener was not started.</exception>
    /// <exception cref="SocketException">Windows refuses to accept, and not because of a shortage; it is tried again after a moment.</exception>
    /// <exception cref="ObjectDisposedException">The listener is closed.</exception>
    public SocketOperation<StreamSocket> AcceptAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<StreamSocket>(Loop, cancellationToken);

        AcceptSlot? slot = null;
        AcceptWaiter? waiter = null;
        int error;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_slots.Length == 0)
                throw new InvalidOperationException("The listener does not listen yet: call Start.");
            bool hasConnection = _accepted.Count != 0;
            error = hasConnection ? 0 : _error;
            if (error != 0)
            {
                _error = 0;
            }
            else
            {
                // Before the connection is taken: it may throw.
                if (!hasConnection || !TakeInlineTurn())
                    waiter = _waiterPool.Begin();
                if (hasConnection)
                    slot = _accepted.Dequeue();
                else
                    _waiters.Add(waiter!);
            }
        }

        if (error != 0)
            return SocketFailure.Failed<StreamSocket>(this, error);
        if (slot is null)
        {
            var pending = new SocketOperation<StreamSocket>(waiter!);
            waiter!.Wait(cancellationToken);
            return pending;
        }

        StreamSocket connection = slot.Connection!;
        slot.Connection = null;
        slot.Arm();
        if (waiter is null)
            return new SocketOperation<StreamSocket>(connection);
        var deferred = new SocketOperation<StreamSocket>(waiter);
        waiter.Defer(connection);
        return deferred;
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
        _retry.Stop();
        _sweep?.Stop();
        _recycler?.Close();
        AcceptSlot[] idle;
        lock (_lock)
        {
            _closed = true;
            idle = [.. _accepted, .. _failed];
            _accepted.Clear();
            _failed.Clear();
        }

        foreach (AcceptSlot slot in idle)
            slot.Retire();
        OnLoopLost();
        _waiterPool.Close();
    }

    /// <summary>Nothing is accepted any more: nobody may go on waiting.</summary>
    internal void OnLoopLost()
    {
        AcceptWaiter[] waiters;
        lock (_lock)
        {
            waiters = [.. _waiters];
            _waiters.Clear();
        }

        foreach (AcceptWaiter waiter in waiters)
            waiter.Complete(null, WSA_OPERATION_ABORTED);
    }

    /// <summary>Opens a socket to accept into.</summary>
    internal StreamSocket OpenConnection() => new(Provider);

    /// <summary>A socket that was accepted into before, if one is ready.</summary>
    internal StreamSocket? ReuseConnection() => _recycler?.Take();

    /// <summary>A slot's accept is over.</summary>
    /// <returns>Whether the slot shall accept again.</returns>
    internal bool OnAccepted(AcceptSlot slot, int error)
    {
        bool isLost = AcceptFailure.IsOfConnection(error);
        if (error == 0)
        {
            // Until then the socket does not know that it is connected (AcceptEx, "Remarks", on mswsock.h's page). When it refuses, the connection
            // is gone.
            error = UpdateContext(slot.Connection!);
            isLost = error != 0;
            slot.Connection!.RecycleBy(error == 0 ? _recycler : null);
        }

        if (error != 0)
        {
            slot.Connection?.Dispose();
            slot.Connection = null;
        }

        AcceptWaiter? waiter = null;
        StreamSocket? connection = null;
        bool retire;
        lock (_lock)
        {
            retire = _closed;
            if (!retire && error == 0)
            {
                if (_waiters.Count == 0)
                {
                    _accepted.Enqueue(slot);
                }
                else
                {
                    waiter = _waiters[0];
                    _waiters.RemoveAt(0);
                    connection = slot.Connection;
                    slot.Connection = null;
                }
            }
        }

        if (retire)
        {
            slot.Retire();
            return false;
        }

        if (error == 0)
            _retry.Reset();
        else if (!isLost)
            Fail(slot, error);
        waiter?.Complete(connection, 0);
        return waiter is not null || isLost;
    }

    /// <summary>Sets a slot aside that shall accept again after a moment.</summary>
    internal void ArmLater(AcceptSlot slot)
    {
        bool retire;
        lock (_lock)
        {
            retire = _closed;
            if (!retire)
                _failed.Add(slot);
        }

        if (retire)
            slot.Retire();
        else
            _retry.Start();
    }

    /// <summary>The moment is over.</summary>
    internal void ArmFailed()
    {
        foreach (AcceptSlot slot in TakeFailed())
            slot.Arm();
    }

    /// <summary>Closes connections whose clients have sent nothing for too long.</summary>
    internal void CloseSilent(uint seconds)
    {
        foreach (AcceptSlot slot in _slots)
            slot.CloseIfSilent(seconds);
    }

    /// <summary>Takes a waiter out of the queue.</summary>
    /// <returns>False when it was not there any more: it has got its connection, or its failure.</returns>
    internal bool Forget(AcceptWaiter waiter)
    {
        lock (_lock)
            return _waiters.Remove(waiter);
    }

    private void Start(in SocketAddressValue address)
    {
        if (Provider.AcceptEx == 0)
            throw new SocketException(WSAEOPNOTSUPP);
        Bind(address);
        using (SocketUse use = Use())
            ThrowIfFailed(Native.listen(use.Socket, _options.Backlog));

        // Made before they are armed: what fails half-way finds all of them.
        for (int i = 0; i < _options.OutstandingAccepts; i++)
            _failed.Add(new AcceptSlot(this));
        lock (_lock)
            _slots = [.. _failed];
        if (FirstDataLength != 0 && _options.FirstDataTimeout != Timeout.InfiniteTimeSpan)
        {
            _sweep = new AcceptSweep(this, _options.FirstDataTimeout);
            _sweep.Start();
        }

        ArmFailed();
        _ = _recycler?.ProbeAsync(Provider);
    }

    /// <summary>Windows has refused an accept: it is tried again after a moment, and somebody hears of it unless it is only a shortage.</summary>
    private void Fail(AcceptSlot slot, int error)
    {
        AcceptWaiter[] refused = [];
        lock (_lock)
        {
            LastAcceptError = (SocketError)error;
            if (!AcceptFailure.IsShortage(error))
            {
                // When nothing is outstanding any more, nobody may go on waiting.
                int count = Math.Min(_waiters.Count, _failed.Count + 1 == _slots.Length ? int.MaxValue : 1);
                if (count == 0)
                    _error = error;
                refused = [.. _waiters[..count]];
                _waiters.RemoveRange(0, count);
            }
        }

        ArmLater(slot);
        foreach (AcceptWaiter waiter in refused)
            waiter.Complete(null, error);
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
