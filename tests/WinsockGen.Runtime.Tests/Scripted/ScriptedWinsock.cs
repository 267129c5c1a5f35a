using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>
/// A Winsock in which nothing happens by itself: the test, or a seed, decides what completes at once, what later, in which order,
/// and what happens on "other threads" while a call is inside. One world per thread.
/// </summary>
/// <remarks>
/// It holds what its authors believe of Windows; each belief names its document, short for the page of that name at
/// learn.microsoft.com/windows/win32. The tests of the real Winsock check the same behaviour.
/// </remarks>
internal sealed unsafe partial class ScriptedWinsock : IDisposable
{
    public const uint StatusCancelled = 0xC0000120;
    public const uint StatusConnectionRefused = 0xC0000236;
    public const uint StatusConnectionReset = 0xC000020D;
    public const uint StatusLocalDisconnect = 0xC000013B;
    private const uint FirstErrorStatus = 0xC0000000;

    [ThreadStatic]
    private static ScriptedWinsock? s_current;

    private readonly Dictionary<nuint, ScriptedSocket> _sockets = [];
    private readonly Dictionary<nint, ScriptedPort> _ports = [];
    private readonly HashSet<nuint> _recordsInUse = [];
    private readonly List<IThreadPoolWorkItem> _pool = [];
    private readonly HashSet<CompletionLoop> _turning = [];
    private readonly Dictionary<string, Queue<int>> _failures = [];
    private readonly Random? _random;
    private nuint _nextHandle = 0x100;
    private int _nextPort = 40000;
    private int _depth;

    /// <param name="random">Decides what is left open; null for a world that does what its properties say.</param>
    public ScriptedWinsock(Random? random = null)
    {
        _random = random;
        s_current = this;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    /// <summary>Whether a call that can complete at once does; otherwise it pends, and completes in <see cref="Step"/>.</summary>
    public bool CompletesAtOnce { get; set; }

    /// <summary>Whether the provider's sockets are file handles, so that packets of immediate successes can be skipped.</summary>
    public bool HasIfsHandles { get; set; } = true;

    /// <summary>Whether closesocket leaves pending calls as they are, as Wine 8 does with a blocked send, instead of ending them.</summary>
    public bool CloseLeavesCalls { get; set; }

    /// <summary>Whether the bytes that streams send go nowhere: for more of them than a test can hold.</summary>
    public bool DropsSentBytes { get; set; }

    /// <summary>How many bytes each call has sent on a stream.</summary>
    public List<long> SentLengths { get; } = [];

    /// <summary>What happens "on another thread" while a call is inside, before it returns.</summary>
    public Action<string>? BeforeReturn { get; set; }

    /// <summary>What the runtime did that it must never do.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>What reached getsockopt and setsockopt.</summary>
    public List<ScriptedOptionCall> OptionCalls { get; } = [];

    /// <summary>The clock, in milliseconds. It stands still until the test moves it.</summary>
    public long Now { get; set; } = 1_000_000;

    /// <summary>How often each function was called.</summary>
    public Dictionary<string, int> CallCounts { get; } = [];

    /// <summary>The extension functions of the provider.</summary>
    public Dictionary<Guid, nint> Extensions { get; } = new()
    {
        [WSAID_ACCEPTEX] = AcceptExFunction,
        [WSAID_CONNECTEX] = ConnectExFunction,
        [WSAID_DISCONNECTEX] = DisconnectExFunction,
        [WSAID_TRANSMITFILE] = TransmitFileFunction,
        [WSAID_TRANSMITPACKETS] = TransmitPacketsFunction,
        [WSAID_WSARECVMSG] = RecvMsgFunction,
        [WSAID_WSASENDMSG] = SendMsgFunction,
    };

    /// <summary>Who can be connected to with message sockets, by port.</summary>
    public Dictionary<int, ScriptedMessagePeer> MessagePeers { get; } = [];

    public int OpenSockets => _sockets.Count;

    public int OpenPorts => _ports.Count;

    /// <summary>Overlapped calls that are with "Windows".</summary>
    public int PendingCalls => _sockets.Values.Sum(socket => socket.Calls.Count);

    /// <summary>How many bytes of buffers are with "Windows" to receive into.</summary>
    public int PendingReceiveLength => _sockets.Values.SelectMany(socket => socket.Calls).Where(call => call.Kind == CallKind.Receive).Sum(call => call.Length);

    /// <summary>Continuations in the "thread pool".</summary>
    public int PoolLength => _pool.Count;

    private static ScriptedWinsock Current => s_current ?? throw new InvalidOperationException("There is no scripted world on this thread.");

    public CompletionLoop CreateLoop(ContinuationScheduling scheduling = ContinuationScheduling.ThreadPool) => new(Table, scheduling);

    /// <summary>The next call of a function fails with this error.</summary>
    public void FailNext(string function, int error)
    {
        if (!_failures.TryGetValue(function, out Queue<int>? errors))
            _failures[function] = errors = new Queue<int>();
        errors.Enqueue(error);
    }

    /// <summary>Lets "Windows" complete one pending call that can complete.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Step()
    {
        PendingCall[] ready = [.. _sockets.Values.SelectMany(socket => socket.Calls).Where(CanComplete)];
        if (ready.Length == 0 || (_queries.Count != 0 && Choose(false)))
            return Answer();
        PendingCall call = Pick(ready);
        call.Socket.Calls.Remove(call);
        (uint status, uint transferred) = Perform(call);
        Queue(call, status, transferred);
        return true;
    }

    /// <summary>
    /// Does what Wine 8 does, rarely, when the thread that made a call has just ended: a packet with STATUS_ALERTED comes, and the record
    /// still says STATUS_PENDING. A receive has received nothing; a connection is accepted.
    /// </summary>
    /// <returns>Whether there was a call to do that with.</returns>
    public bool Drop()
    {
        PendingCall[] calls = [.. _sockets.Values.SelectMany(socket => socket.Calls)
            .Where(call => call.Kind is CallKind.Receive or CallKind.ReceiveDatagram or CallKind.ReceiveMessage or CallKind.Control || (call.Kind == CallKind.Accept && CanComplete(call)))];
        if (calls.Length == 0)
            return false;
        PendingCall call = Pick(calls);
        call.Socket.Calls.Remove(call);

        // The buffer is not written either: first data is lost.
        if (call.Kind == CallKind.Accept && Accept(call).Status is not 0 and uint failure)
        {
            Queue(call, failure, 0);
            return true;
        }

        Queue(call, WinsockError.StatusAlerted, 0);
        call.Overlapped->Internal = WinsockError.StatusPending;
        return true;
    }

    /// <summary>Runs one continuation of the "thread pool".</summary>
    /// <returns>Whether there was one.</returns>
    public bool RunPool()
    {
        if (_pool.Count == 0)
            return false;
        IThreadPoolWorkItem item = Pick(_pool);
        _pool.Remove(item);
        item.Execute();
        return true;
    }

    /// <summary>Makes the calling thread one of this world. It must not run together with another one of them.</summary>
    public void Enter() => s_current = this;

    /// <summary>Does something on another thread of this world, and waits for it.</summary>
    public void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            Enter();
            try
            {
                action();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            throw new InvalidOperationException("The other thread failed.", failure);
    }

    /// <summary>What the thread of a loop does, unless it is doing it.</summary>
    public void Turn(CompletionLoop loop)
    {
        if (!loop.HasStopped && !_turning.Contains(loop))
            RunOnce(loop);
    }

    /// <summary>Runs everything until nothing is left to do.</summary>
    public void Settle(params CompletionLoop[] loops)
    {
        for (int turn = 0; turn < 100_000; turn++)
        {
            bool busy = Step();
            foreach (CompletionLoop loop in loops)
            {
                if (loop.HasStopped)
                    continue;
                busy |= HasPackets || loop.HasWork;
                RunOnce(loop);
            }

            busy |= RunPool();
            if (!busy)
                return;
        }

        throw new InvalidOperationException("The world does not come to rest.");
    }

    public void Dispose() => s_current = null;

    private void RunOnce(CompletionLoop loop)
    {
        bool isFirst = _turning.Add(loop);
        if (!loop.RunOnce(0))
            loop.Stop();
        if (isFirst)
            _turning.Remove(loop);
    }

    private bool HasPackets => _ports.Values.Any(port => port.Packets.Count != 0);

    /// <summary>Resolves what is left open.</summary>
    private bool Choose(bool otherwise) => _random is null ? otherwise : _random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random is null ? 0 : _random.Next(choices.Count)];

    private void Queue(PendingCall call, uint status, uint transferred)
    {
        call.Overlapped->Internal = status;
        call.Overlapped->InternalHigh = transferred;
        if (call.Socket.Port is { } port)
        {
            // A closed port takes nothing: the completion is lost (I/O Completion Ports).
            if (_ports.ContainsKey(port.Handle))
                port.Packets.Add(new OVERLAPPED_ENTRY { lpOverlapped = call.Overlapped, Internal = status, dwNumberOfBytesTransferred = transferred });
        }
    }

    private bool CanComplete(PendingCall call) => call.Kind switch
    {
        CallKind.Accept => CanAccept(call),
        CallKind.Disconnect => !DisconnectsLater,
        CallKind.Connect => !SilentHosts.Contains(call.Socket.Remote!.Address),
        CallKind.Control => !ChangeCodes.Contains(call.Code) || _changed.Contains(call.Code),
        CallKind.ReceiveDatagram => call.Socket.HasUnreachable || call.Socket.Datagrams.Count != 0,
        CallKind.ReceiveMessage => call.Socket.MessagePeer!.HasSomething,
        CallKind.AcceptMessages => call.Socket.MessageBacklog.Count != 0,
        CallKind.Receive => call.Socket.End is not { } end || end.IsReset || end.IsEnded || end.Incoming.Count != 0,
        _ => true,
    };

    private (uint Status, uint Transferred) Perform(PendingCall call)
    {
        switch (call.Kind)
        {
            case CallKind.Accept:
                return Accept(call);
            case CallKind.Disconnect:
                return Disconnect(call);
            case CallKind.Connect:
                return Connect(call);
            case CallKind.Transmit:
                return Transmit(call);
            case CallKind.Receive:
                return Receive(call);
            case CallKind.Control:
                return Control(call);
            case CallKind.ReceiveMessage:
                return call.Socket.MessagePeer!.Deliver(call.Buffer, call.Length);
            case CallKind.SendMessage:
                return call.Socket.MessagePeer!.Accept(call.Buffer, call.Length, call.Flags);
            case CallKind.AcceptMessages:
                return (AcceptMessages(call), 0);
            case CallKind.ReceiveDatagram:
                return ReceiveDatagram(call);
            case CallKind.SendDatagram:
                return SendDatagram(call);
            default:
                return Send(call);
        }
    }

    private (uint Status, uint Transferred) Connect(PendingCall call)
    {
        uint status = Connect(call.Socket);

        // The data go as soon as the connection stands (ConnectEx: lpSendBuffer).
        if (status == 0 && call.Length != 0)
            return Send(call);
        return (status, 0);
    }

    private uint Connect(ScriptedSocket socket)
    {
        if (socket.Type == SOCK_SEQPACKET && MessagePeers.TryGetValue(socket.Remote!.Port, out ScriptedMessagePeer? peer))
        {
            socket.MessagePeer = peer;
            socket.LacksContext = true;
            return 0;
        }

        ScriptedSocket? listener = _sockets.Values.FirstOrDefault(
            other => other.IsListening && other.Family == socket.Family && other.Local!.Port == socket.Remote!.Port);
        if (listener is null)
            return StatusConnectionRefused;
        var (client, server) = StreamEnd.Connect();
        socket.End = client;
        socket.LacksContext = true;
        listener.Backlog.Add((server, socket.Local!));
        return 0;
    }

    private (uint Status, uint Transferred) Receive(PendingCall call)
    {
        StreamEnd end = call.Socket.End!;
        if (end.IsReset)
            return (StatusConnectionReset, 0);

        // A stream gives what it has, at least a byte; how much is the transport's choice (WSARecv: stream-style sockets).
        int count = (int)Math.Min(call.TotalLength, end.Incoming.Count);
        if (count > 1 && _random is not null)
            count = _random.Next(1, count + 1);
        for (int i = 0; i < count; i++)
            call[i] = end.Incoming.Dequeue();
        return (0, (uint)count);
    }

    private (uint Status, uint Transferred) Send(PendingCall call)
    {
        StreamEnd end = call.Socket.End!;
        if (end.IsReset)
            return (StatusConnectionReset, 0);
        uint length = (uint)call.TotalLength;
        SentLengths.Add(length);
        for (int i = 0; i < length && !DropsSentBytes; i++)
            end.Peer.Incoming.Enqueue(call[i]);
        return (0, length);
    }

    /// <summary>Starts an overlapped call: it completes at once, or pends, or has completed before it returns.</summary>
    /// <returns>Zero, or the error, which may be WSA_IO_PENDING.</returns>
    private int Start(string function, PendingCall call)
    {
        Count(function);
        if (call.Socket.IsClosing)
            Violations.Add($"{function} was called after all of the socket's operations were cancelled.");
        if (!_recordsInUse.Add((nuint)call.Overlapped))
            Violations.Add($"{function} was given a record whose completion is not dequeued yet.");
        if (call.Overlapped->Internal != 0 || call.Overlapped->hEvent != 0)
            Violations.Add($"{function} was given a record that is not cleared.");
        if (TakeFailure(function) is int failure)
            return Refuse(call, failure);

        if (CanComplete(call) && Choose(CompletesAtOnce))
        {
            (uint status, uint transferred) = Perform(call);
            if (status >= FirstErrorStatus)
                return Refuse(call, WinsockError.FromStatus(status));
            call.Overlapped->Internal = status;
            call.Overlapped->InternalHigh = transferred;

            // FILE_SKIP_COMPLETION_PORT_ON_SUCCESS (SetFileCompletionNotificationModes); otherwise a packet comes, too.
            if (call.Socket.SkipsOnSuccess)
                _recordsInUse.Remove((nuint)call.Overlapped);
            else
                Queue(call, status, transferred);
            Interrupt(function);

            // A warning: the call fails, and yet is treated like a success (I/O Completion Ports; STATUS_BUFFER_OVERFLOW is no NT_ERROR).
            return status == StatusBufferOverflow ? WSAEMSGSIZE : 0;
        }

        // The record says STATUS_PENDING until the call is complete (OVERLAPPED: Internal).
        call.Overlapped->Internal = WinsockError.StatusPending;
        call.Socket.Calls.Add(call);
        Interrupt(function);
        return WSA_IO_PENDING;
    }

    // A call that fails at once queues no packet (Overlapped I/O and event objects).
    private int Refuse(PendingCall call, int error)
    {
        _recordsInUse.Remove((nuint)call.Overlapped);
        return error;
    }

    /// <summary>Lets "other threads" run while a call is inside.</summary>
    private void Interrupt(string function)
    {
        if (_depth >= 3 || BeforeReturn is null)
            return;
        _depth++;
        try
        {
            BeforeReturn(function);
        }
        finally
        {
            _depth--;
        }
    }

    private int? TakeFailure(string function) => _failures.TryGetValue(function, out Queue<int>? errors) && errors.TryDequeue(out int error) ? error : null;

    private void Count(string function) => CallCounts[function] = CallCounts.GetValueOrDefault(function) + 1;

    private IPEndPoint FreeEndPoint(ScriptedSocket socket) =>
        new(socket.Family == (int)System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, _nextPort++);
}
