using System;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>The reader of a pipe, who tells when it wants no more: a receive that waits for data would not notice.</summary>
internal sealed class SocketPipeReader(PipeReader reader, Action completed) : PipeReader
{
    public override bool TryRead(out ReadResult result) => reader.TryRead(out result);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => reader.ReadAsync(cancellationToken);

    public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => reader.CancelPendingRead();

    /// <param name="exception">Why the reader gives up, which is its own affair: receiving ends either way.</param>
    public override void Complete(Exception? exception = null)
    {
        reader.Complete();
        completed();
    }

    protected override ValueTask<ReadResult> ReadAtLeastAsyncCore(int minimumSize, CancellationToken cancellationToken) =>
        reader.ReadAtLeastAsync(minimumSize, cancellationToken);
}
