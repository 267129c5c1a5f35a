using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;

namespace WinsockGen.Runtime.Tests.Schedules;

/// <summary>
/// One interleaving: a listener, a few clients and servers, and some that exchange datagrams, all of which do what users do, right and
/// wrong, and a Winsock, a pool, cancellers and disposers that come at any moment, also while a call is inside. The seed decides everything.
/// </summary>
internal sealed class Schedule
{
    private const string Host = "host";

    private readonly Random _random;
    private readonly ScriptedWinsock _winsock;
    private readonly CompletionLoop _loop;
    private readonly StreamListener _listener;
    private readonly List<WinsockSocket> _sockets = [];
    private readonly List<CancellationTokenSource> _sources = [];
    private readonly List<Task> _tasks = [];
    private readonly List<string> _problems;
    private bool _portFirst;

    private Schedule(int seed)
    {
        _random = new Random(seed);
        _winsock = new ScriptedWinsock(new Random(~seed)) { HasIfsHandles = _random.Next(4) != 0, HasSegmentation = _random.Next(2) == 0 };
        _problems = _winsock.Violations;
        _winsock.NameProvidersStop = _random.Next(2) == 0;
        _winsock.Names[Host] = [new ScriptedName(new IPEndPoint(IPAddress.IPv6Loopback, 0)), new ScriptedName(StreamWorld.ServerEndPoint), new ScriptedName(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0))];
        if (_random.Next(2) == 0)
            _winsock.Extensions.Remove(Ws2.WSAID_TRANSMITFILE);
        if (_random.Next(2) == 0)
            _winsock.Extensions.Remove(Ws2.WSAID_TRANSMITPACKETS);
        _loop = _winsock.CreateLoop(_random.Next(2) == 0 ? ContinuationScheduling.ThreadPool : ContinuationScheduling.Inline);
        _listener = StreamListener.Listen(StreamWorld.ServerEndPoint, new StreamListenerOptions
        {
            Loop = _loop,
            OutstandingAccepts = _random.Next(1, 4),
            FirstDataLength = _random.Next(3) == 0 ? _random.Next(1, 6) : 0,
            FirstDataTimeout = TimeSpan.FromSeconds(1),
            RecycleSockets = _random.Next(3) == 0,
            IsRecyclingProven = true,
        });
    }

    /// <summary>Decides what users do.</summary>
    public Random Random => _random;

    /// <summary>Runs the interleaving of a seed.</summary>
    /// <returns>What went wrong; nothing, when all is well.</returns>
    public static IReadOnlyList<string> Run(int seed)
    {
        var schedule = new Schedule(seed);
        try
        {
            schedule.Run();
        }
        catch (Exception failure)
        {
            schedule._problems.Add(failure.ToString());
        }
        finally
        {
            schedule._winsock.Dispose();
        }

        return schedule._problems;
    }

    private void Run()
    {
        _winsock.BeforeReturn = _ => Interfere();
        _tasks.Add(Watch(ServeAsync()));
        int clients = _random.Next(1, 4);
        for (int i = 0; i < clients; i++)
            _tasks.Add(Watch(ConnectAsync()));

        for (int i = _random.Next(3); i > 0; i--)
            BeginDatagrams();

        for (int i = _random.Next(2); i > 0; i--)
            _tasks.Add(Watch(BeginMessagesAsync()));

        for (int i = _random.Next(3); i > 0; i--)
            _tasks.Add(Watch(ResolveAsync()));

        for (int turns = _random.Next(10, 120); turns > 0; turns--)
        {
            switch (_random.Next(12))
            {
                case < 4:
                    _winsock.Step();
                    break;
                case < 7:
                    _winsock.Turn(_loop);
                    break;
                case < 10:
                    _winsock.RunPool();
                    break;
                default:
                    Interfere();
                    break;
            }
        }

        if (_random.Next(4) != 0)
        {
            _winsock.Settle(_loop);
        }
        else if (_random.Next(2) == 0)
        {
            _portFirst = true;
            _loop.Dispose();
        }

        _listener.Dispose();
        for (int i = 0; i < _sockets.Count; i++)
            _sockets[i].Dispose();
        _winsock.Settle(_loop);

        // Sockets that were connected or accepted while the others were closed.
        for (int i = 0; i < _sockets.Count; i++)
            _sockets[i].Dispose();
        _winsock.Settle(_loop);
        _loop.Dispose();
        _winsock.Settle(_loop);

        Expect(_tasks.TrueForAll(task => task.IsCompleted), "an operation was lost");
        Expect(_portFirst || _loop.Slab.Leaked == 0, $"{_loop.Slab.Leaked} records were given up, though the port was closed last");
        Expect(_loop.Slab.Rented == _loop.Slab.Leaked, $"{_loop.Slab.Rented} records are out, {_loop.Slab.Leaked} of them given up");
        Expect(_winsock.OpenSockets == 0, $"{_winsock.OpenSockets} sockets are open");
        Expect(_winsock.OpenPorts == 0, $"{_winsock.OpenPorts} ports are open");
        Expect(_winsock.PendingQueries == 0 && _winsock.OpenNameResults == 0, $"{_winsock.PendingQueries} queries and {_winsock.OpenNameResults} of their results are left");
        Expect(_winsock.PoolLength == 0, $"{_winsock.PoolLength} continuations wait in the pool");
    }

    /// <summary>What other threads do, now and then.</summary>
    private void Interfere()
    {
        switch (_random.Next(40))
        {
            case < 6:
                _winsock.Step();
                break;
            case < 12:
                _winsock.Turn(_loop);
                break;
            case < 16:
                _winsock.RunPool();
                break;
            case < 22 when _sources.Count != 0:
                _sources[_random.Next(_sources.Count)].Cancel();
                break;
            case 22 when _sockets.Count != 0:
                _sockets[_random.Next(_sockets.Count)].Dispose();
                break;
            case 23 when _sockets.Count != 0:
                (_sockets[_random.Next(_sockets.Count)] as StreamSocket)?.Abort();
                break;
            case 24 when _sockets.Count != 0:
                _tasks.Add(Watch(IntrudeAsync(_sockets[_random.Next(_sockets.Count)])));
                break;
            case 28 when _random.Next(4) == 0:
                _winsock.RaiseChange(ScriptedWinsock.AddressListChange);
                break;
            case 25 when _random.Next(10) == 0:
                _listener.Dispose();
                break;
            case 27:
                _winsock.Drop();
                break;
            case 29 or 30:
                _winsock.Now += _random.Next(1, 20);
                break;
            case 31 when _random.Next(10) == 0:
                _winsock.Now += _random.Next(500, 1500);
                break;
            case 32 when _random.Next(4) == 0:
                _winsock.FailNext(_random.Next(2) == 0 ? nameof(WinsockTable.AcceptEx) : nameof(Ws2.SO_UPDATE_ACCEPT_CONTEXT),
                    _random.Next(2) == 0 ? Ws2.WSAENOBUFS : Ws2.WSAECONNABORTED);
                break;
            case 26 when _random.Next(30) == 0:
                _portFirst = true;
                _loop.Dispose();
                break;
        }
    }

    private async Task ServeAsync()
    {
        if (_random.Next(2) == 0)
        {
            await foreach (StreamSocket socket in _listener.AcceptAllAsync())
                Begin(socket);
            return;
        }

        while (true)
        {
            // Several accepts at a time are a user's right.
            await Task.WhenAll(AcceptAsync(), AcceptAsync());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            Begin(await InTime(_listener.AcceptAsync(Token())));
        }
        catch (Exception ended) when (HasEnded(ended))
        {
        }
    }

    private async Task ConnectAsync() => Begin(await InTime(StartConnect()));

    private SocketOperation<StreamSocket> StartConnect()
    {
        var options = new StreamConnectOptions { Loop = _loop, FirstData = FirstData(), AttemptDelay = TimeSpan.FromMilliseconds(_random.Next(1, 50)) };
        TimeSpan patience = TimeSpan.FromSeconds(1);
        return _random.Next(8) switch
        {
            0 => StreamSocket.ConnectAsync(Host, StreamWorld.ServerEndPoint.Port, options, Token()),
            1 => StreamSocket.ConnectByNameAsync(Host, $"{StreamWorld.ServerEndPoint.Port}", patience, _loop, Token()),
            2 => StreamSocket.ConnectByListAsync([new IPEndPoint(IPAddress.IPv6Loopback, 1), StreamWorld.ServerEndPoint], patience, _loop, Token()),
            _ => StreamSocket.ConnectAsync(StreamWorld.ServerEndPoint, options, Token()),
        };
    }

    private async Task ResolveAsync()
    {
        int count = (await InTime(NameResolver.ResolveAsync(Host, null, new NameQuery { Loop = _loop }, Token()))).Length;
        Expect(count == _winsock.Names[Host].Length, "a name lost an address");
    }

    private byte[] FirstData() => _random.Next(2) == 0 ? [] : [0, 1, 2];

    private void Begin(StreamSocket socket)
    {
        _sockets.Add(socket);
        _tasks.Add(Watch(new StreamSession(this, socket).RunAsync()));
    }

    /// <summary>A socket with several users, who send to it and receive from it.</summary>
    private void BeginDatagrams()
    {
        if (_loop.IsStopping)
            return;
        var socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), new DatagramSocketOptions
        {
            Loop = _loop,
            ReceivePacketInformation = _random.Next(2) == 0,
            MaximumCoalescedSize = _random.Next(2) * 8,
        });
        _sockets.Add(socket);
        var to = SocketAddressValue.From(socket.LocalEndPoint);
        for (int i = _random.Next(1, 4); i > 0; i--)
            _tasks.Add(Watch(new DatagramSession(this, socket, to).RunAsync()));
    }

    /// <summary>A connection of messages, made or accepted.</summary>
    private async Task BeginMessagesAsync()
    {
        if (_loop.IsStopping)
            return;
        var peer = new ScriptedMessagePeer(hasPartialMessages: true) { Echoes = true };
        MessageSocket socket;
        if (_random.Next(2) == 0)
        {
            _winsock.MessagePeers[MessageWorld.PeerEndPoint.Port] = peer;
            socket = MessageWorld.Protocol(SocketType.Seqpacket).OpenMessage(_loop);
            _sockets.Add(socket);
            await socket.ConnectAsync(MessageWorld.PeerEndPoint, Token());
        }
        else
        {
            MessageListener listener = MessageListener.Listen(MessageWorld.Protocol(SocketType.Seqpacket), new IPEndPoint(IPAddress.Loopback, 0),
                new MessageListenerOptions { Loop = _loop });
            _sockets.Add(listener);
            int port = ((IPEndPoint)listener.LocalEndPoint).Port;
            for (int i = _random.Next(3); i > 0; i--)
                _winsock.ConnectMessages(port, null);
            _winsock.ConnectMessages(port, peer);
            socket = await InTime(listener.AcceptAsync(Token()));
            _sockets.Add(socket);
        }

        await new MessageSession(this, socket, peer).RunAsync();
    }

    /// <summary>A second user of a socket that has one already.</summary>
    private async Task IntrudeAsync(WinsockSocket socket)
    {
        try
        {
            if (socket is StreamSocket stream && _random.Next(2) == 0)
                await stream.WaitForDataAsync(Token());
            else
                await socket.IOControlAsync(ScriptedWinsock.AddressListChange, default, default, Token());
        }
        catch (InvalidOperationException)
        {
        }
    }

    /// <summary>A token that somebody may cancel, or one that is somebody else's, or none.</summary>
    public CancellationToken Token()
    {
        switch (_random.Next(4))
        {
            case 0:
                var source = new CancellationTokenSource();
                _sources.Add(source);
                return source.Token;
            case 1 when _sources.Count != 0:
                return _sources[_random.Next(_sources.Count)].Token;
            default:
                return CancellationToken.None;
        }
    }

    /// <summary>Awaits an operation, which sometimes has a timeout.</summary>
    public async Task<T> InTime<T>(SocketOperation<T> operation)
    {
        long started = _winsock.Now;
        int milliseconds = _random.Next(4) == 0 ? _random.Next(1, 100) : Timeout.Infinite;
        try
        {
            return await operation.WithTimeout(TimeSpan.FromMilliseconds(milliseconds));
        }
        catch (TimeoutException)
        {
            Expect(milliseconds > 0 && _winsock.Now >= started + milliseconds, "an operation timed out before its time");
            throw;
        }
    }

    /// <summary>Whether that is how an operation ends that was cancelled, by a token or by its timeout.</summary>
    public static bool HasEnded(Exception failure) => failure is OperationCanceledException or TimeoutException;

    private async Task Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.OperationAborted)
        {
            _problems.Add($"an operation was aborted that nobody cancelled: {failure.StackTrace}");
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException || HasEnded(failure))
        {
        }
        catch (Exception failure)
        {
            _problems.Add(failure.ToString());
        }
    }

    public void Expect(bool holds, string problem)
    {
        if (!holds)
            _problems.Add(problem);
    }
}
