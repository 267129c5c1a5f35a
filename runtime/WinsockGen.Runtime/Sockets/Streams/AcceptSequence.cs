using System;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Threading;

namespace WinsockGen;

/// <summary>The connections of a listener, for <c>await foreach</c>.</summary>
[SupportedOSPlatform("windows")]
public readonly struct AcceptSequence
{
    private readonly StreamListener _listener;
    private readonly CancellationToken _cancellationToken;

    internal AcceptSequence(StreamListener listener, CancellationToken cancellationToken)
    {
        _listener = listener;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The enumerator the compiler uses.</summary>
    public Enumerator GetAsyncEnumerator() => new(_listener, _cancellationToken);

    /// <summary>Enumerates connections as they are accepted.</summary>
    public sealed class Enumerator
    {
        private readonly StreamListener _listener;
        private readonly CancellationToken _cancellationToken;

        internal Enumerator(StreamListener listener, CancellationToken cancellationToken)
        {
            _listener = listener;
            _cancellationToken = cancellationToken;
        }

        /// <summary>The connection that was accepted last.</summary>
        public StreamSocket Current { get; private set; } = null!;

        /// <summary>Waits for the next connection.</summary>
        /// <returns>What to await: true when there is one, false when the listener is closed.</returns>
        public MoveNextOperation MoveNextAsync() => new(this, _listener.IsClosed ? null : _listener.AcceptAsync(_cancellationToken));

        internal bool MoveNext(SocketOperation<StreamSocket>.Awaiter accept)
        {
            try
            {
                Current = accept.GetResult();
                return true;
            }
            catch (ObjectDisposedException) when (_listener.IsClosed)
            {
                return false;
            }
        }
    }

    /// <summary>One step of the enumeration, to be awaited.</summary>
    public readonly struct MoveNextOperation
    {
        private readonly Enumerator _enumerator;
        private readonly SocketOperation<StreamSocket>? _accept;

        internal MoveNextOperation(Enumerator enumerator, SocketOperation<StreamSocket>? accept)
        {
            _enumerator = enumerator;
            _accept = accept;
        }

        /// <summary>The awaiter the compiler uses.</summary>
        public Awaiter GetAwaiter() => new(_enumerator, _accept?.GetAwaiter());
    }

    /// <summary>Awaits a <see cref="MoveNextOperation"/>.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion
    {
        private readonly Enumerator _enumerator;
        private readonly SocketOperation<StreamSocket>.Awaiter? _accept;

        internal Awaiter(Enumerator enumerator, SocketOperation<StreamSocket>.Awaiter? accept)
        {
            _enumerator = enumerator;
            _accept = accept;
        }

        /// <summary>Whether the step is over.</summary>
        public bool IsCompleted => _accept is not { } accept || accept.IsCompleted;

        /// <summary>Whether there is a connection.</summary>
        public bool GetResult() => _accept is { } accept && _enumerator.MoveNext(accept);

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => _accept.GetValueOrDefault().OnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _accept.GetValueOrDefault().UnsafeOnCompleted(continuation);
    }
}
