using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// One GetAddrInfoExW. It ends in a completion routine on a thread of the system, not at a port, so it has no record; and when it is
/// cancelled it ends at once, since not every name space provider can stop.
/// </summary>
internal sealed unsafe class NameOperation : Operation<ImmutableArray<NameEntry>>
{
    private ImmutableArray<NameEntry> _entries = [];
    private nint _query;

    // Who sets it ends the operation: the completion routine, or a canceller.
    private int _isOver;

    private NameOperation(CompletionLoop loop) : base(loop, detached: true)
    {
    }

    internal static SocketOperation<ImmutableArray<NameEntry>> Start(CompletionLoop loop, string? host, string? service, NameQuery query,
        CancellationToken cancellationToken)
    {
        var operation = new NameOperation(loop);
        var result = new SocketOperation<ImmutableArray<NameEntry>>(operation);
        NameCall* call = NameCall.Create(host, service, query);
        call->Operation = GCHandle.ToIntPtr(GCHandle.Alloc(operation));
        int error = loop.Native.GetAddrInfoExW(call->Host, call->Service, (uint)query.NameSpace, query.ProviderId is null ? null : &call->Provider,
            (ADDRINFOEXW*)&call->Hints, &call->Result, null, &call->Overlapped, &OnCompleted, &call->Query);

        // The completion routine runs for what was pending, and for nothing else (GetAddrInfoExW, "Remarks").
        if (error != WSA_IO_PENDING)
            End(call, error);
        else
            operation._query = call->Query;
        NameCall.Release(call);
        operation.EndPending(cancellationToken);
        return result;
    }

    internal override ImmutableArray<NameEntry> GetResult(uint token)
    {
        ImmutableArray<NameEntry> entries = _entries;
        int error = Take(token, out _, out CancellationToken cancellationToken);
        return error == 0 ? entries : throw CreateException(error, cancellationToken);
    }

    // A loop that ends does not end the query; what awaits it goes to the thread pool.
    internal override void OnPortLost()
    {
    }

    protected override Exception CreateException(int error, CancellationToken cancellationToken) =>
        SocketFailure.Create(Loop, null, error, cancellationToken);

    protected override void Cancel()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;

        // A provider that stops frees its memory sooner, which is all that this is about: that it does not is no failure.
        nint query = _query;
        if (query != 0)
            _ = Loop.Native.GetAddrInfoExCancel(&query);
        Complete(WSA_OPERATION_ABORTED, 0);
    }

    protected override void ReleaseRecord(bool reusable)
    {
    }

    protected override void LeakRecord()
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static void OnCompleted(uint error, uint transferred, OVERLAPPED* overlapped) => End((NameCall*)overlapped, (int)error);

    /// <summary>Windows is done with the call.</summary>
    private static void End(NameCall* call, int error)
    {
        var handle = GCHandle.FromIntPtr(call->Operation);
        var operation = (NameOperation)handle.Target!;
        handle.Free();
        ADDRINFOEXW* list = call->Result;
        bool isFirst = Interlocked.Exchange(ref operation._isOver, 1) == 0;
        if (list != null)
        {
            if (isFirst)
                operation._entries = NameEntryReader.Read(list);
            operation.Loop.Native.FreeAddrInfoExW(list);
        }

        NameCall.Release(call);
        if (isFirst)
            operation.Complete(WinsockError.FromWin32(error), 0);
    }
}
