using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>An operation that never started: awaiting it throws.</summary>
internal sealed class FailedOperation<T> : Operation<T>
{
    private readonly Exception _exception;

    internal FailedOperation(CompletionLoop loop, Exception exception) : base(loop, detached: true)
    {
        _exception = exception;
        Complete(WSA_OPERATION_ABORTED, 0);
        EndPending(CancellationToken.None);
    }

    internal override T GetResult(uint token)
    {
        _ = Take(token, out _, out _);
        throw _exception;
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) => _exception;

    protected override void Cancel()
    {
    }

    protected override void ReleaseRecord(bool reusable)
    {
    }

    protected override void LeakRecord()
    {
    }
}
