using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// Connects to a host by name (RFC 8305, "happy eyeballs"): its addresses are tried one after the other, the next one when the one before has
/// failed or has taken too long; the first connection wins, and the other attempts are cancelled and closed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing that would have to be disposed.")]
internal sealed class ConnectionRace : AbandonableOperation<StreamSocket>
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<(SocketAddressValue Address, Exception Failure)> _failures = [];
    private readonly DnsEndPoint _host;
    private readonly StreamConnectOptions _options;
    private readonly AttemptTimer _timer;
    private SocketAddressValue[] _addresses = [];
    private int _started;

    private ConnectionRace(CompletionLoop loop, DnsEndPoint host, StreamConnectOptions options) : base(loop)
    {
        _host = host;
        _options = options;
        _timer = new AttemptTimer(this);
    }

    internal static SocketOperation<StreamSocket> Start(CompletionLoop loop, DnsEndPoint host, StreamConnectOptions? options, CancellationToken cancellationToken)
    {
        var race = new ConnectionRace(loop, host, options ?? StreamConnectOptions.Default);
        var result = new SocketOperation<StreamSocket>(race);
        _ = race.ResolveAsync();
        race.EndPending(cancellationToken);
        return result;
    }

    protected override void OnAbandoned() => Stop();

    private async Task ResolveAsync()
    {
        try
        {
            var query = new NameQuery { Loop = Loop, AddressFamily = _host.AddressFamily, SocketType = SocketType.Stream, ProtocolType = ProtocolType.Tcp };
            ImmutableArray<NameEntry> entries = await NameResolver.ResolveAsync(
                _host.Host, _host.Port.ToString(CultureInfo.InvariantCulture), query, _end.Token).ConfigureAwait(false);
            _addresses = AttemptOrder.Interleave(entries, _options.LocalEndPoint?.AddressFamily ?? AddressFamily.Unspecified);
        }
        catch (Exception failure)
        {
            End(null, failure);
            return;
        }

        if (_addresses.Length == 0)
            End(null, new SocketException(WSANO_DATA));
        else
            StartNext();
    }

    /// <summary>Tries the next address, if there is one, and no connection yet.</summary>
    private void StartNext()
    {
        SocketAddressValue address;
        lock (_lock)
        {
            if (IsOver || _started == _addresses.Length)
                return;
            address = _addresses[_started++];
            if (_started < _addresses.Length && _options.AttemptDelay != Timeout.InfiniteTimeSpan)
                _timer.Start(_options.AttemptDelay);
        }

        _ = AttemptAsync(address);
    }

    private async Task AttemptAsync(SocketAddressValue address)
    {
        StreamSocket connection;
        try
        {
            connection = await StreamSocket.Connect(Loop.GetProvider(SocketKind.Stream(address.Family)), address, _options, _end.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            OnFailed(address, failure);
            return;
        }

        End(connection, null);
    }

    private void OnFailed(SocketAddressValue address, Exception failure)
    {
        bool isLast;
        lock (_lock)
        {
            _failures.Add((address, failure));
            isLast = _failures.Count == _addresses.Length;
        }

        if (isLast)
            End(null, Summarize());
        else
            StartNext();
    }

    private void End(StreamSocket? connection, Exception? failure)
    {
        if (!TryEnd())
        {
            connection?.Dispose();
            return;
        }

        Stop();
        if (connection is not null)
            Succeed(connection);
        else
            Fail((int?)(failure as SocketException)?.SocketErrorCode ?? WSA_OPERATION_ABORTED, failure);
    }

    private void Stop()
    {
        _timer.Stop();
        _end.Cancel();
    }

    /// <summary>One exception for all attempts. Its code is the first that comes from a host, and not from the lack of a way to it.</summary>
    private Exception Summarize()
    {
        if (_failures.Find(static failed => failed.Failure is not SocketException).Failure is { } other)
            return other;
        if (_failures.Count == 1)
            return _failures[0].Failure;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"None of the {_failures.Count} addresses of {_host.Host} could be connected to:");
        int code = 0;
        foreach (var (address, failure) in _failures)
        {
            SocketError error = ((SocketException)failure).SocketErrorCode;
            text.Append(CultureInfo.InvariantCulture, $"{(code == 0 ? " " : "; ")}{address} ({error})");
            if (code is 0 or WSAENETUNREACH or WSAEHOSTUNREACH or WSAEADDRNOTAVAIL or WSAEAFNOSUPPORT or WSAENETDOWN)
                code = (int)error;
        }

        return new SocketException(code, text.Append('.').ToString());
    }

    private sealed class AttemptTimer(ConnectionRace race) : LoopTimer(race.Loop)
    {
        protected internal override void OnDue() => race.StartNext();
    }
}
