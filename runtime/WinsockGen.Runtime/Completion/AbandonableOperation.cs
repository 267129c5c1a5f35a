using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// An operation that no packet ends, so that it has no record, and whose await ends at once when it is cancelled: what still goes on then
/// is abandoned, and clears up after itself. Used once.
/// </summary>
internal abstract class AbandonableOperation<T>(CompletionLoop loop) : Operation<T>(loop, detached: true)
{
    private T _value = default!;
    private Exception? _failure;
    private int _isOver;

    /// <summary>Whether it was ended, or abandoned.</summary>
    protected bool IsOver => Volatile.Read(ref _isOver) != 0;

    internal sealed override T GetResult(uint token)
    {
        T value = _value;
        int error = Take(token, out _, out CancellationToken cancellationToken);
        return error == 0 ? value : throw CreateException(error, cancellationToken);
    }

    // A port that dies does not end what it does not know of; who awaits it then goes to the thread pool.
    internal sealed override void OnPortLost()
    {
    }

    /// <summary>Whether the caller is who ends it, with <see cref="Succeed"/> or <see cref="Fail"/>.</summary>
    protected bool TryEnd() => Interlocked.Exchange(ref _isOver, 1) == 0;

    protected void Succeed(T value)
    {
        _value = value;
        Complete(0, 0);
    }

    /// <param name="error">A WSA code.</param>
    /// <param name="failure">What the await throws, if the code does not say it all.</param>
    protected void Fail(int error, Exception? failure = null)
    {
        _failure = failure;
        Complete(error, 0);
    }

    /// <summary>Nobody waits for it any more.</summary>
    protected virtual void OnAbandoned()
    {
    }

    protected sealed override Exception CreateException(int error, CancellationToken cancellationToken) =>
        _failure ?? SocketFailure.Create(Loop, null, error, cancellationToken);

    protected sealed override void Cancel()
    {
        if (!TryEnd())
            return;
        OnAbandoned();
        Fail(WSA_OPERATION_ABORTED);
    }

    protected sealed override void ReleaseRecord(bool reusable)
    {
    }

    protected sealed override void LeakRecord()
    {
    }
}
