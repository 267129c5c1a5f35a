using System;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>
/// An asynchronous socket operation without a value. Await it, once; awaiting allocates nothing. An operation that is
/// never awaited leaks nothing.
/// </summary>
/// <remarks>
/// <see cref="AsValueTask"/> makes it an ordinary <see cref="ValueTask"/> for code that wants one; awaiting a pending ValueTask may allocate.
/// </remarks>
[SupportedOSPlatform("windows")]
public readonly struct SocketOperation
{
    private readonly Operation? _operation;
    private readonly uint _token;

    internal SocketOperation(Operation? operation, uint token)
    {
        _operation = operation;
        _token = token;
    }

    /// <summary>Whether the operation is over, so that an await does not suspend.</summary>
    public bool IsCompleted => _operation is null || _operation.IsCompleted(_token);

    /// <summary>The awaiter the compiler uses.</summary>
    public Awaiter GetAwaiter() => new(this, useScheduler: true);

    /// <summary>Chooses whether the awaiting code continues in the captured context.</summary>
    public ConfiguredSocketOperation ConfigureAwait(bool continueOnCapturedContext) => new(this, continueOnCapturedContext);

    /// <summary>The same operation as a <see cref="ValueTask"/>; use one of the two.</summary>
    public ValueTask AsValueTask() => _operation is null ? default : new ValueTask(_operation, (short)_token);

    /// <summary>A <see cref="SocketOperation"/> whose await was configured.</summary>
    public readonly struct ConfiguredSocketOperation
    {
        private readonly SocketOperation _source;
        private readonly bool _useScheduler;

        internal ConfiguredSocketOperation(SocketOperation source, bool useScheduler)
        {
            _source = source;
            _useScheduler = useScheduler;
        }

        /// <summary>The awaiter the compiler uses.</summary>
        public Awaiter GetAwaiter() => new(_source, _useScheduler);
    }

    /// <summary>Awaits a <see cref="SocketOperation"/>.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion
    {
        private readonly SocketOperation _source;
        private readonly bool _useScheduler;

        internal Awaiter(SocketOperation source, bool useScheduler)
        {
            _source = source;
            _useScheduler = useScheduler;
        }

        /// <summary>Whether the operation is over.</summary>
        public bool IsCompleted => _source._operation is null || _source._operation.IsCompletedForAwait(_source._token);

        /// <summary>Ends the await: throws what the operation failed with.</summary>
        public void GetResult() => _source._operation?.GetResult(_source._token);

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => AwaiterContinuation.Attach(_source._operation, _source._token, continuation, _useScheduler, flow: true);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => AwaiterContinuation.Attach(_source._operation, _source._token, continuation, _useScheduler, flow: false);
    }
}
