using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// One completion port and the one thread that takes completions off it. The sockets that are opened on a loop stay on it.
/// </summary>
/// <remarks>
/// Disposing a loop does not close its sockets. What is outstanding on them fails; the memory that Windows may still write to is
/// deliberately given up. Dispose the sockets first.
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed unsafe class CompletionLoop : IDisposable
{
    // What a packet without a record means.
    private const nuint WakeKey = 1;
    private const nuint StopKey = 2;

    private const int BatchLength = 64;

    // A poll of the port in every turn cost a fifth of the throughput of one connection; too rare a poll starves the others.
    private const int ContinuationsPerPoll = 16;

    private static readonly Lazy<CompletionLoop> LazyShared = new(() => new CompletionLoop());

    private readonly CompletionPort _port;
    private readonly bool _inline;
    private readonly Thread? _thread;
    private readonly Queue<Turn> _ready = new();
    private readonly ConcurrentQueue<Operation> _inbox = new();
    private readonly List<SocketProvider> _providers = [];
    private readonly Lock _lostLock = new();
    private int _threadId;
    private int _stopping;
    private volatile bool _hasStopped;

    /// <summary>Starts a loop on the machine's Winsock.</summary>
    /// <param name="scheduling">Where the code that awaits this loop's operations continues.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public CompletionLoop(ContinuationScheduling scheduling = ContinuationScheduling.ThreadPool)
        : this(WindowsWinsock.Table, scheduling)
    {
        _thread = new Thread(RunUntilStopped) { IsBackground = true, Name = "WinsockGen completion loop" };
        _thread.Start();
    }

    /// <summary>A loop without a thread: whoever made it calls <see cref="RunOnce"/>.</summary>
    internal CompletionLoop(WinsockTable native, ContinuationScheduling scheduling)
    {
        Native = native;
        _inline = scheduling == ContinuationScheduling.Inline;
        _port = new CompletionPort(native);
        Slab = new OperationSlab();
        Timers = new TimingWheel(native, Wake);
    }

    /// <summary>The loop of all sockets for which no other one is named. It lives as long as the process.</summary>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static CompletionLoop Shared => LazyShared.Value;

    internal WinsockTable Native { get; }

    internal OperationSlab Slab { get; }

    internal TimingWheel Timers { get; }

    internal CompletionPort Port => _port;

    /// <summary>Whether the port is dead: what is pending now will never be dequeued.</summary>
    internal bool HasStopped => _hasStopped;

    /// <summary>Whether sockets of this loop are refused new operations.</summary>
    internal bool IsStopping => Volatile.Read(ref _stopping) != 0;

    /// <summary>Whether this is the thread that runs the continuations, so that waiting on it would wait for ever.</summary>
    internal bool IsCurrentInline => _inline && Environment.CurrentManagedThreadId == _threadId;

    /// <summary>Whether continuations wait for their turn, or timers are due.</summary>
    internal bool HasWork => _ready.Count != 0 || !_inbox.IsEmpty || Timers.IsDue;

    /// <summary>Stops the loop, and waits for its thread unless this is it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopping, 1) != 0)
            return;
        _port.Post(StopKey);
        if (_thread is not null && _thread != Thread.CurrentThread)
            _thread.Join();
    }

    /// <summary>What the loop knows about one kind of socket.</summary>
    internal SocketProvider GetProvider(SocketKind kind)
    {
        lock (_providers)
        {
            foreach (SocketProvider known in _providers)
            {
                if (known.Kind.Equals(kind))
                    return known;
            }
        }

        // Asked outside of the lock: these are calls into Winsock. Asking twice does no harm.
        var provider = SocketProvider.Load(this, kind);
        lock (_providers)
            _providers.Add(provider);
        return provider;
    }

    /// <summary>Takes a record for a new owner.</summary>
    internal void Equip(RecordOwner owner) => Slab.SetOwner(Slab.Rent(out _), owner);

    /// <summary>Lets the operation's continuation run when it is its turn.</summary>
    internal void Schedule(Operation operation)
    {
        if (!_inline || _hasStopped)
        {
            Native.QueueWorkItem(operation);
        }
        else if (Environment.CurrentManagedThreadId == _threadId)
        {
            _ready.Enqueue(new Turn(operation));
        }
        else
        {
            // The ready queue belongs to the loop's thread, which may be asleep.
            _inbox.Enqueue(operation);
            Wake();
        }
    }

    /// <summary>Fails an operation whose port died under it.</summary>
    internal void GiveUp(RecordOwner owner)
    {
        lock (_lostLock)
            owner.OnPortLost();
    }

    /// <summary>
    /// One turn: dequeues a batch, then calls the timers that are due, and runs some of what is ready.
    /// </summary>
    /// <param name="timeout">Milliseconds to wait when nothing is ready; <see cref="uint.MaxValue"/> is for ever.</param>
    /// <returns>False when the loop was told to stop.</returns>
    [SkipLocalsInit]
    internal bool RunOnce(uint timeout)
    {
        _threadId = Environment.CurrentManagedThreadId;
        OVERLAPPED_ENTRY* entries = stackalloc OVERLAPPED_ENTRY[BatchLength];
        bool stop = false;
        bool sleeps = timeout != 0 && _ready.Count == 0;
        int count = _port.Dequeue(new Span<OVERLAPPED_ENTRY>(entries, BatchLength), sleeps ? Timers.Sleep(timeout) : 0);
        if (sleeps)
            Timers.WakeUp();
        for (int i = 0; i < count; i++)
        {
            if (entries[i].lpOverlapped != null)
                Dispatch(in entries[i]);
            else if (entries[i].lpCompletionKey == StopKey)
                stop = true;
        }

        // After the completions: what has succeeded is in time.
        if (Timers.IsDue)
            Timers.RunDue();

        while (_inbox.TryDequeue(out Operation? operation))
            _ready.Enqueue(new Turn(operation));

        for (int i = 0; i < ContinuationsPerPoll && _ready.TryDequeue(out Turn turn); i++)
            turn.Operation.RunInTurn();
        return !stop;
    }

    /// <summary>The end: takes what has completed, gives up what has not, closes the port.</summary>
    internal void Stop()
    {
        OVERLAPPED_ENTRY entry;
        while (_port.Dequeue(new Span<OVERLAPPED_ENTRY>(&entry, 1), 0) != 0)
        {
            if (entry.lpOverlapped != null)
                Dispatch(in entry);
        }

        _hasStopped = true;
        Interlocked.MemoryBarrier();
        lock (_lostLock)
            Slab.Close();
        Timers.Close();
        while (_ready.TryDequeue(out Turn turn))
            Native.QueueWorkItem(turn.Operation);
        while (_inbox.TryDequeue(out Operation? operation))
            Native.QueueWorkItem(operation);
        _port.Dispose();
    }

    private void RunUntilStopped()
    {
        while (RunOnce(uint.MaxValue))
        {
        }

        Stop();
    }

    private void Dispatch(in OVERLAPPED_ENTRY entry)
    {
        RecordOwner? owner = Slab.OwnerOf(entry.lpOverlapped);

        // The status of the record, not of the entry, whose field is reserved.
        uint status = (uint)entry.lpOverlapped->Internal;

        // Wine 8 writes the record from the thread that made the call. When that thread has just ended, nobody writes it, and the
        // packet has the status, or says that there was more to do.
        if (status == WinsockError.StatusPending)
            status = (uint)entry.Internal;
        if (status is WinsockError.StatusPending or WinsockError.StatusAlerted)
            owner?.OnDropped();
        else
            owner?.OnDequeued(WinsockError.FromStatus(status), entry.dwNumberOfBytesTransferred);
    }

    private void Wake()
    {
        try
        {
            _port.Post(WakeKey);
        }
        catch (ObjectDisposedException)
        {
            // The loop ended between the look and the post; the pool takes over what it left behind.
            while (_inbox.TryDequeue(out Operation? left))
                Native.QueueWorkItem(left);
        }
    }

    /// <summary>A place in the ready queue. An array of structs is written without the check that one of a class needs.</summary>
    private readonly struct Turn(Operation operation)
    {
        public readonly Operation Operation = operation;
    }
}
