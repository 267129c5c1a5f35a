using System;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>
/// An asynchronous socket operation whose success has a value. Await it, once; awaiting allocates nothing. An operation
/// that is never awaited leaks nothing.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// <see cref="AsValueTask"/> makes it an ordinary <see cref="ValueTask{TResult}"/> for code that wants one; awaiting a pending
/// ValueTask may allocate.
/// </remarks>
[SupportedOSPlatform("windows")]
public readonly struct SocketOperation<T>
{
    // The operation; or, when there is none, a result that is not small, boxed if it is a value.
    private readonly object? _source;

    // A small result; of others, whether the source is the result.
    private readonly long _value;
    private readonly uint _token;

    internal SocketOperation(T result)
    {
        if (IsSmall)
        {
            Unsafe.As<long, T>(ref _value) = result;
        }
        else
        {
            _source = result;
            _value = 1;
        }
    }

    internal SocketOperation(Operation<T> operation)
    {
        _source = operation;
        _token = operation.Token;
    }

    /// <summary>
    /// Whether results that are there at once can be in here without a box. Large ones stay in their operation: this struct is copied from method
    /// to method.
    /// </summary>
    internal static bool HoldsResults => !typeof(T).IsValueType || IsSmall;

    private static bool IsSmall =>
        typeof(T).IsValueType && !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Unsafe.SizeOf<T>() <= sizeof(long);

    private Operation<T>? Operation => IsSmall || _value == 0 ? Unsafe.As<Operation<T>?>(_source) : null;

    private T Result
    {
        get
        {
            if (IsSmall)
                return Unsafe.As<long, T>(ref Unsafe.AsRef(in _value));
            return _value == 0 ? default! : (T)_source!;
        }
    }

    internal SocketOperation WithoutResult() => new(Operation, _token);

    /// <summary>Whether the operation is over, so that an await does not suspend.</summary>
    public bool IsCompleted => Operation is not { } operation || operation.IsCompleted(_token);

    /// <summary>The awaiter the compiler uses.</summary>
    public Awaiter GetAwaiter() => new(this, useScheduler: true);

    /// <summary>Chooses whether the awaiting code continues in the captured context.</summary>
    public ConfiguredSocketOperation ConfigureAwait(bool continueOnCapturedContext) => new(this, continueOnCapturedContext);

    /// <summary>Gives the operation a time to succeed in; then it is cancelled, and its await throws <see cref="TimeoutException"/>.</summary>
    /// <param name="timeout">More than zero and less than 49 days, by a clock that ticks every 10 to 16 milliseconds, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for none. It counts from this call; a second one begins anew.</param>
    /// <returns>The same operation.</returns>
    /// <remarks>A success that wins the race is a success. As after any cancellation, nobody knows how much an aborted send has sent.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero, negative, or too long.</exception>
    /// <exception cref="InvalidOperationException">The operation is being awaited, or was.</exception>
    public SocketOperation<T> WithTimeout(TimeSpan timeout)
    {
        WinsockGen.Operation.ThrowIfInvalid(timeout);
        Operation?.SetTimeout(_token, timeout);
        return this;
    }

    /// <summary>The same operation as a <see cref="ValueTask{TResult}"/>; use one of the two.</summary>
    public ValueTask<T> AsValueTask() => Operation is { } operation ? new ValueTask<T>(operation, (short)_token) : new ValueTask<T>(Result);

    /// <summary>A <see cref="SocketOperation{T}"/> whose await was configured.</summary>
    public readonly struct ConfiguredSocketOperation
    {
        private readonly SocketOperation<T> _source;
        private readonly bool _useScheduler;

        internal ConfiguredSocketOperation(SocketOperation<T> source, bool useScheduler)
        {
            _source = source;
            _useScheduler = useScheduler;
        }

        /// <summary>The awaiter the compiler uses.</summary>
        public Awaiter GetAwaiter() => new(_source, _useScheduler);
    }

    /// <summary>Awaits a <see cref="SocketOperation{T}"/>.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion
    {
        private readonly SocketOperation<T> _source;
        private readonly bool _useScheduler;

        internal Awaiter(SocketOperation<T> source, bool useScheduler)
        {
            _source = source;
            _useScheduler = useScheduler;
        }

        /// <summary>Whether the operation is over.</summary>
        public bool IsCompleted => _source.Operation is not { } operation || operation.IsCompletedForAwait(_source._token);

        /// <summary>Ends the await: returns the value, or throws what the operation failed with.</summary>
        public T GetResult() => _source.Operation is { } operation ? operation.GetResult(_source._token) : _source.Result;

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => AwaiterContinuation.Attach(_source.Operation, _source._token, continuation, _useScheduler, flow: true);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => AwaiterContinuation.Attach(_source.Operation, _source._token, continuation, _useScheduler, flow: false);
    }
}
